import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createHeldKeys } from '../../renderer/commands/held-keys.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const key = (name: string) => ({ key: name }) as KeyboardEvent;

function held() {
  const pressed: string[] = [];
  const keys = createHeldKeys(({ key: name }) => {
    if (!keys.keep(key(name))) pressed.push(name);
    if (name === 'leads on') keys.leave();
  });
  return { keys, pressed };
}

it('keeps keys from the moment a page is left until the next is there, in their order', () => {
  const { keys, pressed } = held();
  expect(keys.keep(key('a'))).toBe(false);
  keys.leave();
  expect(keys.keep(key('b'))).toBe(true);
  expect(keys.keep(key('c'))).toBe(true);
  expect(pressed).toEqual([]);
  keys.arrive();
  expect(pressed).toEqual(['b', 'c']);
  expect(keys.keep(key('d'))).toBe(false);
});

it('holds again what follows a key that leads on', () => {
  const { keys, pressed } = held();
  keys.leave();
  keys.keep(key('leads on'));
  keys.keep(key('b'));
  keys.arrive();
  expect(pressed).toEqual(['leads on']);
  keys.arrive();
  expect(pressed).toEqual(['leads on', 'b']);
});

it('lets go of keys where no page comes: they were not meant for the one that stays', () => {
  const { keys, pressed } = held();
  keys.leave();
  keys.keep(key('a'));
  vi.advanceTimersByTime(1_000);
  expect(keys.keep(key('b'))).toBe(false);
  keys.arrive();
  expect(pressed).toEqual([]);
});
