import { z } from 'zod';
import type { AppError } from './errors.ts';

/** Where the store's key is kept. `session`: in memory only, nothing outlives the app. */
export const KeyMode = z.enum(['keychain', 'passphrase', 'session']);
export type KeyMode = z.infer<typeof KeyMode>;

export const ThemeChoice = z.enum(['system', 'light', 'dark']);
export type ThemeChoice = z.infer<typeof ThemeChoice>;

/**
 * How far the app has come.
 *
 * `choose`: no keychain, so the person decides before there is any data.
 * `passphrase`: a passphrase opens the store. `locked`: locked by the person.
 * `problem`: shown with its ways out.
 */
export const Phase = z.discriminatedUnion('name', [
  z.object({ name: z.literal('waiting-keychain') }),
  z.object({ name: z.literal('choose'), why: z.custom<AppError>() }),
  z.object({ name: z.literal('passphrase') }),
  z.object({ name: z.literal('locked'), mode: KeyMode }),
  z.object({ name: z.literal('problem'), error: z.custom<AppError>() }),
  z.object({ name: z.literal('ready'), mode: KeyMode }),
]);
export type Phase = z.infer<typeof Phase>;

export const AppState = z.object({
  phase: Phase,
  host: z.enum(['electron', 'chromium']),
  platform: z.enum(['linux', 'darwin', 'win32']),
  version: z.string(),
  dataFolder: z.string(),
  theme: ThemeChoice,
  /** Files named on the command line wait to be looked at. */
  pendingImport: z.string().optional(),
  /** Change sets that a crash interrupted and nobody looked at since. */
  interrupted: z.number().int(),
  /** Values revealed or copied since the app was started, locks included. */
  revealed: z.number().int(),
});
export type AppState = z.infer<typeof AppState>;
