/**
 * Runs inside a D-Bus session of its own: puts questions to the keychain and prints the answers.
 *
 * Arguments: the service, the timeout in ms, then a JSON list of `[verb, account?, secret?]`.
 * Prints a JSON list of answers and `ticks`: how often the event loop came round while it waited.
 */
import { Failure } from '../../../core/errors.ts';
import { createKeychain, type Keychain } from '../../../main/keychain/keychain.ts';

export type Step = readonly [verb: keyof Keychain, account?: string, secret?: string];
export type Told = string | null | { readonly failure: unknown };

const [, , service = '', timeout = '', list = '[]'] = process.argv;
const keychain = createKeychain({ service, timeoutMs: Number(timeout) });

async function answerTo([verb, account = '', secret = '']: Step): Promise<Told> {
  try {
    const answer = await (verb === 'write' ? keychain.write(account, secret) : keychain[verb](account));
    return answer ?? null;
  } catch (error) {
    if (error instanceof Failure) return { failure: error.detail };
    throw error;
  }
}

let ticks = 0;
setInterval(() => {
  ticks += 1;
}, 20);

const answers: Told[] = [];
for (const step of JSON.parse(list) as Step[]) answers.push(await answerTo(step));
console.log(JSON.stringify({ answers, ticks }));
process.exit(0);
