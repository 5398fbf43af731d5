import type { ReactNode } from 'react';
import type { RuleChange, RuleState } from '../../../core/rules.ts';
import { ruleWords } from '../../pairs/marks.tsx';
import { Name } from '../../ui/mono.tsx';

/** What a change of rules did to each key. Rules hold for all environments, and hold no values. */
export function RuleRows({ changes }: { readonly changes: readonly RuleChange[] }): ReactNode {
  return (
    <table className="history-rules">
      <thead>
        <tr>
          <th scope="col">Key</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ key, before, after }) => (
          <tr key={key}>
            <th scope="row">
              <Name text={key} />
            </th>
            <td>{textOf(before)}</td>
            <td>{textOf(after)}</td>
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
