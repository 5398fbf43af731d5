import { expect, it } from 'vitest';
import { cameText } from '../../../renderer/frame/came-text.ts';

const named = (...slugs: readonly string[]) => slugs.map((slug) => ({ slug, name: slug.toUpperCase() }));

it('tells the key of an environment that came, and those of others that moved', () => {
  expect(cameText(named('dev', 'stg', 'prod'), named('dev', 'qa', 'stg', 'prod'))).toBe(
    'QA is new here: Ctrl+2. PROD is Ctrl+4 now, STG is Ctrl+3 now.',
  );
  expect(cameText(named('dev'), named('dev', 'prod'))).toBe('PROD is new here: Ctrl+2.');
  expect(cameText(named('dev', 'prod'), named('a', 'dev', 'b', 'prod'))).toBe(
    '2 environments are new here. PROD is Ctrl+4 now, DEV is Ctrl+2 now.',
  );
  const nine = Array.from({ length: 9 }, (_, at) => `e${at}`);
  expect(cameText(named(...nine), named(...nine, 'last'))).toBe('LAST is new here.');
  expect(cameText(named(...nine), named(...nine.slice(0, 8), 'last', 'e8'))).toBe(
    'LAST is new here: Ctrl+9. E8 has no key any more.',
  );
});

it('says nothing where none came', () => {
  expect(cameText(named('dev', 'prod'), named('dev'))).toBeUndefined();
  expect(cameText(named('dev', 'prod'), named('dev', 'prod'))).toBeUndefined();
});
