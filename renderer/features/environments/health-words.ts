import type { RiskLevel } from '../../../core/safety-rule.ts';

/** Most serious first. */
export const levelsShown: readonly RiskLevel[] = ['refused', 'warning', 'note'];

const nouns: Readonly<Record<RiskLevel, readonly [one: string, many: string]>> = {
  refused: ['danger', 'dangers'],
  warning: ['warning', 'warnings'],
  note: ['note', 'notes'],
};

/** "1 danger", "3 warnings". */
export const levelCount = (level: RiskLevel, count: number): string =>
  `${count.toLocaleString('en')} ${nouns[level][count === 1 ? 0 : 1]}`;

/** All of them in one line: "1 danger, 3 warnings". */
export const countsLine = (counts: Readonly<Record<RiskLevel, number>>): string =>
  levelsShown
    .filter((level) => counts[level] > 0)
    .map((level) => levelCount(level, counts[level]))
    .join(', ');
