import CircleCheck from 'lucide-react/icons/circle-check';
import CircleDashed from 'lucide-react/icons/circle-dashed';
import CircleHelp from 'lucide-react/icons/circle-help';
import type { EnvironmentHealth } from '../../../core/safety.ts';
import type { RiskLevel } from '../../../core/safety-rule.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { levelLooks } from '../../ui/level.tsx';
import { levelCount, levelsShown } from './health-words.ts';

const tones: Readonly<Record<RiskLevel, Tone>> = { refused: 'bad', warning: 'warn', note: 'neutral' };

/** How many findings of each level an environment has. */
export function HealthMark({ health }: { readonly health: EnvironmentHealth | undefined }) {
  if (health === undefined) return <span className="soft">…</span>;
  if (health.state === 'not-loaded')
    return <Badge icon={<CircleHelp size={12} aria-hidden />}>Not checked</Badge>;
  const found = levelsShown.filter((level) => health.counts[level] > 0);
  if (found.length === 0 && !health.empty && health.lacks === 0)
    return (
      <Badge tone="good" icon={<CircleCheck size={12} aria-hidden />}>
        Nothing found
      </Badge>
    );
  return (
    <>
      {found.map((level) => {
        const { Icon } = levelLooks[level];
        return (
          <Badge key={level} tone={tones[level]} icon={<Icon size={12} aria-hidden />}>
            {levelCount(level, health.counts[level])}
          </Badge>
        );
      })}
      {health.empty && <Badge>Empty</Badge>}
      {health.lacks > 0 && (
        <Badge icon={<CircleDashed size={12} aria-hidden />}>
          {health.lacks.toLocaleString('en')} missing
        </Badge>
      )}
    </>
  );
}
