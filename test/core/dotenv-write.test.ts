import { parse as reference } from 'dotenv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDotenv } from '../../core/dotenv.ts';
import { type WrittenVariable, writeDotenv } from '../../core/dotenv-write.ts';
import { parseJson } from '../../core/json-variables.ts';

const awkward = fc
  .array(
    fc.constantFrom(
      ...[
        "'",
        '"',
        '`',
        '#',
        ' #',
        '=',
        ' ',
        '\n',
        '\r',
        '\r\n',
        '\\',
        '\\n',
        '\\r',
        "\\'",
        '\\"',
        '$A',
        'x',
        'é',
        '😀',
      ],
      ...['\u2028', '\u2029', '\u00a0', '\ufeff', '\t', '\0', '\ud800', 'export A=1', '\nB=2'],
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));
const value = fc.oneof(awkward, awkward, fc.string({ unit: 'binary', maxLength: 12 }));
const key = fc.oneof(
  fc.constantFrom('A', 'B', 'export', 'a.b', 'constructor', '__proto__', 'has space', 'C:D'),
  fc.stringMatching(/^[A-Z_]{1,4}$/),
);
const variables = fc.uniqueArray(fc.record({ key, value, note: fc.option(awkward, { nil: undefined }) }), {
  selector: (one) => one.key,
  maxLength: 6,
});
const pairs = (all: readonly WrittenVariable[]) => all.map((one) => [one.key, one.value]);

describe('writeDotenv', () => {
  it('is read back unchanged by dotenv and by this app; what is not written is named', () => {
    fc.assert(
      fc.property(variables, fc.boolean(), (all, notes) => {
        const { text, unwritable } = writeDotenv(all, { notes });
        const written = all.filter((one) => !unwritable.includes(one.key));
        expect(pairs(parseDotenv(text).entries)).toEqual(pairs(written));
        expect(Object.entries(reference(text)).sort()).toEqual(pairs(written).sort());
        // As the bytes of a file, too.
        expect(Buffer.from(text, 'utf8').toString('utf8')).toBe(text);
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    ['plain-1', 'A=plain-1'],
    ['', 'A='],
    ['two words', "A='two words'"],
    ['a#b', "A='a#b'"],
    ["it's", 'A="it\'s"'],
    ['it\'s "so"', 'A=`it\'s "so"`'],
    ['a\'b"c`d', 'A=a\'b"c`d'],
    ['line 1\nline 2', "A='line 1\nline 2'"],
    ['a\r\nb', 'A="a\\r\nb"'],
    ['C:\\dir\\', 'A=C:\\dir\\'],
  ])('%j', (text, line) => {
    expect(writeDotenv([{ key: 'A', value: text }])).toEqual({ text: `${line}\n`, unwritable: [] });
  });

  it.each(['\'"`\n', '\'"`#', '"\r', '\\n\r', 'a b\nc\\', 'NUL\0', '\ud800'])(
    '%j cannot be written',
    (text) => {
      expect(writeDotenv([{ key: 'A', value: text }])).toEqual({ text: '', unwritable: ['A'] });
    },
  );

  it('writes notes as comments, and reads them back', () => {
    const { text } = writeDotenv([{ key: 'A', value: '1', note: 'first\nA=evil\r\u2028third' }], {
      notes: true,
    });
    expect(text).toBe('# first\n# A=evil\n# third\nA=1\n');
    expect(parseDotenv(text).entries[0]?.note).toBe('first\nthird');
  });

  it('writes names only', () => {
    const two = [
      { key: 'A', value: 'secret\0' },
      { key: 'B', value: 'x' },
    ];
    expect(writeDotenv(two, { content: 'keys' }).text).toBe('A=\nB=\n');
    expect(parseJson('["A","B"]')).toEqual({
      entries: [
        { key: 'A', value: '' },
        { key: 'B', value: '' },
      ],
      problems: [],
    });
  });
});

describe('JSON', () => {
  it('brings every key and value back', () => {
    const any = fc.uniqueArray(
      fc.record({ key: fc.oneof(key, fc.string({ unit: 'binary', minLength: 1 })), value }),
      {
        selector: (one) => one.key,
      },
    );
    fc.assert(
      fc.property(any, (all) => {
        const members = all.map((one) => `${JSON.stringify(one.key)}: ${JSON.stringify(one.value)}`);
        const read = parseJson(`{${members.join()}}`);
        const entries = 'entries' in read ? pairs(read.entries).sort() : read;
        expect(entries).toEqual(pairs(all).sort());
      }),
    );
  });

  it('keeps every item of a list, also of a key named twice', () => {
    const twice = '[{"key":"__proto__","value":"1"},{"key":"A","value":"2"},{"key":"__proto__","value":"3"}]';
    expect(parseJson(twice)).toEqual({
      entries: [
        { key: '__proto__', value: '1' },
        { key: 'A', value: '2' },
        { key: '__proto__', value: '3' },
      ],
      problems: [],
    });
  });

  it('takes a list of key or name, value and note', () => {
    const read = parseJson(
      '\ufeff[{"key":"A","value":"1","note":"n"},{"name":"B","value":2},{"value":"3"},7,{"key":"C","value":null}]',
    );
    expect(read).toEqual({
      entries: [
        { key: 'A', value: '1', note: 'n' },
        { key: 'B', value: '2' },
      ],
      problems: [
        { position: 3, kind: 'no-key' },
        { position: 4, kind: 'no-key' },
        { position: 5, key: 'C', kind: 'not-a-string' },
      ],
    });
  });

  it('refuses what would not come back as it was', () => {
    const read = parseJson('{"A":true,"B":{"C":"1"},"D":12345678901234567890,"E":1.50,"F":["x"]}');
    expect(read).toEqual({
      entries: [{ key: 'A', value: 'true' }],
      problems: ['B', 'D', 'E', 'F'].map((name, index) => ({
        position: index + 2,
        key: name,
        kind: 'not-a-string',
      })),
    });
  });

  it.each(['', 'A=1', '"text"', '3', 'null', '{"A":'])('%j is not variables', (text) => {
    expect(parseJson(text)).toEqual({ problem: 'not-variables' });
  });
});
