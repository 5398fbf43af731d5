/** The class of an error and where it happened. Never its message, which may quote a value. */
export function framesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [typeof error];
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames.slice(0, 12).map((frame) => frame.trim())];
}

/** Tell of a bug on the terminal that started the app: the window shows the same incident. */
export function reportBug(incident: string, where: string, error: unknown): void {
  console.error(`Incident ${incident} in ${where}: ${framesOf(error).join('\n  ')}`);
}
