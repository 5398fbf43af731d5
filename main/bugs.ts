import { randomUUID } from 'node:crypto';

/** The class of an error and where it happened. Never its message, which may quote a value. */
function framesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [typeof error];
  const { stack = '', message, name } = error;
  const end = stack.indexOf(message);
  // A message may have lines that look like frames, so it is cut out; where it was changed since, nothing is told.
  const frames = end === -1 ? [] : stack.slice(end + message.length).split('\n');
  const known = frames.filter((line) => /^\s+at /.test(line)).map((line) => line.trim());
  return [/^\w+$/.test(name) ? name : 'Error', ...known.slice(0, 12)];
}

/** Tell of a bug on the terminal that started the app: the window shows the same incident. */
export function reportBug(incident: string, where: string, error: unknown): void {
  console.error(`Incident ${incident} in ${where}: ${framesOf(error).join('\n  ')}`);
}

/**
 * Tell of bugs that nobody caught, without what they say: Node and Electron would print or show their messages.
 *
 * A promise that failed unheard is told and the app goes on. After an exception nothing in memory can be trusted.
 *
 * @param end  ends the process with a failure; the store is safe at any moment
 */
export function watchProcess(end: () => void): void {
  process.on('unhandledRejection', (reason) => reportBug(randomUUID(), 'the background', reason));
  process.on('uncaughtException', (error) => {
    reportBug(randomUUID(), 'the background', error);
    console.error('The console has to end. What was saved and all drafts are kept.');
    end();
  });
}
