import { useState } from 'react';
import { useCommands } from '../commands/use-commands.ts';
import { type Question, useQuestions } from '../state/questions.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { TextField } from './field.tsx';

/** Where `confirm` is answered. */
export function Questions() {
  const asked = useQuestions((state) => state.asked);
  const answered = useQuestions((state) => state.answered);
  if (asked === undefined) return null;
  const answer = (yes: boolean) => {
    answered();
    asked.answer(yes);
  };
  return <QuestionDialog key={asked.title} question={asked} answer={answer} />;
}

function QuestionDialog({
  question,
  answer,
}: {
  readonly question: Question;
  readonly answer: (yes: boolean) => void;
}) {
  const [typed, setTyped] = useState('');
  const may = question.typed === undefined || typed === question.typed;
  // One key too many may not throw something away.
  const careful = question.danger === true && question.typed === undefined;
  return (
    <Dialog
      title={question.title}
      role="alertdialog"
      onClose={() => answer(false)}
      actions={
        <>
          <Button chord="Escape" autoFocus={careful} onPress={() => answer(false)}>
            {question.no ?? 'Cancel'}
          </Button>
          <Button
            look={question.danger === true ? 'danger' : 'primary'}
            isDisabled={!may}
            chord={careful ? carefulKey : 'Mod+Enter'}
            autoFocus={question.typed === undefined && !careful}
            onPress={() => answer(true)}
          >
            {question.yes}
          </Button>
        </>
      }
    >
      <div>{question.text}</div>
      {question.typed !== undefined && (
        <TextField
          label={`Type ${question.typed} to confirm`}
          mono
          autoFocus
          value={typed}
          onChange={setTyped}
        />
      )}
      <AnswerKeys
        yesKeys={[careful ? carefulKey : 'Mod+Enter', ...(question.typed === undefined ? [] : ['Enter'])]}
        noKeys={careful ? ['Mod+Enter'] : []}
        may={may}
        answer={answer}
      />
    </Dialog>
  );
}

/** Throws away: no key that is pressed by habit, and none that types. */
const carefulKey = 'Mod+Shift+Backspace';

/** Inside the dialog, so that its keys belong to it. */
function AnswerKeys({
  yesKeys,
  noKeys,
  may,
  answer,
}: {
  readonly yesKeys: readonly string[];
  /** Beside Escape. A button that has the focus would take them for a press. */
  readonly noKeys: readonly string[];
  readonly may: boolean;
  readonly answer: (yes: boolean) => void;
}) {
  const command = { group: 'Console', inFields: true, palette: false } as const;
  useCommands([
    {
      ...command,
      id: 'question.yes',
      title: 'Confirm',
      keys: yesKeys,
      enabled: () => may,
      run: () => answer(true),
    },
    { ...command, id: 'question.no', title: 'Do not', keys: noKeys, run: () => answer(false) },
  ]);
  return null;
}
