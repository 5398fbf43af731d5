import { canonicalJson, type JsonObject } from '../../../../core/json.ts';
import { keyOfRef, type ProviderKey, readProviderKey } from '../../../../core/provider-key.ts';
import { byKey } from '../../../../core/variable.ts';
import type { WriteAnswer } from '../api.ts';
import { nameOf } from '../remote.ts';
import { type ListedKey, listKeyRecords, timeOf } from './key-records.ts';
import {
  addProviderKey,
  changeProviderKey,
  type KeyWriting,
  removeProviderKey,
} from './provider-key-writes.ts';
import type { RecentAsks } from './recent-asks.ts';
import type { DocumentSource, DocumentWrite, FoundDocument } from './source.ts';

/** The provider keys of a server. Its ids, by which keys are changed, are those that were read last. */
export function createProviderKeySource(asks: RecentAsks): DocumentSource {
  const read = new Map<string, readonly ListedKey[]>();
  return {
    briefLists: false,
    read: async (env, keys, signal, freshness = 'server') => {
      const found = await listKeyRecords(asks.by(freshness), env, signal);
      read.set(nameOf(env), found);
      const wanted = keys === undefined ? undefined : new Set(keys);
      return documentsOf(found).filter(({ key }) => wanted === undefined || wanted.has(key));
    },
    write: (env, write, _before, signal) =>
      writeKey({ service: asks.by('server'), env, keys: read.get(nameOf(env)) ?? [], signal }, write),
  };
}

function documentsOf(keys: readonly ListedKey[]): readonly FoundDocument[] {
  const byName = new Map<string, FoundDocument>();
  for (const key of keys) {
    const { label, isDefault, updatedAt } = key;
    const name = keyOfRef(key);
    const found = { key: name, content: { label, isDefault }, changedAt: timeOf(updatedAt) };
    if (!byName.has(name)) byName.set(name, found);
  }
  return [...byName.values()].sort(byKey);
}

async function writeKey(writing: KeyWriting, write: DocumentWrite): Promise<WriteAnswer> {
  const there = writing.keys.find((one) => keyOfRef(one) === write.key);
  if (write.type === 'delete')
    return there === undefined ? { answer: 'accepted' } : removeProviderKey(writing, there.id);
  const goal = goalOf(write.key, write.content);
  if (goal === undefined) return { answer: 'refused', reason: 'It is no provider key.' };
  return there === undefined ? addProviderKey(writing, goal) : changeProviderKey(writing, there, goal);
}

const goalOf = (key: string, content: JsonObject): ProviderKey | undefined =>
  readProviderKey(key, canonicalJson(content));
