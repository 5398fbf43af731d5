import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { createAppControl } from '../../main/app-control.ts';
import type { Keychain } from '../../main/keychain/keychain.ts';
import { claimProfile } from '../../main/profile.ts';
import { stillHost } from '../support/still-host.ts';

const dir = mkdtempSync(join(tmpdir(), 'platos-control-'));
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
  vi.restoreAllMocks();
});

it('shows a bug at the start as a problem with its incident, tells no message, and goes on when tried again', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  let broken = true;
  const keychain: Keychain = {
    probe: async () => {
      if (broken) throw new TypeError('quotes a value');
      return 'unavailable';
    },
    read: async () => undefined,
    write: async () => undefined,
    remove: async () => undefined,
  };
  const emitted: string[] = [];
  const control = createAppControl({
    host: stillHost,
    profile: claimProfile(dir),
    keychain,
    filesToImport: [],
    emit: (event) => void emitted.push(event),
  });
  await control.start();

  const { phase } = await control.state();
  expect(phase).toEqual({ name: 'problem', error: { code: 'internal', incident: expect.any(String) } });
  expect(emitted.at(-1)).toBe('app.changed');
  expect(told.mock.calls.flat().join('\n')).toContain('TypeError');
  expect(told.mock.calls.flat().join('\n')).not.toContain('quotes a value');

  broken = false;
  await control.retry();
  expect((await control.state()).phase.name).toBe('choose');
  await control.close();
});
