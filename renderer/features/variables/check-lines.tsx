import CircleAlert from 'lucide-react/icons/circle-alert';
import Info from 'lucide-react/icons/info';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { Check } from './checks.ts';

const looks = {
  error: { Icon: CircleAlert, tone: 'bad' },
  ask: { Icon: TriangleAlert, tone: 'warn' },
  warning: { Icon: TriangleAlert, tone: 'warn' },
  hint: { Icon: Info, tone: 'soft' },
} as const;

/** What the checks say of what is being typed. `floating` hangs below a field in the grid. */
export function CheckLines({
  checks,
  floating = false,
}: {
  readonly checks: readonly Check[];
  readonly floating?: boolean;
}) {
  return (
    <span className={floating ? 'checks checks-floating' : 'checks'} role="status">
      {checks.map(({ level, text }) => {
        const { Icon, tone } = looks[level];
        return (
          <span key={text} className={`check check-${tone}`}>
            <Icon size={14} aria-hidden />
            {text}
          </span>
        );
      })}
    </span>
  );
}
