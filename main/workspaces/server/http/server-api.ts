import type { ApiOptions, ServerApi } from '../api.ts';
import { whoAmI } from './account.ts';
import { changeBranch } from './branches.ts';
import { createClient } from './client.ts';
import { discover } from './discover.ts';
import { exists } from './environments.ts';
import { createFlavour } from './flavour.ts';
import { assertOwn, createKeyOwner } from './key-owner.ts';
import { listVariables } from './list-variables.ts';
import { type Pace, usualPace } from './pace.ts';
import { changeQueue, findQueue, listQueues } from './queues.ts';
import { readSecrets } from './read-secrets.ts';
import { stopOf, writeVariable } from './write-variable.ts';

/**
 * The API of a connection's server.
 *
 * A call whose signal is aborted rejects with the signal's reason; a write only before it left.
 */
export function createServerApi(options: ApiOptions, pace: Pace = usualPace): ServerApi {
  const client = createClient(options, pace);
  const askOwner = createKeyOwner(client);
  const flavours = createFlavour(client);
  const parts = {
    client,
    askOwner,
    askFlavour: flavours.ask,
    addedSlugs: () => options.connection().addedSlugs,
  };
  return {
    whoAmI: () => whoAmI(client, askOwner),
    discover: (signal) => discover(parts, signal),
    hasEnvironment: async (env) => {
      await assertOwn(client, askOwner, env);
      return exists(client, env, undefined);
    },
    listVariables: async (env, signal) => {
      await assertOwn(client, askOwner, env, signal);
      return listVariables(client, env, await flavours.known(), signal);
    },
    write: async (env, write, signal) => {
      try {
        await assertOwn(client, askOwner, env, signal);
        return await writeVariable(client, await flavours.ask(signal), env, write, signal);
      } catch (error) {
        return stopOf(error);
      }
    },
    readSecrets: async (env, signal) => {
      await assertOwn(client, askOwner, env, signal);
      return readSecrets(client, askOwner, env, signal);
    },
    listQueues: async (env, signal) => {
      await assertOwn(client, askOwner, env, signal);
      return listQueues(client, askOwner, env, signal);
    },
    findQueue: async (env, id, signal) => {
      await assertOwn(client, askOwner, env, signal);
      return findQueue(client, askOwner, env, id, signal);
    },
    changeQueue: async (env, id, steps, signal) => {
      try {
        await assertOwn(client, askOwner, env, signal);
        return await changeQueue(client, askOwner, env, id, steps, signal);
      } catch (error) {
        return stopOf(error);
      }
    },
    changeBranch: async (env, change, signal) => {
      try {
        await assertOwn(client, askOwner, env, signal);
        return await changeBranch(client, env, change, signal);
      } catch (error) {
        return stopOf(error);
      }
    },
    waiting: client.waiting,
    close: client.close,
  };
}
