import type { ReactNode } from 'react';
import { type CompareRow, standingOf } from '../../../core/compare.ts';
import type { VariableMeta } from '../../../core/variable.ts';
import type { Command } from '../../commands/command.ts';
import { ruleWords, StateMark, VerdictMark } from '../../pairs/marks.tsx';
import { CommandButton } from '../../ui/button.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Mono } from '../../ui/mono.tsx';
import { DiffView } from '../../values/diff-view.tsx';

/** The values of both sides while they are revealed; undefined where a side has none to show. */
export interface ShownValues {
  readonly left: string | undefined;
  readonly right: string | undefined;
  /** How many values were revealed or copied since the app was started. */
  readonly count: number;
}

interface Props {
  readonly row: CompareRow;
  readonly leftName: string;
  readonly rightName: string;
  readonly shown: ShownValues | undefined;
  readonly commands: readonly Command[];
}

/** The active row in full: what each side holds, its rule and note, and on request the values word by word. */
export function DetailPanel({ row, leftName, rightName, shown, commands }: Props): ReactNode {
  return (
    <section className="detail" aria-label={`Details of ${row.key}`}>
      <div className="detail-head">
        <h2>
          <Mono text={row.key} />
        </h2>
        <StateMark row={row} leftName={leftName} rightName={rightName} />
        {standingOf(row) !== 'none' && (
          <>
            <span className="soft">{ruleWords[row.rule]}:</span>
            <VerdictMark standing={standingOf(row)} />
          </>
        )}
        <div className="detail-actions">
          {commands.map((command) => (
            <CommandButton key={command.id} command={command} look="quiet" />
          ))}
        </div>
      </div>
      {row.state === 'cannot-tell' && (
        <p className="soft">
          The server hides a value here. One that this console wrote is known by its fingerprint; in Settings
          (Alt+9), the connection can be told to read secrets to compare them.
        </p>
      )}
      {row.expected && (
        <p className="soft">
          Differences are expected of this kind of environment: see the defaults of each kind on the
          Environments page (Alt+8). A rule of this key overrides that.
        </p>
      )}
      {row.verdict !== 'ok' && <p>{brokenText(row, leftName, rightName)}</p>}
      {row.ruleNote !== undefined && row.ruleNote !== '' && <p className="soft">Note: {row.ruleNote}</p>}
      {shown !== undefined ? (
        <Shown row={row} shown={shown} leftName={leftName} rightName={rightName} />
      ) : (
        <div className="detail-facts">
          <Facts name={leftName} meta={row.left} />
          <Facts name={rightName} meta={row.right} />
        </div>
      )}
    </section>
  );
}

function brokenText(row: CompareRow, leftName: string, rightName: string): string {
  if (row.verdict === 'must-differ-broken')
    return `Must differ, but ${leftName} and ${rightName} hold the same value.`;
  if (row.missing) return `Must match, but is not set in ${row.left === undefined ? leftName : rightName}.`;
  return `Must match, but ${leftName} and ${rightName} differ.`;
}

function Shown({
  row,
  shown,
  leftName,
  rightName,
}: Omit<Props, 'shown' | 'commands'> & {
  readonly shown: ShownValues;
}): ReactNode {
  const { left, right, count } = shown;
  return (
    <>
      {left !== undefined && right !== undefined ? (
        <DiffView left={left} right={right} leftName={leftName} rightName={rightName} />
      ) : (
        <div className="diff">
          <OneSide name={leftName} meta={row.left} value={left} />
          <OneSide name={rightName} meta={row.right} value={right} />
        </div>
      )}
      {row.kindDiffers && (
        <p className="diff-note">
          The kind differs: {row.left?.kind} in {leftName}, {row.right?.kind} in {rightName}.
        </p>
      )}
      <p className="diff-note">
        Hidden again after a minute. {count.toLocaleString('en')} {count === 1 ? 'value' : 'values'} shown or
        copied since the start.
      </p>
    </>
  );
}

interface SideProps {
  readonly name: string;
  readonly meta: VariableMeta | undefined;
}

const sideWord = (meta: VariableMeta | undefined): string =>
  meta === undefined ? 'not set' : meta.hidden ? 'hidden by the server' : meta.empty ? 'empty' : 'set';

function OneSide({ name, meta, value }: SideProps & { readonly value: string | undefined }): ReactNode {
  return (
    <figure className="diff-side">
      <figcaption>{name}</figcaption>
      {value === undefined || value === '' ? (
        <p className="diff-nothing">{sideWord(meta)}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
        <section tabIndex={0} aria-label={`Value in ${name}`}>
          <pre>
            <Mono text={value} limit={3_000} ends />
          </pre>
        </section>
      )}
    </figure>
  );
}

function Facts({ name, meta }: SideProps): ReactNode {
  return (
    <p>
      <strong>{name}</strong>: {sideWord(meta)}
      {meta !== undefined && `, ${meta.kind}`}
      {meta?.length !== undefined &&
        !meta.empty &&
        `, ${meta.length.exact ? '' : 'at least '}${meta.length.atLeast.toLocaleString('en')} ${meta.length.atLeast === 1 ? 'character' : 'characters'}`}
      {meta?.changedAt !== undefined && (
        <>
          , changed <Moment at={meta.changedAt} />
        </>
      )}
      {meta?.note !== undefined && meta.note !== '' && ` — ${meta.note}`}
    </p>
  );
}
