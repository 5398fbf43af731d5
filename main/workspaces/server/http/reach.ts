import { problemOfReply } from './answers.ts';
import { createClient } from './client.ts';
import { type NewServer, newServerOptions } from './login.ts';
import { type Pace, usualPace } from './pace.ts';

/** Somebody waits for it with a form open. */
const briefly: Pace = { ...usualPace, connectMs: 5_000, silenceMs: 10_000, wholeMs: 15_000, againMs: [] };

/**
 * Asks once, without a token, whether the API is what answers at an address. It refuses such a question, in JSON.
 *
 * Fails: `server`, by how far it got: `unreachable`, `timeout`, `tls`, `insecure`, `redirected`, `not-a-server`, `error`;
 * `file` (the authorities).
 */
export async function reach(server: NewServer, pace: Pace = briefly): Promise<void> {
  const client = createClient(newServerOptions(server, undefined), pace);
  try {
    const reply = await client.ask({ path: ['v2', 'whoami'], as: 'nobody' });
    if (problemOfReply(reply) === 'not-a-server') throw client.failure('not-a-server', reply.status);
  } finally {
    client.close();
  }
}
