import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { connect } from '../support/connected.ts';
import { apply } from '../support/services.ts';
import type { Counted, Started, Wanted } from './limited-server.ts';
import { marks } from './marks.ts';
import { atMost, median, type Result, worst } from './measure.ts';
import { makeProfile } from './profile.ts';

const keys = 3_000;
const runs = 3;
/** As Trigger.dev's cloud has it, ten times as fast: so many at once, then a third of them each second. */
const limit = { burst: 750, refill: 250, intervalMs: 1_000 };
/** What the limit alone makes 3,000 writes wait, whoever sends them. */
const leastMs = Math.ceil((keys - limit.burst) / limit.refill) * limit.intervalMs;

interface Run extends Counted {
  readonly ms: number;
  readonly done: number;
}

/** Plan and apply 3,000 copies from staging to production of a server in another process; then it is asked what came. */
export async function* promoteToServerResults(): AsyncGenerator<Result> {
  const all: Run[] = [];
  for (let run = 0; run < runs; run += 1) all.push(await promoteOnce());
  const note = `the limit alone takes ${leastMs} ms; ${all.map(({ requests }) => requests).join(', ')} requests`;
  const result = (name: string, samples: readonly number[], mark: number, unit: 'ms' | 'count') =>
    atMost({
      name,
      value: unit === 'ms' ? median(samples) : worst(samples),
      unit,
      mark,
      n: runs,
      samples,
      note,
    });
  yield result(
    marks.promoteServer,
    all.map(({ ms }) => ms),
    2 * leastMs,
    'ms',
  );
  yield result(
    marks.promoteServerRefused,
    all.map(({ refused }) => refused),
    0,
    'count',
  );
  yield result(
    marks.promoteServerLost,
    all.map(({ lost, twice, done }) => lost + twice + keys - done),
    0,
    'count',
  );
}

async function promoteOnce(): Promise<Run> {
  const child = fork(join(import.meta.dirname, 'limited-server.ts'), { execArgv: [] });
  try {
    const server = (await asked(child, { keys, limit } satisfies Wanted)) as Started;
    let found: Run | undefined;
    const profile = await makeProfile({}, async (main) => {
      Object.defineProperty(main.clock, 'now', { get: Date.now }); // waits are told by it
      const { env } = await connect(main, server);
      await main.ask('variables.list', { env: env('stg') });
      const choices = Array.from({ length: keys }, (_, at) => ({
        key: `KEY_${at}`,
        action: 'copy' as const,
      }));
      const source = { type: 'promotion' as const, from: env('stg'), choices };
      const start = performance.now();
      const { done } = await apply(main.ask, await main.ask('changes.plan', { env: env('prod'), source }));
      const ms = performance.now() - start;
      found = { ...((await asked(child, {})) as Counted), ms, done };
    });
    profile.remove();
    if (found === undefined) throw new Error('nothing was measured');
    return found;
  } finally {
    child.kill();
  }
}

async function asked(child: ChildProcess, question: object): Promise<unknown> {
  child.send(question);
  const [answer] = (await once(child, 'message')) as [unknown];
  return answer;
}
