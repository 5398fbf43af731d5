import { countBetween, faultsOf, prepareKills, runTrials } from '../main/crash/trials.ts';
import { marks } from './marks.ts';
import { atMost, type Result } from './measure.ts';

const trials = 200;
/** Kills that fall before the first or after the last write prove little. */
const leastBetween = 20;
const seed = 20_261_124;

/** The kills of the test, told as a figure: what a kill costs. */
export async function* killResults(): AsyncGenerator<Result> {
  const kills = await prepareKills(seed);
  try {
    const found = await runTrials(
      kills,
      Array.from({ length: trials }, (_, index) => seed + index),
    );
    const samples = found.map((trial) => faultsOf(trial).length);
    const faults = found.flatMap(faultsOf);
    const between = countBetween(found);
    const result = atMost({
      name: marks.kill,
      value: samples.reduce((sum, one) => sum + one, 0),
      unit: 'count',
      mark: 0,
      n: trials,
      seed,
      samples,
      note: [`${between} kills between the first and the last write`, ...faults].join('; '),
    });
    yield { ...result, ok: result.ok && between >= leastBetween };
  } finally {
    kills.remove();
  }
}
