const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });
const absolute = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** "3 hr. ago", from Unix milliseconds. */
export function ago(at: number, now: number): string {
  for (const [unit, length] of units) {
    const count = Math.trunc((at - now) / length);
    if (count !== 0) return relative.format(count, unit);
  }
  return 'just now';
}

/** The same moment to the second, in the person's time zone. */
export const exactly = (at: number): string => absolute.format(at);
