import type { ServerProblem } from '../../../../core/errors.ts';

const silences: Readonly<Partial<Record<ServerProblem, string>>> = {
  timeout: 'No answer came in time.',
  cut: 'The answer ended early.',
  'too-large': 'The answer was too large.',
  'not-a-server': 'The answer was not one of this API.',
  offline: 'The connection was closed before the answer.',
};

/** Why it is not known what became of a write that left. */
export const silenceText = (problem: ServerProblem): string =>
  silences[problem] ?? 'The connection broke before the answer.';
