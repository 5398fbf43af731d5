import type { Sqlite } from './cipher.ts';

/**
 * Take values, and what tells of them, out of lines of the journal: that something was set or deleted stays.
 *
 * @param which  SQL over `operations` for one side of them, `op` or `inverse`, with `names` for its parameters
 */
export function scrubJournal(
  database: Sqlite,
  which: (side: 'op' | 'inverse') => string,
  names: Readonly<Record<string, string | null>>,
): void {
  for (const side of ['op', 'inverse'] as const)
    database
      .prepare(
        `UPDATE operations SET ${side} = json_remove(${side}, '$.value', '$.side.fingerprint', '$.side.length')
         WHERE ${which(side)}`,
      )
      .run(names);
}
