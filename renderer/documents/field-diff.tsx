import './documents.css';
import { type ReactNode, useMemo, useState } from 'react';
import { diffDocuments, type FieldChange } from '../../core/document-diff.ts';
import { jsonText, pathText } from '../../core/field-words.ts';
import { type Json, readJson } from '../../core/json.ts';
import { Button } from '../ui/button.tsx';
import { Mono } from '../ui/mono.tsx';
import { DiffView } from '../values/diff-view.tsx';

interface Props {
  /** JSON text; absent where that side has no such document. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** What the sides are called. */
  readonly names: readonly [before: string, after: string];
}

/** Fields shown at first: a document of another kind altogether may differ in thousands. */
const shownAtFirst = 60;

/** In which fields two documents differ: short ones in a line, long texts word by word. */
export function FieldDiff({ before, after, names }: Props): ReactNode {
  const changes = useMemo(() => diffDocuments(parsed(before), parsed(after)), [before, after]);
  const [all, setAll] = useState(false);
  if (changes.length === 0) return <p className="soft">The two are the same in every field.</p>;
  const shown = all ? changes : changes.slice(0, shownAtFirst);
  return (
    <>
      <dl className="fields" aria-label={`Fields that differ between ${names[0]} and ${names[1]}`}>
        {shown.map((change) => (
          <Field key={change.path.join('\n')} change={change} names={names} />
        ))}
      </dl>
      {shown.length < changes.length && (
        <Button onPress={() => setAll(true)}>{`Show ${changes.length - shown.length} more fields`}</Button>
      )}
    </>
  );
}

const parsed = (text: string | undefined): Json | undefined =>
  text === undefined ? undefined : readJson(text);

function Field({
  change,
  names,
}: {
  readonly change: FieldChange;
  readonly names: Props['names'];
}): ReactNode {
  const before = change.before === undefined ? undefined : jsonText(change.before);
  const after = change.after === undefined ? undefined : jsonText(change.after);
  const long = isLong(before) || isLong(after);
  return (
    <div className="field-change" data-long={long || undefined}>
      <dt>{pathText(change.path)}</dt>
      <dd>
        {long ? (
          <DiffView
            left={before ?? ''}
            right={after ?? ''}
            leftName={names[0]}
            rightName={names[1]}
            of={pathText(change.path)}
          />
        ) : (
          <span className="field-inline">
            <Short text={before} as="del" />
            <span className="field-after">
              <span aria-hidden>→</span>
              <span className="only-spoken">becomes</span>
              <Short text={after} as="ins" />
            </span>
          </span>
        )}
      </dd>
    </div>
  );
}

const isLong = (text: string | undefined): boolean =>
  text !== undefined && (text.length > 48 || text.includes('\n'));

function Short({
  text,
  as: Tag,
}: {
  readonly text: string | undefined;
  readonly as: 'del' | 'ins';
}): ReactNode {
  if (text === undefined) return <span className="soft field-unset">not set</span>;
  return <Tag>{text === '' ? 'empty' : <Mono text={text} />}</Tag>;
}
