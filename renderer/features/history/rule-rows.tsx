import type { ReactNode } from 'react';
import type { KindRule, KindRuleChange } from '../../../core/kind-rule.ts';
import type { RuleChange, RuleState } from '../../../core/rules.ts';
import { ruleWords } from '../../pairs/marks.tsx';
import { kindNames } from '../../ui/environment-tag.tsx';
import { Name } from '../../ui/mono.tsx';

/** What a change of rules did to each key. Rules hold for all environments, and hold no values. */
export function RuleRows({ changes }: { readonly changes: readonly RuleChange[] }): ReactNode {
  return (
    <Changes
      of="Key"
      rows={changes.map(({ key, before, after }) => ({
        id: key,
        name: <Name text={key} />,
        before: textOf(before),
        after: textOf(after),
      }))}
    />
  );
}

const kindTexts: Readonly<Record<KindRule, string>> = {
  look: 'differences are to be looked at',
  expected: 'differences are expected',
};

/** What a change did to the rule of each kind of environment. */
export function KindRuleRows({ changes }: { readonly changes: readonly KindRuleChange[] }): ReactNode {
  return (
    <Changes
      of="Kind"
      rows={changes.map(({ kind, before, after }) => ({
        id: kind,
        name: kindNames[kind],
        before: kindTexts[before],
        after: kindTexts[after],
      }))}
    />
  );
}

interface Row {
  readonly id: string;
  readonly name: ReactNode;
  readonly before: string;
  readonly after: string;
}

function Changes({ of, rows }: { readonly of: string; readonly rows: readonly Row[] }): ReactNode {
  return (
    <table className="history-rules">
      <thead>
        <tr>
          <th scope="col">{of}</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, before, after }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td>{before}</td>
            <td>{after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function textOf({ rule, note, requiredBy }: RuleState): string {
  const parts = [
    ...(rule === undefined ? [] : [`${ruleWords[rule]}${note === undefined ? '' : ` (${note})`}`]),
    ...(requiredBy === undefined ? [] : [`required, ${requiredBy}`]),
  ];
  return parts.length === 0 ? 'no rule of its own' : parts.join('; ');
}
