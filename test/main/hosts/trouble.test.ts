import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { Failure } from '../../../core/errors.ts';
import type { Host } from '../../../main/hosts/host.ts';
import type { AppOptions } from '../../../main/hosts/options.ts';
import { run } from '../../../main/hosts/run.ts';
import { Trouble, tellTrouble } from '../../../main/hosts/trouble.ts';
import { claimProfile } from '../../../main/profile.ts';
import { stillHost } from '../../support/still-host.ts';

const dir = mkdtempSync(join(tmpdir(), 'platos-trouble-'));
const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
const lines = () => told.mock.calls.flat().join('\n');
afterEach(() => {
  told.mockClear();
  process.exitCode = 0;
  rmSync(dir, { recursive: true, force: true });
});

/** What the terminal says when the picture of an app in this host fails. */
async function picture(
  host: Partial<Host>,
  file = 'one.png',
  more: Partial<AppOptions> = {},
): Promise<string> {
  const options = { import: [], fetchElectron: false, help: false, screenshot: join(dir, file), ...more };
  await run({ ...stillHost, ...host }, options, { profile: claimProfile(dir) });
  expect(process.exitCode).toBe(1);
  return lines();
}

const quoting = async () => {
  throw Object.assign(new TypeError('hunter2 is not valid JSON'), { code: 'hunter2' });
};

it('tells of a bug that keeps a picture by its incident, never by what it says', async () => {
  const said = await picture({ ready: quoting });
  expect(said).toMatch(/^Incident [0-9a-f-]{36} in a picture: TypeError/);
  expect(said).not.toContain('hunter2');
});

it('says itself why there is no picture, and by its code what the disk refused', async () => {
  expect(await picture({ screenshot: async () => Buffer.from('') }, 'no/folder.png')).toBe(
    'The picture could not be taken (ENOENT).',
  );
  told.mockClear();
  const notThere = async () => {
    throw new Trouble('There is no environment “nowhere”');
  };
  expect(await picture({ ready: notThere })).toBe('There is no environment “nowhere”');
});

it('takes no picture of files that cannot be used, and says which and why', async () => {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'good.env'), 'A=1\n');
  writeFileSync(join(dir, 'binary.env'), Buffer.from([0, 1, 2, 0xff, 0xfe, 0]));
  for (const [name, why] of [
    ['missing.env', 'There is no such file.'],
    ['binary.env', 'It is not a text file.'],
  ] as const) {
    told.mockClear();
    const files = [join(dir, 'good.env'), join(dir, name)];
    const said = await picture({}, 'one.png', {
      import: files,
      path: '/env/development/environment-variables',
    });
    expect(said).toContain(`${name}: ${why}`);
    expect(existsSync(join(dir, 'one.png'))).toBe(false);
  }
});

it('tells of an expected failure by its name alone', () => {
  tellTrouble(
    'The app could not start',
    'the start',
    new Failure({ code: 'store', problem: 'in-use', path: '/hunter2' }),
  );
  tellTrouble('The app could not start', 'the start', new Failure({ code: 'locked' }));
  tellTrouble('The app could not start', 'the start', 'hunter2');
  expect(lines()).toMatch(
    /^The app could not start \(store: in-use\)\.\nThe app could not start \(locked\)\.\nIncident \S+ in the start: string$/,
  );
});
