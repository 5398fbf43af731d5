import { afterAll, beforeAll, expect, it } from 'vitest';
import { countBetween, faultsOf, type Kills, operations, prepareKills, runTrials } from './trials.ts';

const trials = 200;
const firstSeed = Number(process.env['KILL_SEED'] ?? 20_261_124);
let kills: Kills;

beforeAll(async () => {
  kills = await prepareKills(firstSeed);
}, 60_000);

afterAll(() => kills.remove());

it(
  `survives ${trials} kills during applies of ${operations} operations and while typing`,
  async () => {
    const seeds = Array.from({ length: trials }, (_, index) => firstSeed + index);
    const found = await runTrials(kills, seeds);
    const between = countBetween(found);
    console.log(
      `kill -9: ${trials} trials, seeds ${firstSeed} to ${firstSeed + trials - 1}, apply takes ${kills.applyMs} ms, ${between} kills between the first and the last write`,
    );
    expect(found.flatMap(faultsOf)).toEqual([]);
    expect(found).toHaveLength(trials);
    expect(between).toBeGreaterThanOrEqual(20);
  },
  15 * 60_000,
);
