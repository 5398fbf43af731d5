/** What the tour may do with the window, which is no more than a person can: press, type, look. */
export interface Hands {
  /** Presses one key or chord, such as `Control+S`, once the window has painted what came before. */
  readonly press: (chord: string) => Promise<void>;
  readonly type: (text: string) => Promise<void>;
  /** The visible text of every element that a selector finds, blanks run together. */
  readonly texts: (selector: string) => Promise<readonly string[]>;
  /** An attribute of the first element that a selector finds. */
  readonly attribute: (selector: string, name: string) => Promise<string | undefined>;
  readonly path: () => string;
  /** The window as PNG. */
  readonly picture: () => Promise<Buffer>;
}

/** The app in its window, as the tour starts it. */
export interface OpenedApp {
  readonly hands: Hands;
  readonly quit: () => Promise<void>;
  /** Settles when the window is gone and all is closed. */
  readonly gone: Promise<void>;
}
