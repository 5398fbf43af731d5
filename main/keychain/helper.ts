/** What the app asks its helper, and the answer: the one place where a secret crosses. */
export type Question =
  | { readonly verb: 'probe' | 'read' | 'remove'; readonly service: string; readonly account: string }
  | { readonly verb: 'write'; readonly service: string; readonly account: string; readonly secret: string };
export type Answer =
  | { readonly ok: true; readonly secret?: string }
  | { readonly ok: false; readonly message: string };

/** A process for one question. Each host has its own way to start one. */
export interface Helper {
  readonly ask: (question: Question) => void;
  readonly onAnswer: (listener: (answer: Answer) => void) => void;
  /** It ended or could not be started or asked. */
  readonly onGone: (listener: () => void) => void;
  readonly kill: () => void;
}
