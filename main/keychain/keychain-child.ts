/**
 * A process of its own for one question to the OS keychain: it answers over its channel and is ended by its parent.
 *
 * A locked keyring keeps a thread for as long as its prompt is open, and a session bus that is mute keeps even the
 * caller: inside the app either would stop the app from working or from ending [tried].
 */
import { randomUUID } from 'node:crypto';
import { AsyncEntry } from 'keytar';
import type { Answer, Question } from './helper.ts';

// Named, because without a Secret Service the module would take the kernel's keyring, which forgets.
const entryOf = (service: string, account: string) =>
  new AsyncEntry(service, account, { linux: { store: 'secret-service' } });

async function put(service: string, account: string, secret: string): Promise<void> {
  const entry = entryOf(service, account);
  await entry.setPassword(secret);
  if ((await entry.getPassword()) !== secret) throw new Error('the keychain did not keep what was written');
}

async function tryToWrite(service: string): Promise<void> {
  const account = `write-test-${randomUUID()}`;
  await put(service, account, randomUUID());
  await entryOf(service, account).deletePassword();
}

/** Some services hide what they hold while they are locked: "nothing there" counts only where writing works. */
async function read(service: string, account: string): Promise<string | undefined> {
  const secret = await entryOf(service, account).getPassword();
  if (secret !== null) return secret;
  await tryToWrite(service);
  return undefined;
}

async function answer(question: Question): Promise<string | undefined> {
  const { verb, service, account } = question;
  if (verb === 'probe') await tryToWrite(service);
  if (verb === 'read') return read(service, account);
  if (verb === 'write') await put(service, account, question.secret);
  if (verb === 'remove') await entryOf(service, account).deletePassword();
  return undefined;
}

async function respond(question: Question, reply: (message: Answer) => void): Promise<void> {
  try {
    const secret = await answer(question);
    reply(secret === undefined ? { ok: true } : { ok: true, secret });
  } catch (error) {
    reply({ ok: false, message: error instanceof Error ? error.message : '' });
  }
}

/** Electron's utility process has a port where Node's child has its channel. */
interface Port {
  readonly once: (event: 'message', listener: (event: { readonly data: Question }) => void) => void;
  readonly postMessage: (message: Answer) => void;
}
const { parentPort } = process as typeof process & { readonly parentPort?: Port };

if (parentPort === undefined) {
  process.once(
    'message',
    (question: Question) => void respond(question, (message) => process.send?.(message)),
  );
  // Not an ordinary exit: that would wait for the thread that hangs.
  process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
} else {
  parentPort.once('message', ({ data }) => void respond(data, (message) => parentPort.postMessage(message)));
}
