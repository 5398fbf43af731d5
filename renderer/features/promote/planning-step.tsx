import type { ReactNode } from 'react';
import { useCommands } from '../../commands/use-commands.ts';
import { Reading } from '../../review/reading.tsx';
import { Button } from '../../ui/button.tsx';

/** Between choosing and the review: what is being read, and the way back. */
export function PlanningStep(props: {
  readonly workspaceId: string;
  /** Name of the target. */
  readonly name: string;
  readonly back: () => void;
}): ReactNode {
  useCommands([
    {
      id: 'promote.back',
      title: 'Back to choosing',
      group: 'Promote',
      keys: ['Escape', 'Mod+Shift+Enter'],
      run: props.back,
    },
  ]);
  return (
    <>
      <div className="promote-body">
        <Reading workspaceId={props.workspaceId} name={props.name} />
      </div>
      <footer className="promote-foot">
        <div className="promote-foot-main">
          <Button chord="Escape" onPress={props.back}>
            Back
          </Button>
        </div>
      </footer>
    </>
  );
}
