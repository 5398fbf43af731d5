import type { z } from 'zod';

/** One call: the shape of its question and of its answer. */
export const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });
