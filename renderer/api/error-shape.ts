/** What to tell about a failure: a short title, what happened, and what to do next. */
export interface ErrorText {
  readonly title: string;
  readonly what: string;
  readonly next: string;
}
