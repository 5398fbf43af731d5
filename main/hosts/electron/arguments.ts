import { isOption } from '../options.ts';

/**
 * Of a command line, what is meant for the console: neither the app's path nor switches of Electron and Chromium, such
 * as the `--no-sandbox` that an AppImage's menu entry has.
 *
 * @param argv  as the process has it, its program first
 */
export function ownArguments(argv: readonly string[], isPackaged: boolean): readonly string[] {
  const [, ...rest] = argv;
  const behindPath = isPackaged ? 0 : rest.findIndex((text) => !text.startsWith('-')) + 1;
  return rest.slice(behindPath).filter((text) => !text.startsWith('--') || isOption(text));
}
