import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import type { ImportFile, ImportPreview, ImportTarget } from '../../../core/imports.ts';
import { limits } from '../../../core/limits.ts';
import { plansOf } from '../../../main/services/plan-registry.ts';
import { apply, Refused, type Services, services } from '../../support/services.ts';

const text = (name: string, data: string): ImportFile => ({ name, content: { encoding: 'text', data } });
const bytes = (name: string, data: Uint8Array): ImportFile => ({
  name,
  content: { encoding: 'base64', data: Buffer.from(data).toString('base64') },
});

const into = (app: Services): ImportTarget => {
  const { workspaceId, projectId } = app.env('dev');
  return { type: 'project', project: { workspaceId, projectId } };
};

const read = (app: Services, ...files: ImportFile[]): Promise<ImportPreview> =>
  app.ask('imports.read', { files, target: into(app) });

const rowOf = (preview: ImportPreview, key: string, index = 0) =>
  preview.files[index]?.rows.find((row) => row.key === key);

async function planAll(app: Services, preview: ImportPreview, target = into(app)) {
  return app.ask('imports.plan', { importId: preview.id, target, files: [], rows: [] });
}

async function applyAll(app: Services, preview: ImportPreview, target = into(app)) {
  const { importId, plans } = await planAll(app, preview, target);
  return app.ask('imports.apply', { importId, confirmations: plans.map(confirmed) });
}

const confirmed = (plan: Awaited<ReturnType<typeof planAll>>['plans'][number]) => ({
  planId: plan.id,
  revision: plan.revision,
  slug: plan.confirmation.slug ?? '',
  keys: plan.confirmation.keys,
});

describe('more files', () => {
  it('come to those that are there; one of the same name takes its place, and what was planned is off', async () => {
    const app = await services({ dev: {} });
    const { id } = await read(app, text('.env', 'A=1'), text('.env.staging', 'A=1'), text('empty.env', ''));
    const { plans } = await planAll(
      app,
      await app.ask('imports.preview', { importId: id, target: into(app), files: [] }),
    );
    const added = [
      text('.env', 'B=1'),
      text('.env.production', 'C=1'),
      text('empty.env', 'D=1'),
      text('none', ''),
    ];
    expect(await app.ask('imports.add', { importId: id, files: added })).toEqual({ changed: [0, 2, 3] });
    const { files, rejected } = await app.ask('imports.preview', {
      importId: id,
      target: into(app),
      files: [],
    });
    expect(files.map(({ fileName, rows }) => [fileName, rows.map(({ key }) => key)])).toEqual([
      ['.env', ['B']],
      ['.env.staging', ['A']],
      ['.env.production', ['C']],
      ['empty.env', ['D']],
    ]);
    expect(rejected.map(({ fileName }) => fileName)).toEqual(['none']);
    const confirmations = plans.map(confirmed);
    await expect(app.ask('imports.apply', { importId: id, confirmations })).rejects.toThrow(Refused);
  });

  it('are no more than one import takes', async () => {
    const app = await services({ dev: {} });
    const many = Array.from({ length: limits.filesPerImport - 1 }, (_, n) => text(`${n}.env`, 'A=1'));
    const { id } = await read(app, ...many);
    const added = [text('0.env', 'B=1'), text('last.env', 'A=1'), text('over.env', 'A=1')];
    expect(await app.ask('imports.add', { importId: id, files: added })).toEqual({
      changed: [0, limits.filesPerImport - 1],
    });
    const { rejected } = await app.ask('imports.preview', { importId: id, target: into(app), files: [] });
    expect(rejected).toEqual([{ fileName: 'over.env', text: expect.stringContaining('At most 20') }]);
  });
});

describe('import preview', () => {
  it('tells new, changed, same and unusable rows from each other, and shows no value', async () => {
    const app = await services({ dev: { SAME: 'canary-one', MOVED: 'canary-two' } });
    const preview = await read(
      app,
      text('.env', 'SAME=canary-one\nMOVED=canary-three\nFRESH=canary-four\n1A=canary-five\n'),
    );
    const states = preview.files[0]?.rows.map(({ key, status, take }) => [key, status, take]);
    expect(states).toEqual([
      ['SAME', 'same', false],
      ['MOVED', 'changes', true],
      ['FRESH', 'new', true],
      ['1A', 'unusable', false],
    ]);
    expect(app.said.join()).not.toContain('canary');
  });

  it('suggests an environment from each file name', async () => {
    const app = await services();
    const preview = await read(
      app,
      text('.env', 'A=1'),
      text('.env.staging', 'A=1'),
      text('.env.production', 'A=1'),
      text('.env.example', 'A='),
    );
    expect(preview.files.map(({ slug, kind, role }) => [slug, kind, role])).toEqual([
      ['dev', 'development', 'values'],
      ['staging', 'staging', 'values'],
      [expect.stringMatching(/^prod/), 'production', 'values'],
      [expect.any(String), expect.any(String), 'required-keys'],
    ]);
    expect(preview.files.map(({ exists }) => exists).slice(0, 3)).toEqual([true, false, false]);
    expect(preview.files.every(({ because }) => because.length > 10)).toBe(true);
  });

  it('means the only production environment, whatever its slug is', async () => {
    const app = await services({ dev: {}, production: {} });
    const preview = await read(app, text('.env.prod', 'A=1'));
    expect(preview.files[0]).toMatchObject({ slug: 'production', kind: 'production', exists: true });
  });

  it('warns of everything odd, with its line, and drops nothing', async () => {
    const app = await services({ dev: {}, production: {} });
    const lines = [
      'A=first',
      'A=second',
      'foo.bar=1',
      '1A=1',
      'QUOTE="never closed',
      'SPACES="x  "',
      'EMPTY=',
      'PLACE=changeme',
      'HIDDEN=<redacted>',
      'ZERO="a\u200bb"',
      'BIDI="a\u202eb"',
      'PLATOS_TEST_MODE=1',
      'TRIGGER_SECRET_KEY=x',
      'not an assignment',
      '__proto__=1',
      'constructor=2',
      '# what it is for',
      'NOTED=1',
    ];
    const preview = await read(app, text('.env.production', lines.join('\n')));
    const found = new Map(preview.files[0]?.rows.map((row) => [`${row.line} ${row.key}`, row]));
    const kinds = (id: string) => found.get(id)?.warnings.map(({ kind }) => kind);
    expect(found.get('1 A')).toMatchObject({ take: false });
    expect(kinds('1 A')).toEqual(['duplicate']);
    expect(found.get('2 A')).toMatchObject({ take: true, warnings: [] });
    expect(found.get('3 foo.bar')?.status).toBe('unusable');
    expect(kinds('6 SPACES')).toEqual(['trailing-spaces']);
    expect(kinds('7 EMPTY')).toEqual(['empty']);
    expect(kinds('8 PLACE')).toEqual(['placeholder']);
    expect(kinds('9 HIDDEN')).toEqual(['looks-hidden']);
    expect(found.get('9 HIDDEN')?.take).toBe(false);
    expect(kinds('10 ZERO')).toEqual(['invisible-character']);
    expect(kinds('11 BIDI')).toEqual(['bidi-control']);
    expect(kinds('12 PLATOS_TEST_MODE')).toEqual(['dangerous']);
    expect(found.get('12 PLATOS_TEST_MODE')?.take).toBe(false);
    expect(kinds('13 TRIGGER_SECRET_KEY')).toEqual(['reserved']);
    expect(found.get('15 __proto__')).toMatchObject({ status: 'new', take: true });
    expect(found.get('16 constructor')).toMatchObject({ status: 'new', take: true });
    expect(found.get('18 NOTED')?.note).toBe('what it is for');
    expect(kinds('5 QUOTE')).toContain('unclosed-quote');
    const told = [...found.keys()].length + (preview.files[0]?.problems.length ?? 0);
    expect(told).toBe(lines.length - 1);
  });

  it('warns of test modes, test keys and debug modes where a file goes to production, and of live keys elsewhere', async () => {
    const app = await services();
    const lines = [
      'STRIPE_TEST_MODE=true',
      'STRIPE_SECRET_KEY=sk_test_0000example0000',
      'BILLING_KEY=sk_live_0000example0000',
      'DEBUG=1',
      'SENTRY_ENVIRONMENT=staging',
    ];
    const kinds = async (name: string) =>
      (await read(app, text(name, lines.join('\n')))).files[0]?.rows.map((row) => [
        row.key,
        row.take,
        ...row.warnings.map(({ kind }) => kind),
      ]);
    expect(await kinds('.env.production')).toEqual([
      ['STRIPE_TEST_MODE', true, 'weak-setting'],
      ['STRIPE_SECRET_KEY', true, 'test-key'],
      ['BILLING_KEY', true],
      ['DEBUG', true, 'weak-setting'],
      ['SENTRY_ENVIRONMENT', true, 'weak-setting'],
    ]);
    expect(await kinds('.env.staging')).toEqual([
      ['STRIPE_TEST_MODE', true],
      ['STRIPE_SECRET_KEY', true],
      ['BILLING_KEY', true, 'live-key'],
      ['DEBUG', true],
      ['SENTRY_ENVIRONMENT', true],
    ]);
  });

  it('holds names for secrets that look like it, and keeps the kind of what is there', async () => {
    const app = await services();
    const patches = [{ key: 'API_KEY', value: 'old', kind: 'plain' as const }];
    const plan = await app.ask('changes.plan', { env: app.env('dev'), source: { type: 'patches', patches } });
    await apply(app.ask, plan);
    const preview = await read(app, text('.env', 'API_KEY=new\nOTHER_API_KEY=x\nPORT=1'));
    expect(rowOf(preview, 'OTHER_API_KEY')?.kind).toBe('secret');
    expect(rowOf(preview, 'PORT')?.kind).toBe('plain');
    expect(rowOf(preview, 'API_KEY')).toMatchObject({ kind: 'plain' });
    expect(rowOf(preview, 'API_KEY')?.warnings.map(({ kind }) => kind)).toContain('stored-plain');
  });

  it('reads every encoding, and says why a file gives nothing while the others go on', async () => {
    const app = await services();
    const utf16 = Uint8Array.from([0xff, 0xfe, ...Buffer.from('WIDE=ä\r\n', 'utf16le')]);
    const preview = await read(
      app,
      bytes('bom.env', Buffer.from('\uFEFFFIRST=1\r\nSECOND=2\r\n')),
      bytes('wide.env', utf16),
      bytes('photo.env', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0xff])),
      text('nothing.env', '\n\n'),
    );
    expect(preview.files.map((file) => file.rows.map((row) => row.key))).toEqual([
      ['FIRST', 'SECOND'],
      ['WIDE'],
    ]);
    expect(preview.rejected).toEqual([
      { fileName: 'photo.env', text: expect.stringContaining('not a text file') },
      { fileName: 'nothing.env', text: expect.stringContaining('no variables') },
    ]);
  });

  it('refuses what is over the limit, file or value', async () => {
    const app = await services();
    const big = `BIG=${'x'.repeat(limits.valueBytes + 1)}\nSMALL=1`;
    const preview = await read(app, text('a.env', big));
    expect(rowOf(preview, 'BIG')).toMatchObject({ status: 'unusable', take: false });
    expect(rowOf(preview, 'SMALL')).toMatchObject({ status: 'new' });
    const wide = await read(app, text('b.env', `A=${'ä'.repeat(limits.fileBytes / 2)}`));
    expect(wide.rejected).toEqual([{ fileName: 'b.env', text: expect.stringContaining('larger than 5 MB') }]);
  });

  it('keeps all of 10,000 duplicates in sight and takes the last', async () => {
    const app = await services();
    const lines = Array.from({ length: 10_000 }, (_, n) => `SAME_KEY=${n}`);
    const preview = await read(app, text('.env', lines.join('\n')));
    const rows = preview.files[0]?.rows ?? [];
    expect(rows.length).toBe(10_000);
    expect(rows.filter((row) => row.take).map((row) => row.line)).toEqual([10_000]);
    await applyAll(app, preview);
    expect(await app.dump('dev')).toEqual([['SAME_KEY', '9999']]);
  });
});

describe('import apply', () => {
  it('makes what is missing, writes each file into its environment, and tells what production lacks', async () => {
    const app = await services();
    const preview = await read(
      app,
      text('.env', 'A=1\nB=2'),
      text('.env.staging', 'A=1\nB=2\nC=3\nD=4'),
      text('.env.production', 'A=1\nB=2\n__proto__=x'),
    );
    const prod = preview.files[2]?.slug ?? '';
    const result = await applyAll(app, preview);
    expect(result.environments.map(({ slug, result: { state } }) => [slug, state])).toEqual([
      ['dev', 'done'],
      ['staging', 'done'],
      [prod, 'done'],
    ]);
    expect(await app.dump(prod)).toEqual([
      ['A', '1'],
      ['B', '2'],
      ['__proto__', 'x'],
    ]);
    expect(result.lacks[0]).toEqual({ slug: prod, of: 'staging', keys: ['C', 'D'] });
    expect(result.lacks).toContainEqual({ slug: 'dev', of: prod, keys: ['__proto__'] });
  });

  it('counts what was left out of the import as left out, not as lacking', async () => {
    const app = await services();
    const preview = await read(
      app,
      text('.env.staging', 'A=1\nB=2\nC=3'),
      text('.env.production', 'A=1\nB=2'),
    );
    const { importId, plans } = await app.ask('imports.plan', {
      importId: preview.id,
      target: into(app),
      files: [],
      rows: [{ index: 1, line: 2, take: false }],
    });
    const result = await app.ask('imports.apply', { importId, confirmations: plans.map(confirmed) });
    const prod = preview.files[1]?.slug ?? '';
    expect(result.lacks).toContainEqual({ slug: prod, of: 'staging', keys: ['C'] });
    expect(result.leftOut).toEqual([{ slug: prod, keys: ['B'] }]);
  });

  it('makes a new project at the end and not before', async () => {
    const app = await services();
    const target: ImportTarget = { type: 'new-project', organization: 'Globex', name: 'billing' };
    const files = [text('.env', 'A=1'), text('.env.production', 'A=2\nB=1')];
    const preview = await app.ask('imports.read', { files, target });
    await planAll(app, preview, target);
    const before = await app.ask('scope.list', {});
    expect(before.workspaces[0]?.organizations.map(({ name }) => name)).toEqual(['Acme']);
    const result = await applyAll(app, preview, target);
    expect(result).toMatchObject({ organizationSlug: 'globex', projectSlug: 'billing' });
    const after = await app.ask('scope.list', {});
    const project = after.workspaces[0]?.organizations
      .flatMap((organization) => organization.projects)
      .find(({ id }) => id === result.project.projectId);
    expect(project?.environments.map(({ kind }) => kind)).toEqual(['development', 'production']);
  });

  it('lets the environment that a new project begins with be of another kind', async () => {
    const app = await services();
    const target: ImportTarget = { type: 'new-project', organization: 'Globex', name: 'billing' };
    const preview = await app.ask('imports.read', { files: [text('.env', 'A=1')], target });
    const files = preview.files.map((file) => ({ ...file, kind: 'staging' as const, name: 'Shared' }));
    const plan = await app.ask('imports.plan', { importId: preview.id, target, files, rows: [] });
    const confirmations = plan.plans.map(confirmed);
    const result = await app.ask('imports.apply', { importId: preview.id, confirmations });
    const { workspaces } = await app.ask('scope.list', {});
    const project = workspaces[0]?.organizations
      .flatMap((organization) => organization.projects)
      .find(({ id }) => id === result.project.projectId);
    expect(project?.environments.map(({ slug, kind, name }) => [slug, kind, name])).toEqual([
      ['dev', 'staging', 'Shared'],
    ]);
    const { entries } = await app.ask('history.list', { project: result.project, limit: 10 });
    expect(entries.map(({ title }) => title)).toContain('Import of .env');
    expect(entries.filter(({ title }) => title.startsWith('Edit'))).toEqual([]);
  });

  it('writes nothing at all when one confirmation is wrong', async () => {
    const app = await services({ dev: {}, production: {} });
    const preview = await read(app, text('.env', 'A=1'), text('.env.production', 'A=2'));
    const { importId, plans } = await planAll(app, preview);
    const confirmations = plans.map((plan) => ({ ...confirmed(plan), slug: 'prodd' }));
    await expect(app.ask('imports.apply', { importId, confirmations })).rejects.toThrow(Refused);
    expect(await app.dump('dev')).toEqual([]);
    expect(await app.dump('production')).toEqual([]);
  });

  it('goes on after drift, once the moved environment was seen again', async () => {
    const app = await services({ dev: {}, production: { A: 'old' } });
    const preview = await read(app, text('.env', 'A=1'), text('.env.production', 'A=2'));
    const { importId, plans } = await planAll(app, preview);
    await app.write('production', { A: 'other' });
    const refused = await app.reply('imports.apply', { importId, confirmations: plans.map(confirmed) });
    expect(refused).toMatchObject({ ok: false, error: { code: 'drift' } });
    expect(await app.dump('production')).toEqual([['A', 'other']]);
    const seen = await Promise.all(
      plans.map((plan) =>
        plan.env.slug === 'production' ? app.ask('changes.view', { planId: plan.id }) : plan,
      ),
    );
    const result = await app.ask('imports.apply', { importId, confirmations: seen.map(confirmed) });
    expect(result.environments.length).toBe(2);
    expect(await app.dump('dev')).toEqual([['A', '1']]);
    expect(await app.dump('production')).toEqual([['A', '2']]);
  });

  it('takes what the person ticks and leaves what they untick, and names what is left', async () => {
    const app = await services({ dev: {} });
    const preview = await read(app, text('.env', 'A=1\nB=2\nC=<redacted>'));
    const plan = await app.ask('imports.plan', {
      importId: preview.id,
      target: into(app),
      files: [],
      rows: [
        { index: 0, line: 2, take: false },
        { index: 0, line: 3, take: true, kind: 'secret' },
      ],
    });
    const [only] = plan.plans;
    expect(only?.rows.map((row) => [row.key, row.after?.kind])).toEqual([
      ['A', 'plain'],
      ['C', 'secret'],
    ]);
    expect(only?.left).toEqual([{ key: 'B', why: 'You left it out.' }]);
  });

  it('lets the later of two files for one environment win, and says so', async () => {
    const app = await services({ dev: {} });
    const preview = await read(app, text('.env', 'A=1\nB=1'), text('.env.local', 'A=2'));
    const slugs = preview.files.map((file) => ({ ...file, slug: 'dev' }));
    const placed = await app.ask('imports.preview', {
      importId: preview.id,
      target: into(app),
      files: slugs,
    });
    expect(rowOf(placed, 'A', 0)).toMatchObject({ take: false, warnings: [{ kind: 'duplicate' }] });
    const plan = await app.ask('imports.plan', {
      importId: preview.id,
      target: into(app),
      files: slugs,
      rows: [],
    });
    await app.ask('imports.apply', { importId: preview.id, confirmations: plan.plans.map(confirmed) });
    expect(await app.dump('dev')).toEqual([
      ['A', '2'],
      ['B', '1'],
    ]);
  });

  it('turns an example file into required keys, and holds environments against them', async () => {
    const app = await services({ dev: { A: '1' } });
    const preview = await read(app, text('.env.example', '# what for\nA=\nNEEDED=your-key-here'));
    const plan = await planAll(app, preview);
    expect(plan).toMatchObject({ plans: [], requiredKeys: ['A', 'NEEDED'] });
    const result = await app.ask('imports.apply', { importId: preview.id, confirmations: [] });
    expect(result.lacks).toEqual([{ slug: 'dev', of: 'required keys', keys: ['NEEDED'] }]);
    const { required } = await app.ask('rules.list', { project: app.env('dev') });
    expect(required).toEqual([
      { key: 'A', source: '.env.example' },
      { key: 'NEEDED', source: '.env.example' },
    ]);
    expect(result.required).toEqual(['A', 'NEEDED']);
  });

  it('keeps what JSON cannot hold as a variable where the file has it, and says what is not filled in', async () => {
    const app = await services();
    const { files } = await read(app, text('dev.json', '{"A":"x","BAD":[1],"C":"$' + '{A}-y"}'));
    expect(files[0]?.rows.map(({ key, status }) => [key, status])).toEqual([
      ['A', 'new'],
      ['BAD', 'unusable'],
      ['C', 'new'],
    ]);
    expect(files[0]?.rows[2]?.warnings.map(({ kind }) => kind)).toEqual(['not-expanded']);
  });

  it('numbers the entries of JSON where several share a line, and lines where each has its own', async () => {
    const app = await services();
    const pairs = ['{"key":"A","value":"1"}', '{"key":"B","value":"2"}', '{"key":"A","value":"3"}'];
    const shown = async (content: string) => {
      const [file] = (await read(app, text('vars.json', content))).files;
      const again = file?.rows[0]?.warnings[0]?.text;
      return [file?.numbers, file?.rows.map(({ line }) => line), again?.slice(0, again.indexOf(';'))];
    };
    expect(await shown(`[${pairs.join(', ')}]`)).toEqual(['entries', [1, 2, 3], 'Set again as entry 3']);
    expect(await shown(`[\n${pairs.join(',\n')}\n]`)).toEqual(['lines', [2, 3, 4], 'Set again on line 4']);
  });

  it('takes a file without any value for a list of keys, whatever its name', async () => {
    const app = await services({ dev: { A: '1', B: '2' } });
    const roles = async (name: string, content: string) =>
      (await read(app, text(name, content))).files.map(({ role }) => role);
    expect(await roles('dev.keys', 'A=\nB=\nC=')).toEqual(['required-keys']);
    expect(await roles('dev.keys', 'A=\nB=2')).toEqual(['values']);
    expect(await roles('dev.keys', 'A=')).toEqual(['values']);
  });

  it('forgets the files when they are discarded', async () => {
    const app = await services();
    const preview = await read(app, text('.env', 'A=1'));
    await app.ask('imports.discard', { importId: preview.id });
    await expect(
      app.ask('imports.preview', { importId: preview.id, target: into(app), files: [] }),
    ).rejects.toThrow('not-found');
  });
});

describe('what an import holds', () => {
  it('is never changed without a word: half a character is refused', async () => {
    const app = await services();
    const half = '{"A":"x\\ud800","B":"\\ud83d\\ude00"}';
    const preview = await read(app, text('vars.json', half), text('Pasted text', 'A=x\ud800'));
    expect(preview.files.map(({ fileName }) => fileName)).toEqual(['vars.json']);
    expect(preview.rejected.map(({ fileName }) => fileName)).toEqual(['Pasted text']);
    expect(rowOf(preview, 'A')).toMatchObject({ status: 'unusable', take: false });
    expect(rowOf(preview, 'B')).toMatchObject({ status: 'new', take: true });
  });

  it('is forgotten with its plans: when planned anew, when nothing is to be done, when discarded', async () => {
    const app = await services({ staging: { A: 'same' } });
    const kept = () => plansOf(app.context).size;
    const preview = await read(app, text('.env', 'B=new'), text('.env.staging', 'A=same'));
    await planAll(app, preview);
    expect(kept()).toBe(1);
    await planAll(app, preview);
    expect(kept()).toBe(1);
    await app.ask('imports.discard', { importId: preview.id });
    expect(kept()).toBe(0);
  });
});
