import type { Hands } from './hands.ts';

/** One thing to do in the window, or one that this walk leaves out, with the reason. */
export type Step =
  | { readonly title: string; readonly run: (at: At) => Promise<void> }
  | { readonly title: string; readonly leftOut: string };

/** What a step does and looks at. All of it is told. */
export interface At {
  readonly hands: () => Hands;
  readonly press: (...chords: readonly string[]) => Promise<void>;
  /** @param shownAs  what is told in place of the text, when it is nobody's business */
  readonly type: (text: string, shownAs?: string) => Promise<void>;
  /**
   * Waits until what is seen is what was expected; the walk ends where it never is.
   *
   * @param look  keys, names and counts only: what it gives is printed
   */
  readonly expect: (
    what: string,
    look: () => Promise<string>,
    holds: (saw: string) => boolean,
  ) => Promise<void>;
}

export interface WalkParts {
  /** The window changes when the app is started again. */
  readonly hands: () => Hands;
  readonly say: (line: string) => void;
  /** Keeps the picture of a step; gives the name to be told. */
  readonly keep: (name: string, picture: Buffer) => Promise<string>;
  readonly patienceMs: number;
}

export interface WalkResult {
  readonly ok: boolean;
  readonly met: number;
  readonly walked: number;
  readonly leftOut: number;
}

class Unmet extends Error {}

/** Walks the steps in order, telling each with its keys, what it expected and what it saw. Ends at the first unmet. */
export async function walk(steps: readonly Step[], parts: WalkParts): Promise<WalkResult> {
  const result = { ok: true, met: 0, walked: 0, leftOut: 0 };
  for (const [index, step] of steps.entries()) {
    parts.say(`${String(index + 1).padStart(2)}  ${step.title}`);
    if ('leftOut' in step) {
      line(parts, 'left out', step.leftOut);
      result.leftOut++;
      continue;
    }
    result.ok = await isMet(step.run, parts, () => result.met++);
    result.walked++;
    const picture = await parts
      .hands()
      .picture()
      .catch(() => undefined); // the window may be gone
    if (picture !== undefined)
      line(parts, 'picture', await parts.keep(pictureName(index + 1, step.title), picture));
    if (!result.ok) break;
  }
  return result;
}

async function isMet(run: (at: At) => Promise<void>, parts: WalkParts, met: () => void): Promise<boolean> {
  try {
    await run(atStep(parts, met));
    return true;
  } catch (error) {
    // Not the message: a broken window's may quote what it held.
    if (!(error instanceof Unmet)) line(parts, 'FAILED', error instanceof Error ? error.name : 'unknown');
    return false;
  }
}

function atStep(parts: WalkParts, met: () => void): At {
  let pressed: string[] = [];
  return {
    hands: parts.hands,
    press: async (...chords) => {
      for (const chord of chords) {
        pressed.push(chord.replace('Control', 'Ctrl').replace('Arrow', ''));
        await parts.hands().press(chord);
      }
    },
    type: async (text, shownAs) => {
      pressed.push(shownAs ?? `“${text}”`);
      await parts.hands().type(text);
    },
    expect: async (what, look, holds) => {
      if (pressed.length > 0) line(parts, 'keys', shortened(pressed));
      pressed = [];
      line(parts, 'expected', what);
      const { saw, ok } = await lookUntil(look, holds, parts.patienceMs);
      line(parts, ok ? 'saw' : 'SAW', saw === '' ? '(nothing)' : saw);
      if (!ok) {
        line(parts, 'FAILED', 'not what was expected');
        throw new Unmet();
      }
      met();
    },
  };
}

const againAfterMs = 50;

async function lookUntil(look: () => Promise<string>, holds: (saw: string) => boolean, patienceMs: number) {
  const end = performance.now() + patienceMs;
  for (;;) {
    const saw = await look();
    const ok = holds(saw);
    if (ok || performance.now() > end) return { saw, ok };
    await new Promise((resolve) => setTimeout(resolve, againAfterMs));
  }
}

const line = (parts: WalkParts, what: string, text: string): void =>
  parts.say(`    ${what.padEnd(9)} ${text.length > 160 ? `${text.slice(0, 157)}...` : text}`);

/** `Down Down Down` is `Down ×3`. */
function shortened(pressed: readonly string[]): string {
  const runs: { chord: string; times: number }[] = [];
  for (const chord of pressed) {
    const last = runs.at(-1);
    if (last?.chord === chord) last.times++;
    else runs.push({ chord, times: 1 });
  }
  return runs.map(({ chord, times }) => (times === 1 ? chord : `${chord} ×${times}`)).join('  ');
}

const pictureName = (number: number, title: string): string =>
  `${String(number).padStart(2, '0')}-${title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40)}.png`;
