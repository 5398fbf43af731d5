import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { listsShown } from '../../../renderer/lists/lists-shown.ts';

it('the lists on the page are those that something looks at, of that workspace', () => {
  const client = new QueryClient();
  const look = (...queryKey: readonly string[]) =>
    new QueryObserver(client, { queryKey, queryFn: () => 'list' }).subscribe(() => undefined);
  const leave = look('variables', 'work', 'shop', 'dev');
  look('variables', 'work', 'shop', 'prod');
  look('variables', 'work', 'shop', 'prod');
  look('documents', 'work', 'shop', 'prod', 'queues');
  look('documents', 'work', 'shop', 'stg', 'queues');
  look('variables', 'other', 'shop', 'stg');
  look('drafts', 'work', 'shop', 'stg');
  leave();
  expect(listsShown(client, 'work')).toEqual([
    { workspaceId: 'work', projectId: 'shop', slug: 'prod' },
    { workspaceId: 'work', projectId: 'shop', slug: 'stg' },
  ]);
  client.clear();
});
