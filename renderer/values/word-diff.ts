import { diffLines, diffWordsWithSpace } from 'diff';

/** A stretch of text that both sides share, or that only one of them has. */
export interface DiffPart {
  readonly side: 'both' | 'left' | 'right';
  readonly text: string;
}

export interface TextDiff {
  readonly parts: readonly DiffPart[];
  /** How finely the two were told apart: long texts are compared more coarsely, so that nothing freezes. */
  readonly by: 'word' | 'line' | 'block';
}

const wordBudget = 8_000; // code units on both sides together
const lineBudget = 400_000;
const give = { maxEditLength: 600, timeout: 20 /* ms */ } as const;

/**
 * What differs between two texts, in at most about 30 ms whatever their length.
 *
 * The ends that are alike are taken off first. What remains is told apart by words, a long rest by lines,
 * and a very long or utterly different rest as one block on each side.
 * Joining the parts of `both` and `left` gives `left` again; likewise for `right`.
 */
export function diffText(left: string, right: string): TextDiff {
  if (left === right) return { parts: left === '' ? [] : [{ side: 'both', text: left }], by: 'word' };
  if (left.length + right.length <= wordBudget) {
    const words = diffWordsWithSpace(left, right, give);
    if (words !== undefined) return { parts: words.map(asPart), by: 'word' };
  }
  const head = lineStart(left, commonPrefix(left, right));
  const tail = commonSuffix(left, right, head);
  const middle = diffMiddle(left.slice(head, left.length - tail), right.slice(head, right.length - tail));
  const parts: readonly DiffPart[] = [
    { side: 'both', text: left.slice(0, head) },
    ...middle.parts,
    { side: 'both', text: left.slice(left.length - tail) },
  ];
  return { parts: parts.filter((part) => part.text !== ''), by: middle.by };
}

function diffMiddle(left: string, right: string): TextDiff {
  const size = left.length + right.length;
  if (size <= wordBudget) {
    const words = diffWordsWithSpace(left, right, give);
    if (words !== undefined) return { parts: words.map(asPart), by: 'word' };
  }
  if (size <= lineBudget) {
    const lines = diffLines(left, right, give);
    if (lines !== undefined) return { parts: lines.map(asPart), by: 'line' };
  }
  return {
    parts: [
      { side: 'left', text: left },
      { side: 'right', text: right },
    ],
    by: 'block',
  };
}

const asPart = (change: { added: boolean; removed: boolean; value: string }): DiffPart => ({
  side: change.added ? 'right' : change.removed ? 'left' : 'both',
  text: change.value,
});

function commonPrefix(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  let at = 0;
  while (at < end && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  return at;
}

function commonSuffix(a: string, b: string, head: number): number {
  const end = Math.min(a.length, b.length) - head;
  let length = 0;
  while (length < end && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length))
    length += 1;
  // A pair of surrogates is never cut in two.
  const first = a.charCodeAt(a.length - length);
  return length > 0 && first >= 0xdc00 && first <= 0xdfff ? length - 1 : length;
}

/** Back from `at` to where its line begins, if that is near: changed lines are shown whole. */
function lineStart(text: string, at: number): number {
  if (at === 0) return 0;
  const newline = text.lastIndexOf('\n', at - 1) + 1;
  if (at - newline <= 200) return newline;
  const before = text.charCodeAt(at - 1);
  return before >= 0xd800 && before <= 0xdbff ? at - 1 : at;
}

/** A part as shown: `skipped` code units between its beginning and its end are left out of the screen. */
export interface ShownPart {
  readonly side: DiffPart['side'];
  readonly before: string;
  readonly skipped: number;
  readonly after: string;
}

const changedKept = 1_500; // code units at each end of a part that differs
const sharedKept = 160; // enough to see where a change stands

/** Cut long parts, so that a value of a megabyte does not become a megabyte of page. */
export function shortened(parts: readonly DiffPart[], most = 200): readonly ShownPart[] {
  const shown = parts
    .slice(0, most)
    .map((part) => cut(part, part.side === 'both' ? sharedKept : changedKept));
  const rest = parts.slice(most).reduce((sum, part) => sum + part.text.length, 0);
  return rest === 0 ? shown : [...shown, { side: 'both', before: '', skipped: rest, after: '' }];
}

/** One text with nothing beside it; of a long one its two ends. */
export const wholeText = (text: string): readonly ShownPart[] =>
  text === '' ? [] : [cut({ side: 'both', text }, changedKept)];

function cut(part: DiffPart, keep: number): ShownPart {
  if (part.text.length <= keep * 2) return { side: part.side, before: part.text, skipped: 0, after: '' };
  return {
    side: part.side,
    before: part.text.slice(0, keep),
    skipped: part.text.length - keep * 2,
    after: part.text.slice(-keep),
  };
}
