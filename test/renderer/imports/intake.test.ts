import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../../core/environment.ts';
import { limits } from '../../../core/limits.ts';
import { leftSentence, sentence } from '../../../renderer/features/imports/lack-sentence.ts';
import { readPicked, toBase64 } from '../../../renderer/features/imports/read-picked.ts';
import { newProject, suggestTarget } from '../../../renderer/features/imports/suggest-target.ts';

const picked = (name: string, bytes: Uint8Array, size = bytes.length) => ({
  name,
  size,
  arrayBuffer: async () => Uint8Array.from(bytes).buffer,
});

const never = (name: string, size: number) => ({
  name,
  size,
  arrayBuffer: (): Promise<ArrayBuffer> => Promise.reject(new Error('was read')),
});

const project = (id: string) => ({ id, slug: id, name: id, environments: [] });
const workspace: Workspace = {
  id: 'local',
  name: 'Local',
  kind: 'local',
  capabilities: [],
  organizations: [{ slug: 'acme', name: 'Acme', projects: [project('one'), project('two')] }],
};

describe('picked files', () => {
  it('cross byte by byte', async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, n) => n % 256);
    const { files } = await readPicked([picked('a.env', bytes)]);
    const data = files[0]?.content.data ?? '';
    expect(Buffer.from(data, 'base64').equals(bytes)).toBe(true);
    expect(toBase64(Uint8Array.from([]))).toBe('');
  });

  it('are turned down by name: too large without being read, unreadable, too many', async () => {
    const many = Array.from({ length: limits.filesPerImport + 1 }, (_, n) =>
      picked(`${n}`, Uint8Array.of(65)),
    );
    const read = await readPicked([never('big', 50 * 1_048_576), never('folder', 4_096), ...many]);
    expect(read.files.length).toBe(limits.filesPerImport);
    expect(read.turned).toEqual([
      { fileName: 'big', text: expect.stringContaining('It has 50 MB') },
      { fileName: 'folder', text: expect.stringContaining('could not be read') },
      { fileName: '20', text: expect.stringContaining('At most 20') },
    ]);
  });
});

describe('the target of an import', () => {
  const idOf = (path: string, asked?: string) => {
    const ref = asked === undefined ? undefined : { workspaceId: 'local', projectId: asked };
    const target = suggestTarget([workspace], path, [], ref);
    return target.type === 'project' ? target.project.projectId : 'new';
  };

  it('is the project asked for, else the one on screen, else the first', () => {
    const path = '/w/local/orgs/acme/projects/two/env/dev/compare';
    expect(idOf(path)).toBe('two');
    expect(idOf(path, 'one')).toBe('one');
    expect(idOf('/')).toBe('one');
    expect(suggestTarget([], '/', []).type).toBe('new-project');
  });

  it('takes the names of a new project from what is known', () => {
    expect(newProject([workspace], ['acme-bot.staging.env', 'acme-bot.prod.env'])).toMatchObject({
      organization: 'Acme',
      name: 'acme-bot',
    });
    expect(newProject([], ['.env', '.env.staging'])).toMatchObject({ name: 'My project' });
    expect(newProject([], ['a.prod.env', 'b.prod.env'])).toMatchObject({ name: 'My project' });
  });
});

it('says what lacks in one sentence', () => {
  expect(sentence({ slug: 'prod', of: 'staging', keys: ['A', 'B', 'C', 'D'] })).toBe(
    'prod lacks 4 keys that staging has',
  );
  expect(sentence({ slug: 'prod', of: 'required keys', keys: ['A'] })).toBe(
    'prod lacks 1 key of the required ones',
  );
  expect(leftSentence({ slug: 'prod', keys: ['A'] })).toBe('prod: 1 key was left out of the import');
});
