const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const dayAndClock = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

/** A moment as short as it is clear: `10:42` today, else `24 Nov, 10:42`. Unix milliseconds. */
export function momentText(at: number, now: number): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  return (sameDay ? clock : dayAndClock).format(at);
}

/** `24 Nov 2026`. */
export const dayText = (at: number): string => day.format(at);

/** How long ago, in the largest unit that fits: `3 days`, `5 hours`, `1 minute`. */
export function ageText(at: number, now: number): string {
  const minutes = Math.max(1, Math.round((now - at) / 60_000));
  const [count, unit] =
    minutes < 60
      ? ([minutes, 'minute'] as const)
      : minutes < 48 * 60
        ? ([Math.round(minutes / 60), 'hour'] as const)
        : ([Math.round(minutes / 1_440), 'day'] as const);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
