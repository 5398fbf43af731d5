import { apply } from '../support/services.ts';
import { marks } from './marks.ts';
import { atMost, median, type Result, worst } from './measure.ts';
import { fill, makeProfile } from './profile.ts';

const keys = 3_000;
const runs = 5;

/** Staging's values of this run: half of the keys are in production already, with other values. */
const valuesOf = (run: number): Readonly<Record<string, string>> =>
  Object.fromEntries(Array.from({ length: keys }, (_, at) => [`KEY_${at}`, `run ${run}, value ${at}`]));

/** Plan and apply 3,000 copies, each run in a store of its own on disk; then read back what is there. */
export async function* promoteResults(): AsyncGenerator<Result> {
  const samples: number[] = [];
  const lost: number[] = [];
  for (let run = 0; run < runs; run++) {
    const profile = await makeProfile({ staging: {}, production: {} }, async (main) => {
      const wanted = valuesOf(run);
      fill(main, 'staging', wanted);
      fill(
        main,
        'production',
        Object.fromEntries(Object.keys(wanted).flatMap((key, at) => (at % 2 ? [[key, 'old']] : []))),
      );
      const start = performance.now();
      const choices = Object.keys(wanted).map((key) => ({ key, action: 'copy' as const }));
      const source = { type: 'promotion' as const, from: main.env('staging'), choices };
      await apply(main.ask, await main.ask('changes.plan', { env: main.env('production'), source }));
      samples.push(performance.now() - start);
      const found = new Map(await main.dump('production'));
      lost.push(Object.entries(wanted).filter(([key, value]) => found.get(key) !== value).length);
    });
    profile.remove();
  }
  yield atMost({ name: marks.promote, value: median(samples), unit: 'ms', mark: 5_000, n: runs, samples });
  yield atMost({
    name: marks.promoteLost,
    value: worst(lost),
    unit: 'count',
    mark: 0,
    n: runs,
    samples: lost,
  });
}
