import type { EnvironmentHealth } from '../../../core/safety.ts';
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

/** What an environment holds beside the others: `undefined` where there is nothing to say. */
export function lacksText({ empty, lacks }: Pick<EnvironmentHealth, 'empty' | 'lacks'>): string | undefined {
  const keys = lacks === 1 ? '1 key' : `${lacks.toLocaleString('en')} keys`;
  if (empty)
    return lacks === 0
      ? 'It holds no variables.'
      : `It holds no variables, and lacks ${keys} that all others have.`;
  return lacks === 0 ? undefined : `It lacks ${keys} that all other environments have.`;
}

/** All of them in one line: "1 danger, 3 warnings". */
export const countsLine = (counts: Readonly<Record<RiskLevel, number>>): string =>
  levelsShown
    .filter((level) => counts[level] > 0)
    .map((level) => levelCount(level, counts[level]))
    .join(', ');
