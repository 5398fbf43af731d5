import { describe, expect, it } from 'vitest';
import { decodeText } from '../../core/decode-text.ts';

const utf8 = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'));
const utf16le = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
const utf16be = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le').swap16());
const text = 'GREETING="Grüße 😀"\r\nPORT=3000\r\n';
const notText = { problem: 'not-text' };

describe('decodeText', () => {
  it.each([
    ['UTF-8', utf8(text)],
    ['UTF-8 with a mark', utf8(`\ufeff${text}`)],
    ['UTF-16 LE with a mark', utf16le(`\ufeff${text}`)],
    ['UTF-16 BE with a mark', utf16be(`\ufeff${text}`)],
    ['UTF-16 LE without one', utf16le(text)],
    ['UTF-16 BE without one', utf16be(text)],
  ])('reads %s', (_, bytes) => {
    expect(decodeText(bytes)).toEqual({ text });
  });

  it('reads nothing as an empty text', () => {
    expect(decodeText(new Uint8Array())).toEqual({ text: '' });
  });

  it.each([
    ['a NUL in text', utf8('A=1\0B')],
    ['broken UTF-8', new Uint8Array([65, 61, 0xc3, 0x28])],
    ['latin-1', new Uint8Array([65, 61, 0xfc, 10])],
    [
      'a picture',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]),
    ],
    ['zeros', new Uint8Array(64)],
    ['half a UTF-16 character', new Uint8Array([0xff, 0xfe, 65, 0, 0x3d, 0xd8])],
  ])('refuses %s', (_, bytes) => {
    expect(decodeText(bytes)).toEqual(notText);
  });
});
