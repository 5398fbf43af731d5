import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createLongReplies,
  type LongReplies,
  pieceLength,
} from '../../../main/hosts/chromium/long-replies.ts';

/** All pieces of one reply. */
async function taken(replies: LongReplies, document: string, reply: string): Promise<readonly string[]> {
  const first = await replies.begin(document, async () => reply);
  const rest = (first.rest ?? []).map((name) => replies.take(document, name));
  return [first, ...rest].map((piece) => {
    if (piece === undefined) throw new Error('a piece was lost');
    return piece.text;
  });
}

const long = 'y'.repeat(3 * pieceLength);

describe('long replies', () => {
  it('give every text back whole, in pieces that each survive on their own, and keep nothing', async () => {
    const filler = fc.constantFrom('a', 'é', '\u{1f511}');
    const text = fc
      .tuple(filler, fc.integer({ min: 0, max: 3 }), filler, fc.integer({ min: 0, max: 3 * pieceLength }))
      .map(([head, heads, tail, tails]) => head.repeat(heads) + tail.repeat(tails));
    await fc.assert(
      fc.asyncProperty(text, async (reply) => {
        const replies = createLongReplies();
        const texts = await taken(replies, 'a', reply);
        expect(texts.join('') === reply).toBe(true);
        expect(texts.every((one) => one.isWellFormed() && one.length <= pieceLength)).toBe(true);
        expect(replies.waiting()).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  it('drop what one document did not take when another one speaks', async () => {
    const replies = createLongReplies();
    const { rest = [] } = await replies.begin('old', async () => long);
    expect(replies.waiting()).toBe(2);

    await replies.begin('new', async () => '');

    expect(replies.waiting()).toBe(0);
    expect(replies.take('new', rest[0] ?? '')).toBeUndefined();
  });

  it('keep nothing of a reply that is ready after its document went', async () => {
    const replies = createLongReplies();
    let ready: (reply: string) => void = () => undefined;
    const old = replies.begin('old', () => new Promise((resolve) => (ready = resolve)));
    await replies.begin('new', async () => '');

    ready(long);

    expect(await old).toEqual({ text: '' });
    expect(replies.waiting()).toBe(0);
  });

  it('take two replies at once without mixing them', async () => {
    const replies = createLongReplies();
    const both = await Promise.all([
      taken(replies, 'a', 'p'.repeat(2 * pieceLength)),
      taken(replies, 'a', 'q'.repeat(2 * pieceLength)),
    ]);
    expect(both.map((texts) => new Set(texts.join('')))).toEqual([new Set('p'), new Set('q')]);
  });
});
