import { parse } from 'dotenv';
import { compare, compareMany } from '../../core/compare.ts';
import { parseDotenv } from '../../core/dotenv.ts';
import type { VariableMeta } from '../../core/variable.ts';
import { seeded } from '../support/random.ts';
import { marks } from './marks.ts';
import { atMost, median, type Result, timed } from './measure.ts';

const seed = 7;
const keys = 20_000;

/** About one megabyte of what people write: plain, quoted, commented and multi-line values. */
function dotenvText(bytes: number): string {
  const random = seeded(seed);
  const lines: string[] = [];
  for (let size = 0, index = 0; size < bytes; index++) {
    const text = 'v'.repeat(10 + Math.floor(random() * 60));
    const forms = [
      `KEY_${index}=${text}`,
      `KEY_${index}="${text} ${text}"`,
      `export KEY_${index}='${text}'`,
      `# about key ${index}\nKEY_${index}=${text} # aside`,
      `KEY_${index}="${text}\n${text}"`,
    ];
    const line = forms[Math.floor(random() * forms.length)] ?? '';
    lines.push(line);
    size += line.length + 1;
  }
  return lines.join('\n');
}

/** An environment of `keys` variables of which some are missing and some have other values than elsewhere. */
function environment(of: number): readonly VariableMeta[] {
  const random = seeded(seed + of);
  const rows: VariableMeta[] = [];
  for (let index = 0; index < keys; index++) {
    const own = random() < 0.2 ? of + 1 : 0;
    rows.push({
      key: `SERVICE_${String(index).padStart(6, '0')}_SETTING`,
      kind: random() < 0.3 ? 'secret' : 'plain',
      hidden: false,
      empty: false,
      fingerprint: (index * 8 + own).toString(16).padStart(32, '0'),
      version: 1,
    });
  }
  return rows.filter(() => random() > 0.05);
}

function parsing(): Result {
  const text = dotenvText(1_000_000);
  const ours: number[] = [];
  const theirs: number[] = [];
  // In turns, so that both see the same machine.
  for (let round = 0; round < 31; round++) {
    theirs.push(...timed(1, round === 0 ? 3 : 0, () => parse(text)));
    ours.push(...timed(1, round === 0 ? 3 : 0, () => parseDotenv(text)));
  }
  const peer = median(theirs);
  return atMost({
    name: marks.parse,
    value: median(ours),
    unit: 'ms',
    mark: peer,
    peer: { name: 'dotenv', value: peer },
    n: ours.length,
    seed,
    samples: ours,
  });
}

function comparing(name: string, mark: number, work: () => unknown): Result {
  const samples = timed(15, 5, work);
  return atMost({ name, value: median(samples), unit: 'ms', mark, n: samples.length, seed, samples });
}

/** The marks of the pure part. */
export function coreResults(): readonly Result[] {
  const sides = [0, 1, 2, 3, 4].map(environment);
  const [left = [], right = []] = sides;
  return [
    parsing(),
    comparing(marks.compare, 20, () => compare(left, right)),
    comparing(marks.matrix, 100, () => compareMany(sides)),
  ];
}
