import type { ServerProblem } from '../../../core/errors.ts';
import { limits } from '../../../core/limits.ts';
import { within } from '../../within.ts';

/** Whether a server answers, and how long a plan waits for it where what was seen last will do. */
export interface Silence {
  /** A question has ended: answered, or not for that reason. */
  readonly ended: (problem: ServerProblem | undefined) => void;
  /** The answer, or undefined where it does not come in time: then it goes on behind. Fails as the question does. */
  readonly within: <T>(asking: Promise<T>) => Promise<T | undefined>;
}

/** @param lost  told of what a question fails with that nobody waits for any more */
export function createSilence(lost: (error: unknown) => void): Silence {
  let isSilent = false;
  return {
    ended: (problem) => {
      isSilent = problem !== undefined && silences.has(problem);
    },
    within: async (asking) => {
      const answer = await within(isSilent ? limits.silentMs : limits.newestMs, asking);
      if (answer === undefined) {
        isSilent = true;
        asking.catch(lost);
      }
      return answer;
    },
  };
}

const silences: ReadonlySet<ServerProblem> = new Set(['unreachable', 'timeout', 'cut']);
