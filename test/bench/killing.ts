import { countBetween, prepareKills, runTrials } from '../main/crash/trials.ts';
import { marks } from './marks.ts';
import { atMost, type Result } from './measure.ts';

const trials = 40;
const seed = 20_261_124;

/** Fewer kills than the test has, told as a figure: what a kill costs. */
export async function* killResults(): AsyncGenerator<Result> {
  const kills = await prepareKills(seed);
  try {
    const found = await runTrials(
      kills,
      Array.from({ length: trials }, (_, index) => seed + index),
    );
    const samples = found.map(
      ({ inDoubt, disagrees, unnoticed, draftLost }) =>
        inDoubt + Number(disagrees) + Number(unnoticed) + Number(draftLost),
    );
    yield atMost({
      name: marks.kill,
      value: samples.reduce((sum, one) => sum + one, 0),
      unit: 'count',
      mark: 0,
      n: trials,
      seed,
      samples,
      note: `${countBetween(found)} kills between the first and the last write`,
    });
  } finally {
    kills.remove();
  }
}
