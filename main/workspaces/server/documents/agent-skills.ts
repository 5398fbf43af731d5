import { z } from 'zod';
import type { AgentSkill } from '../../../../core/agent.ts';
import type { AgentAnswer } from '../agent-service.ts';
import type { WriteAnswer } from '../api.ts';
import { type AgentWriting, listSkills } from './agent-records.ts';

/** One skill to be linked or unlinked, by its id in the environment. */
export interface SkillStep {
  readonly method: 'POST' | 'DELETE';
  readonly id: string;
  readonly name: string;
}

/**
 * What makes the skills of an agent those that are wanted; nothing where none are asked for.
 *
 * `lost`: a sentence, where the environment does not have one of them.
 */
export async function findSkillSteps(
  { service, env, signal }: Pick<AgentWriting, 'service' | 'env' | 'signal'>,
  wanted: readonly AgentSkill[] | undefined,
  before: readonly AgentSkill[],
): Promise<{ readonly steps: readonly SkillStep[] } | { readonly lost: string }> {
  if (wanted === undefined) return { steps: [] };
  const [goal, there] = [namesOf(wanted), namesOf(before)];
  const added = [...goal].filter((name) => !there.has(name));
  const removed = [...there].filter((name) => !goal.has(name));
  if (added.length + removed.length === 0) return { steps: [] };
  const ids = new Map((await listSkills(service, env, undefined, signal)).map(({ name, id }) => [name, id]));
  const lost = added.filter((name) => !ids.has(name));
  if (lost.length > 0) return { lost: `The environment has no skill of this name: ${lost.join(', ')}.` };
  const stepsOf = (method: SkillStep['method'], names: readonly string[]): readonly SkillStep[] =>
    names.flatMap((name) => {
      const id = ids.get(name);
      return id === undefined ? [] : [{ method, id, name }];
    });
  return { steps: [...stepsOf('DELETE', removed), ...stepsOf('POST', added)] };
}

const namesOf = (skills: readonly AgentSkill[]): ReadonlySet<string> =>
  new Set(skills.map(({ name }) => name));

/** Link and unlink, one after the other. `begun`: something of the agent was written already. */
export async function takeSkillSteps(
  { service, env, signal }: AgentWriting,
  agentId: string,
  steps: readonly SkillStep[],
  begun: boolean,
): Promise<WriteAnswer> {
  for (const [index, { method, id, name }] of steps.entries()) {
    const isFirst = !begun && index === 0;
    const path = ['skills', 'agent', agentId, id];
    const answer = await service.change(env, { method, path, signal: isFirst ? signal : undefined });
    if (answer.answer === 'accepted') continue;
    if (isFirst && answer.answer !== 'refused') return answer;
    const reason = answer.answer === 'unknown' ? answer.reason : skillText(name, answer);
    return { answer: isFirst ? 'refused' : 'unknown', reason };
  }
  return { answer: 'accepted' };
}

const Missing = z.object({
  reason: z.literal('missing_env'),
  details: z.object({ missing: z.array(z.string().regex(/^[A-Za-z0-9_]{1,256}$/)) }),
});

/** Why a skill could not be linked, in the console's words: names of variables are the only words of the server. */
function skillText(name: string, answer: Exclude<AgentAnswer, { answer: 'accepted' | 'unknown' }>): string {
  const lacks = answer.answer === 'refused' ? Missing.safeParse(answer.value) : undefined;
  return lacks?.success && lacks.data.details.missing.length > 0
    ? `The skill ${name} could not be linked: ${lacks.data.details.missing.join(' and ')} is not set here.`
    : `The skill ${name} could not be linked or unlinked.`;
}
