import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Services, services } from '../../support/services.ts';
import { canMount, smallDisk } from '../store/support.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'console-export-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Format = 'dotenv' | 'json';

const write = (
  app: Services,
  format: Format,
  path: string,
  content: 'values' | 'keys' = 'values',
  slug = 'dev',
) => app.ask('exports.write', { env: app.env(slug), format, content, path });

async function importInto(app: Services, slug: string, path: string): Promise<void> {
  const { workspaceId, projectId } = app.env(slug);
  const target = { type: 'project', project: { workspaceId, projectId } } as const;
  const data = readFileSync(path).toString('base64');
  const files = [{ name: 'exported.env', content: { encoding: 'base64' as const, data } }];
  const preview = await app.ask('imports.read', { files, target });
  const places = preview.files.map((file) => ({ ...file, role: 'values' as const, slug }));
  // What looks odd is left out until it is ticked: here everything is.
  const rows = preview.files.flatMap((file) => file.rows.map(({ line }) => ({ index: 0, line, take: true })));
  const plan = await app.ask('imports.plan', { importId: preview.id, target, files: places, rows });
  const confirmations = plan.plans.map((one) => ({
    planId: one.id,
    revision: one.revision,
    slug: one.confirmation.slug ?? '',
    keys: one.confirmation.keys,
  }));
  await app.ask('imports.apply', { importId: preview.id, confirmations });
}

const key = fc.oneof(
  fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,12}$/),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'PLATOS_TEST_MODE'),
);
const odd = fc.constantFrom(
  '\n',
  '\r',
  '\t',
  ' ',
  '"',
  "'",
  '`',
  '#',
  '=',
  '\\',
  '\\n',
  '$',
  '\u200b',
  '\u202e',
  '<b>',
  'ä',
  '😀',
  '{',
  '}',
);
const value = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.array(fc.oneof(odd, fc.string({ maxLength: 6 })), { maxLength: 12 }).map((parts) => parts.join('')),
);
const environment = fc.uniqueArray(fc.tuple(key, value), {
  selector: ([name]) => name,
  maxLength: 12,
  minLength: 1,
});

describe('export', () => {
  it.each(['dotenv', 'json'] as const)('in %s comes back to the same values', async (format) => {
    let turn = 0;
    await fc.assert(
      fc.asyncProperty(environment, async (pairs) => {
        const app = await services({ dev: {}, staging: {} });
        const patches = pairs.map(([name, text]) => ({ key: name, value: text }));
        const plan = await app.ask('changes.plan', {
          env: app.env('dev'),
          source: { type: 'patches', patches },
        });
        await app.ask('changes.apply', {
          planId: plan.id,
          revision: plan.revision,
          confirmation: { slug: '', keys: plan.confirmation.keys },
        });
        turn += 1;
        const path = join(folder, `${format}-${turn}`);
        const result = await write(app, format, path);
        const left = new Set(result.left);
        if (format === 'json') expect(result.left).toEqual([]);
        expect(result.written).toBe(pairs.length - left.size);
        if (result.written > 0) await importInto(app, 'staging', path);
        const whole = await app.dump('dev');
        expect(await app.dump('staging')).toEqual(whole.filter(([name]) => !left.has(name)));
      }),
      { numRuns: 40 },
    );
  });

  it('writes a file that only its owner may read, and no other file', async () => {
    const app = await services({ dev: { A: '1', B: 'two words' } });
    const path = join(folder, 'dev.env');
    const result = await write(app, 'dotenv', path);
    expect(result).toMatchObject({ path, written: 2, left: [], insideGit: false });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('writes keys only where that is asked', async () => {
    const app = await services({ dev: { API_KEY: 'canary-value', B: 'canary-other' } });
    for (const format of ['dotenv', 'json'] as const) {
      const path = join(folder, format);
      expect(await write(app, format, path, 'keys')).toMatchObject({ written: 2, left: [] });
      const text = readFileSync(path, 'utf8');
      expect(text).toContain('API_KEY');
      expect(text).not.toContain('canary');
    }
  });

  it('never overwrites, and says what is in the way', async () => {
    const app = await services({ dev: { A: '1' } });
    const path = join(folder, 'there.env');
    writeFileSync(path, 'mine');
    await expect(write(app, 'dotenv', path)).rejects.toMatchObject({
      error: { code: 'file', reason: 'exists' },
    });
    expect(readFileSync(path, 'utf8')).toBe('mine');
    const nowhere = join(folder, 'no', 'such', 'x.env');
    await expect(write(app, 'dotenv', nowhere)).rejects.toMatchObject({
      error: { code: 'file', reason: 'missing', name: join(folder, 'no', 'such') },
    });
    await expect(write(app, 'dotenv', folder)).rejects.toMatchObject({
      error: { code: 'file', reason: 'exists' },
    });
    await expect(write(app, 'dotenv', '/proc/console.env')).rejects.toMatchObject({
      error: { code: 'file' },
    });
    await expect(write(app, 'dotenv', `${'x'.repeat(300)}.env`)).rejects.toMatchObject({
      error: { code: 'file', reason: 'not-writable' },
    });
  });

  it('tells when a commit could take the file along', async () => {
    const app = await services({ dev: { A: '1' } });
    const tree = join(folder, 'tree');
    mkdirSync(join(tree, 'deep'), { recursive: true });
    execFileSync('git', ['init', '--quiet', tree]);
    writeFileSync(join(tree, '.gitignore'), '*.ignored\n');
    expect(await write(app, 'dotenv', join(tree, 'deep', 'a.env'))).toMatchObject({ insideGit: true });
    expect(await write(app, 'dotenv', join(tree, 'deep', 'a.ignored'))).toMatchObject({ insideGit: false });
  });

  it('suggests a free name in the home folder that says what it is', async () => {
    const app = await services({ dev: {}, staging: {} });
    const suggest = (format: Format, content: 'values' | 'keys') =>
      app.ask('exports.suggest', { env: app.env('staging'), format, content });
    expect(await suggest('dotenv', 'values')).toEqual({
      path: join(homedir(), 'acme-support-bot.staging.env'),
    });
    expect((await suggest('dotenv', 'keys')).path).toMatch(/\.staging\.env\.example$/);
    expect((await suggest('json', 'values')).path).toMatch(/\.staging\.json$/);
  });
});

describe.skipIf(!canMount())('export on a disk of its own (needs the right to mount)', () => {
  it('leaves no part of a file behind when the disk is full', async () => {
    const app = await services({ dev: { BIG: 'x'.repeat(500_000) } });
    const { dir } = smallDisk('64k');
    const path = join(dir, 'big.env');
    await expect(write(app, 'dotenv', path)).rejects.toMatchObject({
      error: { code: 'file', reason: 'no-space', name: path },
    });
    expect(readdirSync(dir)).toEqual([]);
  });
});

it('says that a file name no system takes cannot be written', async () => {
  const { reply, env } = await services({ dev: { A: 'one' } });
  const input = { env: env('dev'), format: 'json', content: 'values', path: '/tmp/a\0b' };
  expect(await reply('exports.write', input)).toMatchObject({
    error: { code: 'file', reason: 'not-writable' },
  });
});
