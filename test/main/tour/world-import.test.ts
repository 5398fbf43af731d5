import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { importAll } from '../../../main/services/import-all.ts';
import { lackSentences } from '../../../main/tour/steps-begin.ts';
import { worldOfFiles } from '../../../main/tour/world.ts';
import { sentence } from '../../../renderer/features/imports/lack-sentence.ts';
import { services } from '../../support/services.ts';

const folder = mkdtempSync(join(tmpdir(), 'platos-tour-world-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fileName = fc.constantFrom(
  ...[
    '.env',
    '.env.local',
    '.env.development',
    '.env.stg',
    '.env.staging',
    '.env.production',
    '.env.prod.local',
  ],
  ...['.env.preview', '.env.qa', '.env.test', '.env.example', 'a.env', 'B.env', 'shop.txt', '.env.live'],
);
const key = fc.constantFrom(
  ...['A', 'B', 'API_KEY', 'DATABASE_URL', 'lower', 'PLATOS_TEST_MODE', 'BACKDOOR_X', 'TRIGGER_SECRET_KEY'],
  ...['1A', 'foo.bar', 'constructor', '__proto__', 'OPENAI_API_KEY', 'LONG', 'ÜMLAUT', 'TRIGGER_OWN'],
);
const value = fc.constantFrom(
  ...[
    '',
    '1',
    'true',
    'off',
    '"two\nlines"',
    "' blanks '",
    '<redacted>',
    'changeme',
    '$A',
    'postgres://u:p@h/d',
  ],
  'x'.repeat(2_000),
);
const line = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(key, value).map(([one, two]) => `${one}=${two}`) },
  { weight: 1, arbitrary: fc.constantFrom('# note', '', 'no assignment', 'export E=1', '=x', 'Q="open') },
);
const withoutValues = fc.array(
  key.map((one) => `${one}=`),
  { minLength: 1, maxLength: 4 },
);
const text = fc
  .oneof({ weight: 4, arbitrary: fc.array(line, { maxLength: 10 }) }, { weight: 1, arbitrary: withoutValues })
  .map((lines) => lines.join('\n'));
const files = fc.uniqueArray(fc.tuple(fileName, text), {
  selector: ([name]) => name,
  minLength: 1,
  maxLength: 4,
});

/** What the tour walks by is worked out from the files alone: it has to be what an import makes of them. */
it('expects of any files what their import makes of them', async () => {
  const property = fc.asyncProperty(files, async (written) => {
    const world = worldOfFiles(
      written.map(([name, content]) => ({ fileName: name, bytes: Buffer.from(content) })),
    );
    fc.pre(world.places.some(({ values }) => values.size > 0));
    const paths = written.map(([name, content]) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    });
    const { context, ask } = await services();
    const { files: shown } = await ask('imports.read', {
      files: written.map(([name, data]) => ({ name, content: { encoding: 'text', data } })),
      target: { type: 'new-project', organization: 'Fake', name: 'shown' },
    });
    expect(shown.map(({ fileName: name, role, rows }) => [name, role, rows.map((row) => row.key)])).toEqual(
      world.files.map(({ fileName: name, role, keys }) => [name, role, keys]),
    );
    const target = { type: 'new-project', organization: 'Fake', name: 'toured' } as const;
    const result = await importAll(context, paths, target);
    const { workspaces } = await ask('scope.list', {});
    const project = workspaces
      .flatMap(({ organizations }) => organizations.flatMap(({ projects }) => projects))
      .find(({ name }) => name === 'toured');
    const made = await Promise.all(
      (project?.environments ?? []).map(async ({ slug, name, kind }) => {
        const env = { workspaceId: 'local', projectId: project?.id ?? '', slug };
        const found = (await context.workspaces.get('local')?.readVariables(env)) ?? [];
        return { slug, name, kind, values: new Map(found.map((one) => [one.key, one.value])) };
      }),
    );
    expect(made).toEqual(world.places.map(({ slug, name, kind, values }) => ({ slug, name, kind, values })));
    const expected = lackSentences(world);
    const told = result.lacks.map((lack) => [sentence(lack), [...lack.keys].sort()]);
    expect(told.sort()).toEqual(expected.map(({ text: said, keys }) => [said, [...keys].sort()]).sort());
    const [first] = result.lacks;
    if (first !== undefined)
      expect(expected.filter(({ foremost }) => foremost).map(({ text: said }) => said)).toContain(
        sentence(first),
      );
  });
  await fc.assert(property, { numRuns: 60 });
});
