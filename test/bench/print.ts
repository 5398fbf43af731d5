import { execFileSync } from 'node:child_process';
import { arch, availableParallelism, cpus, loadavg, platform } from 'node:os';
import { findBrowser } from '../../main/hosts/chromium/find-browser.ts';
import type { Result } from './measure.ts';

/** What a figure depends on besides the code. */
export interface Machine {
  readonly node: string;
  readonly browser: string;
  readonly system: string;
  readonly cpus: number;
  readonly cpu: string;
}

export function machine(): Machine {
  const browser = findBrowser();
  const told =
    browser === undefined ? 'none' : execFileSync(browser, ['--version'], { encoding: 'utf8' }).trim();
  return {
    node: process.version,
    browser: told,
    system: `${platform()} ${arch()}`,
    cpus: availableParallelism(),
    cpu: cpus()[0]?.model ?? 'unknown',
  };
}

export const describeMachine = (of: Machine): string =>
  `Node ${of.node}, ${of.browser}, ${of.system}, ${of.cpus} × ${of.cpu}`;

/** Work that others make the machine do: above the number of processors every time is too long. */
export const load = (): number => rounded(loadavg()[0] ?? 0);

/** A mark that nothing was measured for. */
export interface Missing {
  readonly name: string;
  readonly ok: false;
  readonly missing: string;
}

export type Line = Result | Missing;

export const jsonLine = (line: Line, of: Machine): string =>
  JSON.stringify(
    'missing' in line
      ? { ...line, versions: of, load: load() }
      : {
          ...line,
          value: rounded(line.value),
          mark: rounded(line.mark),
          samples: line.samples.map(rounded),
          versions: of,
          load: load(),
        },
  );

const nameWidth = 66;

/** One row of the table for people. */
export function textLine(line: Line): string {
  if ('missing' in line) return `MISSING  ${line.name}: ${line.missing}`;
  const unit = line.unit === 'ms' ? ' ms' : '';
  const figure = `${rounded(line.value)}${unit}`.padStart(11);
  const mark = `≤ ${rounded(line.mark)}${unit}`.padStart(12);
  const verdict = line.ok ? 'ok      ' : 'MISSED  ';
  const notes = [
    `n ${line.n}`,
    line.seed === undefined ? '' : `seed ${line.seed}`,
    peerText(line),
    line.note ?? '',
  ];
  return `${verdict} ${line.name.padEnd(nameWidth)}${figure}${mark}   ${notes.filter(Boolean).join(', ')}`;
}

function peerText({ peer, unit }: Result): string {
  if (peer === undefined) return '';
  const figure = peer.value === undefined ? '' : ` ${rounded(peer.value)}${unit === 'ms' ? ' ms' : ''}`;
  return `${peer.name}${figure}${peer.says === undefined ? '' : ` (${peer.says})`}`;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
