const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;
const recent = 7 * 86_400_000;
const relative = new Intl.RelativeTimeFormat('en', { style: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const absolute = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
});

/** A moment as every list says it, in Unix milliseconds: `just now`, `3 hr ago`, `in 2 days`; `24 Nov 2026` beyond a week. */
export function ago(at: number, now: number): string {
  const gap = at - now;
  if (Math.abs(gap) >= recent) return day.format(at);
  for (const [unit, length] of units) {
    const count = Math.trunc(gap / length);
    if (count !== 0) return relative.format(count, unit).replace('.', '');
  }
  return 'just now';
}

/** The same moment to the second, with the time zone that it is told in: `24 Nov 2026, 10:42:07 CET`. */
export const exactly = (at: number): string => absolute.format(at);
