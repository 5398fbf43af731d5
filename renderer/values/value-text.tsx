import './value-text.css';
import { memo } from 'react';
import type { ValueLength } from '../../core/variable.ts';
import { Badge } from '../ui/badge.tsx';
import { Moment } from '../ui/moment.tsx';
import { Mono } from '../ui/mono.tsx';
import { lengthText } from './length-text.ts';
import type { InViewValue } from './use-values-in-view.ts';

export interface ValueTextProps {
  readonly hidden: boolean;
  readonly empty: boolean;
  /** Absent while it is on its way. */
  readonly value: InViewValue | undefined;
  readonly revealed?: string | undefined;
  /** Told beside the dots of a masked value. */
  readonly length?: ValueLength | undefined;
  /** Of a hidden value: when this console wrote it. Unix milliseconds. */
  readonly writtenAt?: number | undefined;
}

const shownLength = 400;

/** A value as the grid shows it: readable, masked, hidden by the server, or empty, each unlike the others. */
export const ValueText = memo(function ValueText(props: ValueTextProps) {
  const { hidden, empty, value, revealed, length, writtenAt } = props;
  if (hidden)
    return (
      <span className="value-hidden">
        hidden by the server
        {writtenAt !== undefined && (
          <>
            , known as this console wrote it <Moment at={writtenAt} />
          </>
        )}
      </span>
    );
  if (empty) return <Badge>empty</Badge>;
  const text = revealed ?? value?.value;
  if (text !== undefined)
    return (
      <span className={revealed === undefined ? 'value' : 'value value-revealed'}>
        <Mono text={text} limit={shownLength} ends />
        {text.length > shownLength && <span className="soft"> … {text.length} characters</span>}
      </span>
    );
  if (value === undefined) return <span className="value-waiting" />;
  return (
    <span className="value-masked">
      <span aria-hidden="true">••••••••</span>
      <span className="only-spoken">masked</span>
      {length !== undefined && <span className="value-length"> {lengthText(length)}</span>}
    </span>
  );
});

/** The place of a key that is not set: not the same as an empty value. */
export const Unset = () => <span className="value-unset">not set</span>;
