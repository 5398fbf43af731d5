import { z } from 'zod';
import { serverProblems } from './errors.ts';
import { limits } from './limits.ts';
import { VariableKey } from './variable.ts';

const Keys = z.array(VariableKey).max(limits.keysPerCall);

/** How much the console knows of a server's list: what it shows is the last complete one that it saw. */
export const ListState = z.object({
  /** When the server was last seen to hold exactly this. Unix milliseconds. */
  readAt: z.number().int(),
  /** Older than the age that the person allows. */
  tooOld: z.boolean(),
  /** A refresh is on its way. */
  refreshing: z.boolean(),
  /** Why the last refresh gave nothing. */
  problem: z.enum(serverProblems).optional(),
  /** A list that is suddenly much shorter: shown only once the person believes it. */
  shrank: z.object({ from: z.number().int(), to: z.number().int(), at: z.number().int() }).optional(),
  /** What became different on the server since the person last looked, by somebody else's hand. */
  news: z.object({ since: z.number().int(), added: Keys, changed: Keys, removed: Keys }).optional(),
});
export type ListState = z.infer<typeof ListState>;

/** The same of a server's list of agents, provider keys or queues. */
export const DocumentsState = ListState.pick({ readAt: true, refreshing: true, problem: true, shrank: true });
export type DocumentsState = z.infer<typeof DocumentsState>;

/** A complete list as the server was once seen to hold it. */
export const SeenList = z.object({
  id: z.number().int(),
  /** First and last time the server was seen to hold exactly this. Unix milliseconds. */
  takenAt: z.number().int(),
  seenAt: z.number().int(),
  /** Kept whatever comes after. */
  pinned: z.boolean(),
});
export type SeenList = z.infer<typeof SeenList>;

/** What the list of now has otherwise than an earlier one. Names only. */
export const ListChanges = z.object({
  added: Keys,
  changed: Keys,
  removed: Keys,
  /** Hidden then and now: whether these changed cannot be told. */
  hidden: z.number().int(),
});
export type ListChanges = z.infer<typeof ListChanges>;
