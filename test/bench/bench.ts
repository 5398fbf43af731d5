/** Measures every mark and prints a line for each. Exits 1 when one is missed or missing. */
import { inspect, parseArgs } from 'node:util';
import { coreResults } from './core.ts';
import { handsResults } from './hands.ts';
import { killResults } from './killing.ts';
import { largeValueResults } from './large-values.ts';
import { marks } from './marks.ts';
import type { Result } from './measure.ts';
import { describeMachine, jsonLine, type Line, load, machine, textLine } from './print.ts';
import { promoteResults } from './promoting.ts';
import { promoteToServerResults } from './promoting-to-server.ts';
import { startResults } from './starting.ts';
import { windowResults } from './window-marks.ts';

/** The parts of a run; `--only NAME` measures one of them. */
const parts: Readonly<Record<string, () => AsyncIterable<Result> | Iterable<Result>>> = {
  core: coreResults,
  promote: promoteResults,
  server: promoteToServerResults,
  kill: killResults,
  hands: handsResults,
  window: windowResults,
  large: largeValueResults,
  start: startResults,
};

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const { json, only, help } = options();
if (help) {
  say(`npm run bench -- [--json] [--only ${Object.keys(parts).join('|')}]`);
  process.exit(0);
}
const chosen = only === undefined ? Object.keys(parts) : [only];
const here = machine();
const lines: Line[] = [];

function options() {
  const known = {
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
  } as const;
  try {
    return parseArgs({ options: known }).values;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exit(2);
  }
}

function tell(line: Line): void {
  lines.push(line);
  process.stdout.write(`${json ? jsonLine(line, here) : textLine(line)}\n`);
}

if (!json) process.stdout.write(`${describeMachine(here)}, load ${load()}\n\n`);
for (const name of chosen) {
  const part = parts[name];
  if (part === undefined) {
    say(`No such part: ${name}. There are: ${Object.keys(parts).join(', ')}`);
    process.exit(2);
  }
  if (json) say(`Measuring: ${name}`);
  try {
    for await (const result of part()) tell(result);
  } catch (error) {
    say(`${name}: ${inspect(error)}`); // with what caused it
  }
}
if (chosen.length > 1)
  for (const name of Object.values(marks))
    if (!lines.some((line) => line.name === name)) tell({ name, ok: false, missing: 'not measured' });
const bad = lines.filter((line) => !line.ok);
if (!json)
  process.stdout.write(`\n${lines.length - bad.length} of ${lines.length} marks met, load ${load()}\n`);
process.exit(bad.length === 0 ? 0 : 1);
