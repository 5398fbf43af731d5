import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { lacking, locked, person, service, shell, unlocked } from './session.ts';

const starter = fileURLToPath(new URL('./starter.ts', import.meta.url));
const linux = process.platform === 'linux';

describe.skipIf(!linux || lacking.length > 0)(
  `a start with a real keyring (needs ${lacking.join(', ') || 'Linux'})`,
  { timeout: 60_000 },
  () => {
    it('makes the store, opens it again, waits for a locked keyring, and misses a deleted key', async () => {
      const one = person();
      const dir = join(one.home, 'profile');
      const start = shell([process.execPath, starter, dir, service]);
      const phaseAfter = async (script: string): Promise<unknown> => JSON.parse(await one.run(script));

      const ready = { name: 'ready', mode: 'keychain' };
      expect(await phaseAfter(`${unlocked}; ${start}`)).toEqual(ready);
      const sidecar = readFileSync(join(dir, 'store.json'), 'utf8');
      expect(await phaseAfter(`${unlocked}; ${start}`)).toEqual(ready);

      const keychain = (problem: string) => ({ name: 'problem', error: { code: 'keychain', problem } });
      expect(await phaseAfter(`${locked}; ${start}`)).toEqual(keychain('locked'));
      expect(await phaseAfter(start)).toEqual(keychain('unavailable'));
      expect(await phaseAfter(`${unlocked}; ${start}`)).toEqual(ready);

      const { storeId } = JSON.parse(sidecar) as { storeId: string };
      const entry = ['service', service, 'username', storeId];
      // The daemon answers before it has unlocked: until then there is nothing to clear.
      const seen = `${shell(['secret-tool', 'lookup', ...entry])} >/dev/null`;
      const clear = `until ${seen}; do sleep 0.05; done; ${shell(['secret-tool', 'clear', ...entry])}`;
      expect(await phaseAfter(`${unlocked}; ${clear}; ${start}`)).toEqual({
        name: 'problem',
        error: { code: 'store', problem: 'key-missing', path: dir },
      });
      expect(readFileSync(join(dir, 'store.json'), 'utf8')).toBe(sidecar);
    });
  },
);
