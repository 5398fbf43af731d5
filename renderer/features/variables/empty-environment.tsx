import Variable from 'lucide-react/icons/variable';
import { useEnv } from '../../router/use-env.ts';
import { useGo } from '../../router/use-go.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/states.tsx';

/** An environment without variables: the three ways to get some. */
export function EmptyEnvironment({
  onAdd,
  onCopy,
}: {
  readonly onAdd: () => void;
  readonly onCopy: () => void;
}) {
  const { environment, environments, ref } = useEnv();
  const go = useGo();
  return (
    <EmptyState
      icon={<Variable size={20} aria-hidden />}
      title={`${environment.name} has no variables yet`}
      actions={
        <>
          <Button
            look="primary"
            onPress={() => go.path('/import', { workspace: ref.workspaceId, project: ref.projectId })}
          >
            Import .env files
          </Button>
          <Button chord="n" onPress={onAdd}>
            New variable
          </Button>
          {environments.length > 1 && <Button onPress={onCopy}>Copy from another environment</Button>}
        </>
      }
    >
      <p>Drop .env files on the window or paste their text to look at them before anything is imported.</p>
    </EmptyState>
  );
}
