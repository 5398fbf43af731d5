import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import type { ProjectRef } from '../../../core/environment.ts';
import { limits } from '../../../core/limits.ts';
import type { Rule, RuleKind } from '../../../core/rules.ts';
import { asAppError, ask } from '../../api/bridge.ts';
import { rulesWritten } from '../../api/invalidation.ts';
import { ruleWords } from '../../pairs/marks.tsx';
import { closeTyped } from '../../state/close-typed.ts';
import { Checkbox, TextArea } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';

type Choice = RuleKind | 'default';
const choices: readonly Choice[] = ['default', 'must-match', 'must-differ', 'any'];

interface Props {
  readonly project: ProjectRef;
  readonly name: string;
  /** The person's own rule, if there is one. */
  readonly rule: Rule | undefined;
  readonly defaultRule: RuleKind;
  /** Whether every environment must have the key. */
  readonly required: boolean;
  readonly onClose: () => void;
}

const meanings: Readonly<Record<RuleKind, string>> = {
  'must-match': 'the same value everywhere',
  'must-differ': 'another value in each environment',
  any: 'nothing is expected',
};

/** What a key should do across environments, and why. */
export function RuleDialog({ project, name, rule, defaultRule, required, onClose }: Props): ReactNode {
  const [choice, setChoice] = useState<Choice>(rule?.rule ?? 'default');
  const [note, setNote] = useState(rule?.note ?? '');
  const [mustHave, setMustHave] = useState(required);
  const put = useMutation({
    mutationFn: () =>
      ask('rules.put', {
        project,
        key: name,
        rule: choice === 'default' ? null : choice,
        ...(choice === 'default' || note.trim() === '' ? {} : { note: note.trim() }),
        ...(mustHave === required ? {} : { required: mustHave }),
      }),
    onSuccess: () => {
      rulesWritten();
      onClose();
    },
  });
  return (
    <FormDialog
      title={
        <>
          Rule for <span className="mono">{name}</span>
        </>
      }
      onClose={() => void closeTyped(note !== (rule?.note ?? ''), onClose)}
      submit="Save rule"
      may={!put.isPending}
      onSubmit={() => put.mutate()}
      error={put.error === null ? undefined : asAppError(put.error)}
    >
      <RuleChoices choice={choice} chosen={setChoice} defaultRule={defaultRule} />
      <Checkbox isSelected={mustHave} onChange={setMustHave}>
        Required: every environment must have it
      </Checkbox>
      {choice !== 'default' && (
        <TextArea
          label="Note"
          hint="Why this rule is there. Shown next to it; never a value."
          value={note}
          onChange={setNote}
          maxLength={limits.noteLength}
          rows={3}
        />
      )}
    </FormDialog>
  );
}

interface ChoicesProps {
  readonly choice: Choice;
  readonly chosen: (choice: Choice) => void;
  readonly defaultRule: RuleKind;
}

function RuleChoices({ choice, chosen, defaultRule }: ChoicesProps): ReactNode {
  const name = useId();
  return (
    <fieldset className="rule-choices">
      <legend className="only-spoken">Across environments this key</legend>
      {choices.map((each) => (
        <label key={each} className="rule-choice">
          <input
            type="radio"
            name={name}
            checked={choice === each}
            // biome-ignore lint/a11y/noAutofocus: the dialog was opened to choose
            autoFocus={choice === each}
            onChange={() => chosen(each)}
          />
          <strong>
            {each === 'default' ? `Default: ${ruleWords[defaultRule].toLowerCase()}` : ruleWords[each]}
          </strong>
          <span className="soft">{meanings[each === 'default' ? defaultRule : each]}</span>
        </label>
      ))}
    </fieldset>
  );
}
