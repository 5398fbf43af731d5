/**
 * Whether a moment lies within the last `ms`. One that is still to come does not: the clock was set back since.
 *
 * @param now  Unix milliseconds, as `at`
 */
export const isRecent = (now: number, at: number, ms: number): boolean => now >= at && now - at < ms;
