import { expect, it } from 'vitest';
import type { Hands } from '../../../main/tour/hands.ts';
import { type Step, walk } from '../../../main/tour/walk.ts';

/** A window whose text is what was pressed and typed. */
function window() {
  const done: string[] = [];
  const hands: Hands = {
    press: async (chord) => void done.push(chord),
    type: async (text) => void done.push(text),
    texts: async () => done,
    attribute: async () => undefined,
    path: () => '/',
    picture: async () => Buffer.from('png'),
  };
  return { done, hands };
}

async function walked(steps: readonly Step[]) {
  const { done, hands } = window();
  const said: string[] = [];
  const kept: string[] = [];
  const result = await walk(steps, {
    hands: () => hands,
    say: (line) => said.push(line),
    keep: async (name) => {
      kept.push(name);
      return `tour/${name}`;
    },
    patienceMs: 20,
  });
  return { result, said: said.join('\n'), kept, done };
}

const pressing: Step = {
  title: 'Press a key',
  run: async (at) => {
    await at.press('Control+s', 'ArrowDown', 'ArrowDown');
    await at.type('not to be told', '(hidden)');
    await at.expect(
      'four things',
      async () => String((await at.hands().texts('')).length),
      (saw) => saw === '4',
    );
  },
};
const failing: Step = {
  title: 'Find what is not there',
  run: (at) =>
    at.expect(
      'a key',
      async () => 'another key',
      (saw) => saw === 'a key',
    ),
};

it('tells the keys, what it expected and what it saw, and keeps a picture of each step', async () => {
  const { result, said, kept } = await walked([pressing, { title: 'Compare', leftOut: 'one environment' }]);

  expect(result).toEqual({ ok: true, met: 1, walked: 1, leftOut: 1 });
  expect(kept).toEqual(['01-press-a-key.png']);
  expect(said.split('\n').map((line) => line.trim().replace(/ +/g, ' '))).toEqual([
    '1 Press a key',
    'keys Ctrl+s Down ×2 (hidden)',
    'expected four things',
    'saw 4',
    'picture tour/01-press-a-key.png',
    '2 Compare',
    'left out one environment',
  ]);
});

it('fails at the first expectation that is not met, and walks no further', async () => {
  const { result, said, kept, done } = await walked([failing, pressing]);

  expect(result).toEqual({ ok: false, met: 0, walked: 1, leftOut: 0 });
  expect(said).toContain('SAW       another key');
  expect(said).toContain('FAILED');
  expect(kept).toEqual(['01-find-what-is-not-there.png']);
  expect(done).toEqual([]);
});

it('fails when the window does, and does not tell what the fault said', async () => {
  const broken: Step = { title: 'Break', run: () => Promise.reject(new Error('fake-value-in-a-message')) };
  const { result, said } = await walked([broken]);

  expect(result.ok).toBe(false);
  expect(said).not.toContain('fake-value-in-a-message');
});
