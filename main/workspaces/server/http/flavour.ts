import type { Flavour } from '../../../../core/connection.ts';
import { problemOfReply } from './answers.ts';
import type { Client } from './client.ts';

/** What the server speaks. Fails: `server`. */
export type AskFlavour = (signal?: AbortSignal) => Promise<Flavour>;

export interface Flavours {
  readonly ask: AskFlavour;
  /** As far as it is known without asking the server. */
  readonly known: () => Promise<Flavour | undefined>;
}

/** What the person says wins; then the credential's prefix; then what the server has. Asked once per credential. */
export function createFlavour(client: Client): Flavours {
  const detected = new Map<string, Flavour>();
  const known = async (): Promise<Flavour | undefined> => {
    const said = client.knownFlavour();
    if (said !== undefined) return said;
    const { type, digest } = await client.credential();
    return type === 'platos-pat' ? 'platos' : detected.get(digest);
  };
  return {
    known,
    ask: async (signal) => {
      const before = await known();
      if (before !== undefined) return before;
      const { digest } = await client.credential();
      const flavour = await detect(client, signal);
      detected.set(digest, flavour);
      return flavour;
    },
  };
}

/** Platos has a route for its tokens, and answers it in JSON even where it refuses; Trigger.dev has none. */
async function detect(client: Client, signal: AbortSignal | undefined): Promise<Flavour> {
  const reply = await client.ask({ path: ['v1', 'user', 'pat'], signal });
  if (reply.status === 404) return 'trigger';
  if (reply.body !== undefined) return 'platos';
  throw client.failure(problemOfReply(reply) ?? 'not-a-server', reply.status);
}
