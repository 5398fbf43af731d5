/** The one part of the platform's decoder used here; Node and browsers have it, the language's own types do not. */
declare const TextDecoder: new (
  encoding: string,
  options: { readonly fatal: boolean },
) => { readonly decode: (bytes: Uint8Array) => string };

export type DecodedText = { readonly text: string } | { readonly problem: 'not-text' };

/**
 * Turn a file's bytes into text.
 *
 * UTF-8 with or without a byte order mark; UTF-16 of either order with one, or without one where every other
 * byte is zero as in plain English text. Anything else, and any text with a NUL in it, is `not-text`.
 * The mark is taken off; line ends stay as they are.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    return text.includes('\0') ? { problem: 'not-text' } : { text };
  } catch {
    return { problem: 'not-text' };
  }
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes.length < 4 || bytes.length % 2 === 1) return 'utf-8';
  const looked = Math.min(bytes.length, 2_048);
  const zeros = [0, 0];
  for (let at = 0; at < looked; at++) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  // UTF-8 text holds no zero at all: most of one half and hardly any of the other leaves little doubt.
  const most = looked * 0.35;
  const few = looked * 0.05;
  if (odd > most && even < few) return 'utf-16le';
  return even > most && odd < few ? 'utf-16be' : 'utf-8';
}
