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
          <Button autoFocus={careful} onPress={() => answer(false)}>
            Cancel
          </Button>
          <Button
            look={question.danger === true ? 'danger' : 'primary'}
            isDisabled={!may}
            {...(careful ? {} : { chord: 'Mod+Enter' })}
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
      <KeysSayYes
        keys={[...(question.typed === undefined ? [] : ['Enter']), ...(careful ? [] : ['Mod+Enter'])]}
        may={may}
        yes={() => answer(true)}
      />
    </Dialog>
  );
}

/** Inside the dialog, so that its keys belong to it. */
function KeysSayYes({
  keys,
  may,
  yes,
}: {
  readonly keys: readonly string[];
  readonly may: boolean;
  readonly yes: () => void;
}) {
  useCommands([
    {
      id: 'question.yes',
      title: 'Confirm',
      group: 'Console',
      keys,
      inFields: true,
      palette: false,
      enabled: () => may,
      run: yes,
    },
  ]);
  return null;
}
