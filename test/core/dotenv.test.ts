import { parse as reference } from 'dotenv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DotenvFile, parseDotenv } from '../../core/dotenv.ts';
import { type DotenvWarningKind, describeWarning } from '../../core/dotenv-warnings.ts';

/** What holds of a file, without `__proto__`: the reference loses that key. */
const holding = (file: DotenvFile) =>
  new Map(
    file.entries
      .filter((one) => !one.overridden && one.key !== '__proto__')
      .map((one) => [one.key, one.value]),
  );

const warningsOf = (text: string) => parseDotenv(text).warnings.map(({ line, kind }) => [line, kind]);

const pieces = fc.constantFrom(
  ...[
    'A',
    'B',
    'KEY',
    'a.b-c',
    '1',
    'export',
    'export ',
    '=',
    '=',
    ':',
    ': ',
    ' = ',
    '#',
    ' # note',
    "'",
    '"',
    '`',
  ],
  ...[
    '\n',
    '\n',
    '\r\n',
    '\r',
    ' ',
    '\t',
    '\u00a0',
    '\u2028',
    '\u2029',
    '\ufeff',
    '\v',
    '\\',
    "\\'",
    '\\"',
    '\\`',
  ],
  ...[
    '\\n',
    '\\r',
    '\\\\n',
    'x',
    'é',
    '"x"',
    "'y'",
    '`z`',
    '\nA=',
    '\nB="',
    "\nC='",
    '\nD=`',
    '"\n',
    '\0',
    '😀',
  ],
);

describe('against the dotenv package', () => {
  it('gives the same values for any text', () => {
    const text = fc.oneof(
      { weight: 6, arbitrary: fc.array(pieces, { maxLength: 24 }).map((all) => all.join('')) },
      fc.string({ unit: 'binary', maxLength: 40 }),
    );
    fc.assert(
      fc.property(text, (any) => {
        const expected = reference(any);
        expect([...holding(parseDotenv(any))].sort()).toEqual(Object.entries(expected).sort());
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([
    'A=1\r\nB=2\r\n',
    '\ufeffA=1',
    'export A=1\nexport\tB="x"',
    'export=1',
    'A: yaml\nB : not\nC:x',
    'A=\n\n  "from below"\n',
    'A:\nB=2',
    'A="a\\nb\\rc" # note',
    `A='it\\'s'`,
    'A="x\\"',
    'A="\\" # "\nB=1',
    'A="a" b "c"',
    "A='\u2028'b'\u2029\"c\"",
    'A=a#b',
    'A="unclosed\nB=2',
  ])('agrees on case %#', (text) => {
    expect(Object.fromEntries(holding(parseDotenv(text)))).toEqual({ ...reference(text) });
  });
});

describe('entries', () => {
  it('carry line, quotes, export and note', () => {
    const text = [
      '# Far away',
      '',
      '# Where it lives',
      '#',
      '# and why',
      'export A="x',
      'y" # inline',
      "B='z'",
      '',
    ].join('\n');
    expect(parseDotenv(text).entries).toEqual([
      {
        ...{ key: 'A', value: 'x\ny', line: 6, endLine: 7, quote: 'double', exported: true },
        ...{ note: 'Where it lives\nand why\ninline', invalid: false, overridden: false },
      },
      {
        ...{ key: 'B', value: 'z', line: 8, endLine: 8, quote: 'single', exported: false },
        ...{ note: undefined, invalid: false, overridden: false },
      },
    ]);
  });

  it('take no value into a note', () => {
    const text =
      '# OLD=hunter2\n# ghp_0000example0000example0000example0000\n# -----\nA=1 # was: postgres://a:hunter2@db/x\n';
    expect(parseDotenv(text).entries[0]?.note).toBeUndefined();
  });

  it('hold names of object members', () => {
    const file = parseDotenv('__proto__=1\nconstructor=2\ntoString=3\n__proto__=4');
    expect(file.entries.map((one) => [one.key, one.value, one.overridden])).toEqual([
      ['__proto__', '1', true],
      ['constructor', '2', false],
      ['toString', '3', false],
      ['__proto__', '4', false],
    ]);
    expect(file.warnings).toEqual([{ line: 1, key: '__proto__', kind: 'duplicate-key', winner: 4 }]);
  });

  it('keep names that the console would not create, flagged', () => {
    const file = parseDotenv('foo.bar=1\n1A=2\nOK=3');
    expect(file.entries.map((one) => [one.key, one.invalid])).toEqual([
      ['foo.bar', true],
      ['1A', true],
      ['OK', false],
    ]);
  });
});

describe('warnings', () => {
  it.each<[string, readonly (readonly [number, DotenvWarningKind])[]]>([
    ['A=1\nB=2', []],
    [
      'A=1\nA=2\nA=3',
      [
        [1, 'duplicate-key'],
        [2, 'duplicate-key'],
      ],
    ],
    ['foo.bar=1', [[1, 'invalid-key']]],
    ['MY KEY=1', [[1, 'invalid-key']]],
    ['\n\njust text', [[3, 'no-equals']]],
    ['export A', [[1, 'no-equals']]],
    ['A="x', [[1, 'unclosed-quote']]],
    ["A='x' y", [[1, 'unclosed-quote']]],
    ['A=abc#def', [[1, 'cut-at-hash']]],
    ['A=abc #def', []],
    ['A="a#b"', []],
    ['A=#abc', [[1, 'empty']]],
    ['A="x\nBB=2\nC="', [[1, 'spans-assignments']]],
    ['A="-----BEGIN X-----\nabc+/DEF==\n-----END X-----"', []],
    ['A="x\nABCDEF==\n"', [[1, 'trailing-spaces']]],
    ['A:\nB=2', [[1, 'value-on-next-line']]],
    ["A=\n'x'", [[1, 'value-on-next-line']]],
    ['A="x\ny"', []],
    ['A=" x"', [[1, 'trailing-spaces']]],
    ['A= x ', []],
    ['A=x\u200by', [[1, 'invisible-character']]],
    ['A=x\u202ey', [[1, 'bidi-control']]],
    ['A=Grüße\u4e16', []],
    ['A=changeme', [[1, 'placeholder']]],
    ['A=<redacted>', [[1, 'looks-hidden']]],
    ['A=', [[1, 'empty']]],
    [`A=${'x'.repeat(1_048_577)}`, [[1, 'too-long']]],
    [`A=${'é'.repeat(524_289)}`, [[1, 'too-long']]],
    [`A=${'é'.repeat(524_288)}`, []],
    [`${'A'.repeat(257)}=1`, [[1, 'too-long']]],
  ])('case %#', (text, expected) => {
    expect(warningsOf(text)).toEqual(expected);
  });

  it('cover every line that is not blank, a comment or part of an entry', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 24 }), (all) => {
        const text = all.join('');
        const { entries, warnings } = parseDotenv(text);
        const covered = new Set(warnings.map((one) => one.line));
        for (const one of entries) for (let line = one.line; line <= one.endLine; line++) covered.add(line);
        const lines = text.split(/\r\n?|\n/).map((line) => line.split(/[\u2028\u2029]/));
        for (const [index, parts] of lines.entries())
          if (parts.some((part) => part.trim() !== '' && !part.trim().startsWith('#')))
            expect(covered, `line ${index + 1}`).toContain(index + 1);
      }),
      { numRuns: 3_000 },
    );
  });

  it('come in the order of lines and read as sentences', () => {
    const { warnings } = parseDotenv('A=\nwhat\nA=\n9=\n');
    expect(warnings.map((one) => one.line)).toEqual([1, 1, 2, 3, 4, 4]);
    for (const one of warnings) expect(describeWarning(one)).toMatch(/^[A-Z].*\.$/);
    expect(describeWarning({ kind: 'duplicate-key', winner: 3 })).toContain('line 3');
  });

  it('name no part of a line that was not read as a key', () => {
    expect(JSON.stringify(parseDotenv('hunter2 is it=the password').warnings)).not.toContain('hunter2');
  });
});

describe('hostile text', () => {
  it.each([
    ['A="\n', 50_000],
    ["A='\\'\n", 50_000],
    ['A="x\nB=\'y\nC=`z\n', 20_000],
    ['A\n', 100_000],
    ['export \n', 50_000],
    ['A=1\n', 10_000],
    ["'\u2028", 100_000],
    ['\\" ', 100_000],
    ['=', 500_000],
    [' ', 500_000],
  ])('%j over and over is read to the end', (piece, times) => {
    const text = `A="${piece.repeat(times)}\nLAST=1`;
    const file = parseDotenv(text);
    const end = [...file.entries].at(-1);
    expect([end?.key, end?.value]).toEqual(['LAST', '1']);
  });
});
