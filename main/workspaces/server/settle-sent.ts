import type { Outcome } from '../../../core/workspace.ts';
import { readBack } from './ask-list.ts';
import type { Course } from './course.ts';
import { type KnownList, sightingOf } from './known-list.ts';
import { type Desk, variablesAbove } from './slots.ts';
import { wrote } from './take-list.ts';
import { outcomeOf, type Sent } from './verify.ts';

type Judged = readonly [Sent, Outcome];

/**
 * Read the list back and settle what was sent. What came without an answer and does not show is left open for a later
 * reading, since it may still be on its way, unless this is the `last`.
 *
 * @returns what is left open
 */
export async function settleSent(
  desk: Desk,
  course: Course,
  sent: readonly Sent[],
  last: boolean,
): Promise<readonly Sent[]> {
  if (sent.length === 0) return sent;
  const { env } = course.request;
  let list: KnownList;
  try {
    list = await readBack(desk, env, course.deleted, course.lastReading);
  } catch (error) {
    course.stopped ??= error;
    record(
      desk,
      course,
      sent.map((one) => [one, unread(one)] as const),
    );
    return [];
  }
  if (list.id !== course.snapshotBefore) course.lastReading = list.id;
  const above = variablesAbove(desk, env);
  const judged = sent.map((one): Judged => {
    const { key } = one.operation;
    const now = list.variables.get(key);
    const seen = now === undefined ? null : sightingOf(now, above?.get(key));
    return [one, outcomeOf(one, seen, desk.parts.fingerprint)];
  });
  const stays = ([{ unknown }, { outcome }]: Judged): boolean =>
    !last && unknown !== undefined && outcome !== 'done';
  record(
    desk,
    course,
    judged.filter((one) => !stays(one)),
  );
  return judged.filter(stays).map(([one]) => one);
}

const unread = ({ unknown }: Sent): Outcome => ({
  outcome: 'in-doubt',
  reason: `${unknown ?? 'The server said yes.'} The list could not be read back.`,
});

/** Journal and memory of what was written, as one. */
function record(desk: Desk, course: Course, settled: readonly Judged[]): void {
  const { env, journal } = course.request;
  const written = new Map<string, string | undefined>();
  for (const [{ operation }, { outcome }] of settled)
    if (outcome === 'done')
      written.set(
        operation.key,
        operation.type === 'set' ? desk.parts.fingerprint(operation.value) : undefined,
      );
  desk.parts.store.transaction(() => {
    for (const [{ position }, outcome] of settled) journal.settled(position, outcome);
    wrote(desk, env, written);
  });
}
