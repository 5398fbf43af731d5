import type { AgentAccessProblem } from '../../core/errors.ts';
import type { ErrorText } from './error-shape.ts';

/** What is wrong with credentials of the agent service, in words. */
const texts: Readonly<Record<AgentAccessProblem, (server: string) => ErrorText>> = {
  'entity-malformed': () => ({
    title: 'This is no entity id',
    what: 'An entity id has up to 64 letters, digits, hyphens and underscores, and is no token. Nothing was sent.',
    next: 'Copy it from the entity’s page in the dashboard.',
  }),
  'secret-malformed': () => ({
    title: 'This is no service secret',
    what: 'It begins as a token of another kind does, or holds spaces. Nothing was sent.',
    next: 'Paste the secret that the dashboard showed when the entity was made.',
  }),
  'control-plane-malformed': () => ({
    title: 'This is no control-plane token',
    what: 'A control-plane token begins with plt_mcp_. Nothing was sent.',
    next: 'Make one in the dashboard, for any environment of this project, and paste it.',
  }),
  'control-plane-refused': (server) => ({
    title: 'The control-plane token is not accepted',
    what: `The agent service of “${server}” refuses the token: it is not of this server, has expired or was revoked.`,
    next: 'Make another one in the dashboard and enter it.',
  }),
  'secret-refused': (server) => ({
    title: 'The service secret is not accepted',
    what: `The agent service of “${server}” refuses the secret: it is another entity’s, or was replaced since.`,
    next: 'Enter the secret as it is now.',
  }),
  'entity-unknown': (server) => ({
    title: 'The entity is not known',
    what: `The agent service of “${server}” has no entity of this id in this project.`,
    next: 'Check the entity id, and that the entity is registered for this project.',
  }),
  'session-refused': (server) => ({
    title: 'The session is not accepted',
    what: `The agent service of “${server}” makes a session with the service secret and then refuses it.`,
    next: 'Check the entity and its secret; if they are right, the service itself is at fault.',
  }),
  'other-project': (server) => ({
    title: 'The token is of another project',
    what: `The agent service of “${server}” accepts the control-plane token, but for another project than this one. Nothing was kept.`,
    next: 'Make one in an environment of this project and enter it.',
  }),
  missing: (server) => ({
    title: 'No credentials for the agent service',
    what: `What opens this project at the agent service of “${server}” is not in the keychain any more.`,
    next: 'Enter it again.',
  }),
};

/** For the place where they are entered. */
export const agentAccessText = (why: AgentAccessProblem, server: string): ErrorText => texts[why](server);

/** For every other place. */
export function agentAccessTextElsewhere(why: AgentAccessProblem, server: string): ErrorText {
  const text = agentAccessText(why, server);
  return { ...text, next: `${text.next} That is done in Settings (Alt+9), at the connection.` };
}
