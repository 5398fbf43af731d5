/** A token is warned about this many days before it expires. */
export const warnDays = 14;

const dayMs = 86_400_000;

/**
 * Whole days until a token expires, negative once it has; undefined while there is nothing to warn about.
 *
 * Both in Unix milliseconds.
 */
export function daysUntilExpiry(expiresAt: number | undefined, now: number): number | undefined {
  if (expiresAt === undefined) return undefined;
  const days = Math.floor((expiresAt - now) / dayMs);
  return days <= warnDays ? days : undefined;
}
