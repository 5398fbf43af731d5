export type ColorScheme = 'system' | 'light' | 'dark';

/** Gives the reply of one call: its name and one JSON string in, one JSON string out. */
export type Answer = (call: string, json: string) => Promise<string>;

export interface OpenOptions {
  /** In-app path, such as `/w/local/...`. */
  readonly path: string;
  readonly colorScheme: ColorScheme;
  readonly answer: Answer;
  /** The person closed the window and the page held it (`beforeunload`): the window stays. */
  readonly onCloseHeld?: () => void;
  /** The window got the focus of the desktop again. */
  readonly onFocus?: () => void;
}

/** Text in and out of the system's clipboard, never by way of a reply on the bridge. */
export interface Clipboard {
  readonly write: (text: string) => Promise<void>;
  readonly read: () => Promise<string>;
}

/** The window and the desktop around it. Electron and an installed Chromium both are one. */
export interface Host {
  readonly name: 'electron' | 'chromium';
  /** Opens the one window. Calls of strangers (other frames, pages, origins) are rejected before `answer`. */
  readonly open: (options: OpenOptions) => Promise<void>;
  /** Tells the window of an event; lost while there is no page, as the page reads its state when it loads. */
  readonly emit: (event: string, json: string) => void;
  readonly clipboard: Clipboard;
  /** Hands a web page to the desktop's browser; anything that is no http(s) address is refused. */
  readonly openExternal: (url: string) => Promise<void>;
  readonly setTheme: (theme: ColorScheme) => Promise<void>;
  /** Waits until the page has painted its data. Fails where the path names nothing, and after the limit. */
  readonly ready: (limitMs: number) => Promise<void>;
  /** The window as PNG. */
  readonly screenshot: () => Promise<Buffer>;
  /** Runs what `onQuit` registered, last first, then closes. Safe to call twice. */
  readonly quit: () => Promise<void>;
  readonly onQuit: (run: () => Promise<void> | void) => void;
  /** A `platos-console://` link or a second start asks for this in-app path. */
  readonly onPath: (listener: (path: string) => void) => void;
}
