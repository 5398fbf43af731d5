import type { RefusedToken, ServerProblem } from '../../core/errors.ts';
import type { ErrorText } from './error-shape.ts';

const draftsStay = 'Drafts are kept.';
const seenLast = 'What was seen last stays readable.';

/** Why a server did not do what was asked, in words. Complete: a new problem does not compile until it has its text. */
const texts: Readonly<Record<ServerProblem, (server: string, status: string) => ErrorText>> = {
  offline: (server) => ({
    title: 'Staying offline',
    what: `“${server}” is set to stay offline, so it was not asked.`,
    next: `End “stay offline” for this connection, then try again. ${seenLast}`,
  }),
  unreachable: (server) => ({
    title: 'The server cannot be reached',
    what: `“${server}” did not answer: no network, a wrong address, or the server is down.`,
    next: `Check the network and the address, then try again. ${seenLast}`,
  }),
  timeout: (server) => ({
    title: 'The server does not answer',
    what: `“${server}” took the request and did not answer in time.`,
    next: `Try again in a moment. ${seenLast}`,
  }),
  tls: (server) => ({
    title: 'The certificate is not trusted',
    what: `“${server}” shows a certificate that this machine does not trust, that has expired, or that names another host.`,
    next: 'If your organization has an authority of its own, name its file in the connection. Nothing was sent.',
  }),
  insecure: (server) => ({
    title: 'The address is not encrypted',
    what: `“${server}” is reached over http://, so anybody on the way could read its token and values. Nothing was sent.`,
    next: 'Use https://, or confirm plain http for this connection.',
  }),
  'not-a-server': (server, status) => ({
    title: 'This is not the server’s API',
    what: `What answers at the address of “${server}” is not what was expected${status}: a web page, another service, or another version.`,
    next: 'Check the address: it is the one of the dashboard or API, without a page’s path.',
  }),
  redirected: (server, status) => ({
    title: 'The server points elsewhere',
    what: `“${server}” answered with a redirect${status}. The token is never sent after one.`,
    next: 'Put the address that it redirects to into the connection, if you trust it.',
  }),
  'too-large': (server) => ({
    title: 'The answer is too large',
    what: `“${server}” sent more than the console reads at once, so nothing of it is shown.`,
    next: 'Try again. If it stays so, something else answers there.',
  }),
  cut: (server) => ({
    title: 'The answer ended early',
    what: `“${server}” sent a part of its answer. A part is never shown as the whole.`,
    next: 'Try again.',
  }),
  'no-credential': (server) => ({
    title: 'No token for this connection',
    what: `The keychain holds no token for “${server}”.`,
    next: 'Log in again, or paste a token.',
  }),
  unauthorized: (server, status) => ({
    title: 'The token is not accepted',
    what: `“${server}” refuses the token${status}: it was mistyped, has expired, was revoked, or its role is too low for this.`,
    next: `Log in again, or paste another token. ${draftsStay}`,
  }),
  forbidden: (server, status) => ({
    title: 'Not allowed',
    what: `“${server}” accepts the token but not for this${status}: it is pinned to other projects or environments, or your role may not.`,
    next: 'Use a token with these rights, or ask an administrator.',
  }),
  'agent-access': (server) => ({
    title: 'The agent service refuses its credentials',
    what: `The agent service of “${server}” does not accept what opens this project: it has expired, was revoked or replaced.`,
    next: 'Replace it in Settings (Alt+9), at the connection.',
  }),
  gone: (server, status) => ({
    title: 'Not there any more',
    what: `“${server}” does not know this project or environment${status}: it was archived, removed or renamed.`,
    next: `Refresh the connection. ${seenLast}`,
  }),
  busy: (server) => ({
    title: 'The server asks to slow down',
    what: `“${server}” limits how many requests a token may make, and went on doing so for longer than the console waits.`,
    next: 'Try again in a minute.',
  }),
  shrank: (server) => ({
    title: 'The list is suddenly much shorter',
    what: `“${server}” lists far less than before. That may be a fault, so it is not believed yet.`,
    next: 'Look at the numbers and say whether they are right.',
  }),
  error: (server, status) => ({
    title: 'An error inside the server',
    what: `“${server}” failed at this${status}.`,
    next: `Try again later. ${seenLast}`,
  }),
};

export function serverText(problem: ServerProblem, server: string, status?: number): ErrorText {
  return texts[problem](server, status === undefined ? '' : ` (HTTP ${status})`);
}

/** The same where nothing was seen, so that nothing stays readable. */
export const unseenText = (text: ErrorText): ErrorText => ({
  ...text,
  next: text.next.replace(` ${seenLast}`, ''),
});

/** The same of a server that was never reached: it goes by its host and port, and nothing was seen of it yet. */
export function firstTryText(problem: ServerProblem, url: string, status?: number): ErrorText {
  const text = unseenText(serverText(problem, URL.parse(url)?.host ?? url, status));
  return { ...text, next: text.next.replace(` ${draftsStay}`, '') };
}

const personal =
  'Log in with the browser, or paste a personal access token, which begins with tr_pat_ or plt_pat_.';

const refusedTokens: Readonly<Record<RefusedToken, ErrorText>> = {
  'control-plane': {
    title: 'This is a token of the control plane',
    what: 'Tools of agents use it, and the variables of environments are not among what it reaches. It was not sent anywhere.',
    next: personal,
  },
  session: {
    title: 'This is the token of one session',
    what: 'It is made for an agent’s visitor and expires within the hour. It was not sent anywhere.',
    next: personal,
  },
  unknown: {
    title: 'This is not a token of Platos or Trigger.dev',
    what: 'Their personal access tokens begin with tr_pat_ or plt_pat_. It was not sent anywhere.',
    next: personal,
  },
};

/** What a token is for, where it cannot be a connection's. */
export const refusedTokenText = (why: RefusedToken): ErrorText => refusedTokens[why];
