import './pairs.css';
import CircleDashed from 'lucide-react/icons/circle-dashed';
import EyeOff from 'lucide-react/icons/eye-off';
import LockKeyhole from 'lucide-react/icons/lock-keyhole';
import type { ReactNode } from 'react';
import type { SideMeta } from '../../core/changeset.ts';
import { Badge } from '../ui/badge.tsx';
import { Mono } from '../ui/mono.tsx';
import { lengthText } from '../values/length-text.ts';

interface Props {
  /** Absent: the key is not set there. */
  readonly meta: SideMeta | undefined;
  /** The value, where the window may show it. */
  readonly value?: string | undefined;
}

const shownLength = 240; // code units: more than fits the widest cell

/** What one side holds for a key: not set, empty, hidden, masked and readable never look alike. */
export function SideCell({ meta, value }: Props): ReactNode {
  if (meta === undefined)
    return (
      <span className="side side-unset">
        <CircleDashed size={14} aria-hidden />
        not set
      </span>
    );
  if (meta.hidden)
    return (
      <span className="side soft">
        <EyeOff size={14} aria-hidden />
        hidden by the server
      </span>
    );
  return (
    <span className="side">
      {meta.kind === 'secret' && <LockKeyhole size={12} aria-label="secret" className="soft" />}
      {meta.empty ? <Badge>empty</Badge> : <Text meta={meta} value={value} />}
    </span>
  );
}

function Text({ meta, value }: { readonly meta: SideMeta; readonly value: string | undefined }): ReactNode {
  if (value !== undefined)
    return (
      <span className="side-value">
        <Mono text={value} limit={shownLength} ends />
        {value.length > shownLength && ' …'}
      </span>
    );
  return (
    <span className="side-value side-dots">
      <span aria-hidden>••••••</span>
      <span className="only-spoken">masked</span>
      {meta.length !== undefined && <span className="side-length"> {lengthText(meta.length)}</span>}
    </span>
  );
}
