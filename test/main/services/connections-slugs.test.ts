import { expect, it, onTestFinished } from 'vitest';
import { limits } from '../../../core/limits.ts';
import { connect } from '../../support/connected.ts';
import { startServer } from '../../support/server/server.ts';
import { services } from '../../support/services.ts';

it.each([
  ['stg', 'already-there'],
  ['tr_stg_0000example0000', 'a-token'],
])('does not ask the server whether it has %j', async (slug, reason) => {
  const server = await startServer({ flavour: 'platos-a' });
  onTestFinished(server.close);
  const app = await services();
  const { id, env } = await connect(app, server);
  const asked = server.requests.length;
  const { projectId } = env(slug);
  expect(await app.reply('connections.addSlug', { id, projectId, slug })).toEqual({
    ok: false,
    error: { code: 'invalid-input', issues: [{ path: 'slug', reason }] },
  });
  expect(server.requests.slice(asked).filter(({ path }) => path.includes(slug))).toEqual([]);
});

it('keeps no more environments than it could read at its next start', async () => {
  const server = await startServer({ flavour: 'platos-a' });
  onTestFinished(server.close);
  const app = await services();
  const { id } = await connect(app, server);
  const { servers } = app.context;
  const slugs = Array.from({ length: limits.entriesPerConnection }, (_, index) => `added-${index}`);
  servers.change(id, { addedSlugs: slugs.map((slug) => ({ projectId: 'proj', slug })) });
  expect(() => servers.addSlug(id, { projectId: 'proj', slug: 'one-more' })).toThrow('unsupported');
  expect(servers.connection(id).addedSlugs).toHaveLength(limits.entriesPerConnection);
});
