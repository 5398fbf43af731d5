import { readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { problemOf } from '../../../main/keychain/keychain-problem.ts';
import { lacking, locked, type Person, person, service, unlocked } from './session.ts';

const linux = process.platform === 'linux';
const failed = (problem: string) => ({ failure: { code: 'keychain', problem } });

describe.skipIf(!linux || lacking.length > 0)(
  `with a real keyring (needs ${lacking.join(', ') || 'Linux'})`,
  { timeout: 60_000 },
  () => {
    it('keeps, gives back and removes a secret, and other programs of the person see it', async () => {
      const { answers, rest } = await person().ask(
        unlocked,
        [
          ['probe'],
          ['read', 'a'],
          ['write', 'a', 'one'],
          ['write', 'b', 'two'],
          ['write', 'a', 'öne\n"'],
          ['read', 'a'],
          ['remove', 'b'],
          ['remove', 'b'],
          ['read', 'b'],
        ],
        `secret-tool search --all service ${service} 2>&1`,
      );
      expect(answers).toEqual(['ok', null, null, null, null, 'öne\n"', null, null, null]);
      expect(rest).toContain('attribute.username = a');
      expect(rest).not.toContain('attribute.username = b');
      expect(rest).not.toContain('write-test');
    });

    it('still has it in the next session', async () => {
      const one = await withSecret();
      expect((await one.ask(unlocked, [['read', 'a']])).answers).toEqual(['secret']);
    });

    it('that was wiped says absent', async () => {
      const one = await withSecret();
      const keyrings = join(one.home, 'data', 'keyrings');
      expect(readdirSync(keyrings)).not.toEqual([]);
      rmSync(keyrings, { recursive: true });
      expect((await one.ask(unlocked, [['read', 'a']])).answers).toEqual([null]);
    });

    it('that is locked says so, for what is there and for what is not', async () => {
      const one = await withSecret();
      const { answers } = await one.ask(locked, [
        ['probe'],
        ['read', 'a'],
        ['read', 'nothing'],
        ['write', 'a', 'x'],
      ]);
      expect(answers).toEqual(['locked', failed('locked'), failed('locked'), failed('locked')]);
      expect((await one.ask(unlocked, [['read', 'a']])).answers).toEqual(['secret']);
    });

    it('that is missing on the bus is no absence', async () => {
      const { answers } = await person().ask(':', [['probe'], ['read', 'a'], ['write', 'a', 'x']]);
      expect(answers).toEqual(['unavailable', failed('unavailable'), failed('unavailable')]);
    });
  },
);

describe.skipIf(!linux)('with no keyring (Linux)', { timeout: 60_000 }, () => {
  it.each([
    ['no bus', undefined],
    ['a bus that is not there', 'unix:path=/nonexistent/bus'],
  ])('%s is no absence', async (_, bus) => {
    const { answers } = await person().askAt(bus, [['probe'], ['read', 'a'], ['remove', 'a']]);
    expect(answers).toEqual(['unavailable', failed('unavailable'), failed('unavailable')]);
  });

  it('a bus that never answers is given up, while the app works on and can end', async () => {
    const one = person();
    const path = join(one.home, 'mute');
    const mute = createServer(() => undefined).listen(path);
    onTestFinished(() => void mute.close());
    const { answers, ticks } = await one.askAt(`unix:path=${path}`, [['probe'], ['read', 'a']], 1_000);
    expect(answers).toEqual(['timeout', failed('timeout')]);
    expect(ticks).toBeGreaterThan(20);
  });
});

describe('what a keychain says', () => {
  it.each([
    ["Couldn't access platform storage: Secret Service: unlock prompt was dismissed", 'locked'],
    ['User interaction is not allowed.', 'locked'],
    ['Access denied', 'denied'],
    ['Did not receive a reply', 'timeout'],
    ['Platform failure: DBus error: Failed to connect to socket', 'unavailable'],
    ['', 'unavailable'],
  ])('%j is %s', (message, problem) => {
    expect(problemOf(message)).toBe(problem);
  });
});

async function withSecret(): Promise<Person> {
  const one = person();
  await one.ask(unlocked, [['write', 'a', 'secret']]);
  return one;
}
