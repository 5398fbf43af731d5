import { useRef, useState } from 'react';
import {
  type AgentAccess,
  type Connection,
  isControlPlaneToken,
  isEntityId,
  isServiceSecret,
} from '../../core/connection.ts';
import type { AgentAccessProblem } from '../../core/errors.ts';
import { holdsToken } from '../../core/token-text.ts';
import { agentAccessText } from '../api/agent-access-text.ts';
import { useAsk } from '../api/use-ask.ts';
import { closeTyped } from '../state/close-typed.ts';
import { toast } from '../state/toasts.ts';
import { TextField } from '../ui/field.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { giveBack, holdSecret, SecretField, takeSecret } from '../ui/secret-field.tsx';
import { ErrorNote } from '../ui/states.tsx';
import { useIsThere } from '../ui/use-is-there.ts';
import { useKeptText } from './use-kept-text.ts';

/**
 * The credentials of one project at the agent service. They leave their fields when they are sent, and are kept once the
 * service has accepted all of them; where it has not, they are in the fields again for another try.
 */
export function AgentAccessDialog({
  connection: { id, name, agentUrl },
  project,
  before,
  onClose,
}: {
  readonly connection: Connection;
  readonly project: { readonly id: string; readonly name: string };
  readonly before: AgentAccess | undefined;
  readonly onClose: () => void;
}) {
  const secretField = useRef<HTMLInputElement>(null);
  const tokenField = useRef<HTMLInputElement>(null);
  const [entityId, setEntityId] = useState(before?.entityId ?? '');
  const [secretState, setSecretState] = useState<Typed>('none');
  const [tokenState, setTokenState] = useState<Typed>('none');
  const set = useAsk('connections.setAgentAccess');
  const keptText = useKeptText();
  const isThere = useIsThere();
  const entityWrong = entityId.trim() !== '' && !isEntityId(entityId.trim());
  const may =
    !set.running && entityId.trim() !== '' && !entityWrong && secretState === 'good' && tokenState === 'good';
  const submit = async () => {
    const secret = takeSecret(secretField.current);
    const controlPlane = takeSecret(tokenField.current);
    const wanted = { id, projectId: project.id, entityId: entityId.trim(), secret, controlPlane };
    if ((await set.go(wanted)) === undefined) {
      giveBack(tokenField.current, controlPlane);
      giveBack(secretField.current, secret);
      return;
    }
    if (isThere()) onClose();
    toast('good', `${project.name} is connected to the agent service.`);
  };
  const close = () => {
    const typed =
      entityId !== (before?.entityId ?? '') || holdSecret(secretField.current, tokenField.current);
    // What was sent is with the service, which keeps or refuses it.
    void closeTyped(typed && !set.running, onClose);
  };
  return (
    <FormDialog
      title={`Connect ${project.name} to the agent service`}
      onClose={close}
      submit={set.running ? 'Asking the agent service…' : 'Connect'}
      may={may}
      lacks={set.running || entityWrong ? undefined : 'Fill in all three first.'}
      onSubmit={submit}
    >
      <TextField
        label="Entity id"
        mono
        type={holdsToken(entityId) ? 'password' : 'text'}
        autoFocus
        value={entityId}
        onChange={(text) => {
          set.forget();
          setEntityId(text);
        }}
        maxLength={64}
        hint="Of an entity that is registered for this project. The dashboard shows it; it is not secret."
        {...(entityWrong ? { error: agentAccessText('entity-malformed', name).what } : {})}
      />
      <SecretField
        label="Service secret of the entity"
        autoFocus={false}
        fieldRef={secretField}
        onEdit={(text) => {
          set.forget();
          setSecretState(typedAs(text, isServiceSecret));
        }}
        hint={
          secretState === 'wrong'
            ? wrongText('secret-malformed')
            : 'Shown once, when the entity is made. It opens agents and provider keys of every environment of the project, production too, in anybody’s name: guard it like an administrator’s password.'
        }
      />
      <SecretField
        label="Control-plane token"
        autoFocus={false}
        fieldRef={tokenField}
        onEdit={(text) => {
          set.forget();
          setTokenState(typedAs(text, isControlPlaneToken));
        }}
        hint={
          tokenState === 'wrong'
            ? wrongText('control-plane-malformed')
            : 'plt_mcp_…, made for any environment of this project. It lists the environments, and makes and archives them if you are an administrator. Made in your own development environment, it also tells which one that is.'
        }
      />
      <p className="soft">
        Secret and token are sent to <span className="mono">{agentUrl}</span> only, {keptText}, and never
        shown whole again.
      </p>
      {set.error?.code === 'agent-access' ? (
        <ErrorNote error={set.error} text={agentAccessText(set.error.why, name)} />
      ) : (
        set.error !== undefined && <ErrorNote error={set.error} />
      )}
    </FormDialog>
  );
}

/** What may be known of a secret that stays in its field. */
type Typed = 'none' | 'wrong' | 'good';

function typedAs(text: string, isRight: (text: string) => boolean): Typed {
  const trimmed = text.trim();
  if (trimmed === '') return 'none';
  return isRight(trimmed) ? 'good' : 'wrong';
}

function wrongText(why: AgentAccessProblem): string {
  const { title, what } = agentAccessText(why, '');
  return `${title}. ${what}`;
}
