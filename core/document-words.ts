import { z } from 'zod';
import { pathText } from './field-words.ts';
import { canonicalJson, fieldOf, isJsonObject, type JsonObject, readJson } from './json.ts';
import { readProviderKey } from './provider-key.ts';
import { limitNow, type QueueSettings, readQueue } from './queue.ts';
import type { DocumentResource } from './resource.ts';
import { listNames } from './safety-rule.ts';

/** What stands for a document in a list, on each side of a change. Absent: nothing short tells it. */
export const DocumentWords = z.object({ before: z.string().optional(), after: z.string().optional() });
export type DocumentWords = z.infer<typeof DocumentWords>;

/**
 * A change of one document in a few words: of a queue and a provider key the parts that differ ("5 at a time" and
 * "2 at a time"), or all of them where one side is not there; of an agent the names of the fields that change.
 *
 * @param before  text of the document that is there; undefined where there is none
 * @param after   text of what it will be; undefined where it is deleted
 *
 * Never throws: a text that is no such document gives no words.
 */
export function documentWords(
  resource: DocumentResource,
  key: string,
  before: string | undefined,
  after: string | undefined,
): DocumentWords {
  if (resource === 'agent') return fieldsWords(before, after);
  const partsOf = resource === 'queue' ? queueParts : (text: string) => keyParts(key, text);
  return partsWords(
    before === undefined ? undefined : partsOf(before),
    after === undefined ? undefined : partsOf(after),
  );
}

type Parts = readonly [string, string];

function queueParts(text: string): Parts | undefined {
  const queue = readQueue(text);
  return queue === undefined ? undefined : [limitWords(queue), queue.paused ? 'paused' : 'running'];
}

/** An override of the queue's own number is told, since it stays when a deployment brings another one. */
function limitWords(queue: QueueSettings): string {
  const limit = limitNow(queue);
  if (limit === null) return 'no limit of its own';
  const words = `${limit.toLocaleString('en')} at a time`;
  return queue.override !== null && queue.override === queue.limit
    ? `${words}, set over its own limit`
    : words;
}

function keyParts(key: string, text: string): Parts | undefined {
  const read = readProviderKey(key, text);
  return read === undefined ? undefined : [`“${read.label}”`, read.isDefault ? 'default' : 'not the default'];
}

function partsWords(before: Parts | undefined, after: Parts | undefined): DocumentWords {
  const differs = (_: string, at: number) => before?.[at] !== after?.[at];
  const told = (parts: Parts | undefined) => {
    const some = parts?.filter(differs) ?? [];
    return (some.length === 0 ? parts : some)?.join(', ');
  };
  return { before: told(before), after: told(after) };
}

function fieldsWords(before: string | undefined, after: string | undefined): DocumentWords {
  if (before === undefined || after === undefined || before === after) return {};
  const [was, will] = [readJson(before), readJson(after)];
  if (!isJsonObject(was) || !isJsonObject(will)) return {};
  const names = fieldsBetween(was, will).map((name) => pathText([name]));
  return names.length === 0 ? {} : { after: `changed: ${listNames(names)}` };
}

const fieldsBetween = (was: JsonObject, will: JsonObject): readonly string[] =>
  [...new Set([...Object.keys(was), ...Object.keys(will)])].sort().filter((name) => {
    const sides = [was, will].map((one) => canonicalJson(fieldOf(one, name) ?? null));
    return sides[0] !== sides[1];
  });
