import { useEffect, useRef, useState } from 'react';
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
import { holdSecret, putBack, readyToReplace, SecretField, takeSecret } from '../ui/secret-field.tsx';
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
  const entityField = useRef<HTMLInputElement>(null);
  const secretField = useRef<HTMLInputElement>(null);
  const tokenField = useRef<HTMLInputElement>(null);
  const [entityId, setEntityId] = useState(before?.entityId ?? '');
  const [secretState, setSecretState] = useState<Typed>('none');
  const [tokenState, setTokenState] = useState<Typed>('none');
  const set = useAsk('connections.setAgentAccess');
  const keptText = useKeptText();
  const isThere = useIsThere();
  const refused = set.error?.code === 'agent-access' ? fieldOf[set.error.why] : undefined;
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!failed) return;
    const fields = { entity: entityField, secret: secretField, token: tokenField };
    readyToReplace(fields[refused ?? 'secret'].current);
    setFailed(false);
  }, [failed, refused]);
  const entityWrong = entityId.trim() !== '' && !isEntityId(entityId.trim());
  const may =
    !set.running && entityId.trim() !== '' && !entityWrong && secretState === 'good' && tokenState === 'good';
  const submit = async () => {
    const secret = takeSecret(secretField.current);
    const controlPlane = takeSecret(tokenField.current);
    const wanted = { id, projectId: project.id, entityId: entityId.trim(), secret, controlPlane };
    if ((await set.go(wanted)) === undefined) {
      putBack(tokenField.current, controlPlane);
      putBack(secretField.current, secret);
      setFailed(true);
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
        inputRef={entityField}
        value={entityId}
        onChange={(text) => {
          set.forget();
          setEntityId(text);
        }}
        maxLength={64}
        hint="Of an entity that is registered for this project. The dashboard shows it; it is not secret."
        {...(entityWrong ? { error: agentAccessText('entity-malformed', name).what } : {})}
        isInvalid={entityWrong || refused === 'entity'}
      />
      <SecretField
        label="Service secret of the entity"
        autoFocus={false}
        fieldRef={secretField}
        wrong={secretState === 'wrong' || refused === 'secret'}
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
        wrong={tokenState === 'wrong' || refused === 'token'}
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

/** Where to look for what is refused: it is marked, and typing replaces it. */
const fieldOf: Readonly<Record<AgentAccessProblem, 'entity' | 'secret' | 'token'>> = {
  'entity-malformed': 'entity',
  'entity-unknown': 'entity',
  'secret-malformed': 'secret',
  'secret-refused': 'secret',
  'session-refused': 'secret',
  missing: 'secret',
  'control-plane-malformed': 'token',
  'control-plane-refused': 'token',
  'other-project': 'token',
};

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
