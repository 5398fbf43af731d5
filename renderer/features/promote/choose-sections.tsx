import { type ComponentProps, type ReactNode, useState } from 'react';
import { rowOf } from '../../../core/resource.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { type Chip, FilterChips } from '../../pairs/filter-chips.tsx';
import { useEnv } from '../../router/use-env.ts';
import type { Choices } from '../../state/promotion.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { ChooseStep } from './choose-step.tsx';
import { DocumentStep } from './document-step.tsx';

const sections = ['variable', 'agent', 'queue'] as const;
type Section = (typeof sections)[number];

const labels: Readonly<Record<Section, string>> = { variable: 'Variables', agent: 'Agents', queue: 'Queues' };

/** Step 2: variables, agents and queues, each in a section of its own; all of them in one plan. */
export function ChooseSections(props: ComponentProps<typeof ChooseStep>): ReactNode {
  const { workspace } = useEnv();
  const [chosen, setSection] = useState<Section>('variable');
  const offered = sections.filter(
    (section) => section === 'variable' || workspace.capabilities.includes(`${section}s`),
  );
  const section = offered.includes(chosen) ? chosen : 'variable';
  const following = offered[(offered.indexOf(section) + 1) % offered.length] ?? 'variable';
  useCommands([
    {
      id: 'promote.section',
      title: `Go to ${labels[following].toLowerCase()}`,
      group: 'Promote',
      keys: ['g'],
      enabled: () => offered.length > 1,
      run: () => setSection(following),
    },
  ]);
  return (
    <>
      {offered.length > 1 && (
        <div className="promote-sections">
          <FilterChips
            label="What to promote"
            chips={chipsOf(offered, props.choices)}
            value={section}
            picked={setSection}
          />
          <span className="soft">
            Next section <Kbd chord="g" quiet />
          </span>
        </div>
      )}
      {section === 'variable' ? (
        <ChooseStep {...props} />
      ) : (
        <DocumentStep {...props} key={section} resource={section} />
      )}
    </>
  );
}

/** Each section with how much of it was chosen. */
function chipsOf(offered: readonly Section[], choices: Choices): readonly Chip<Section>[] {
  const counts = Map.groupBy(choices.keys(), (id) => rowOf(id).resource);
  return offered.map((id) => ({ id, label: labels[id], count: counts.get(id)?.length ?? 0 }));
}
