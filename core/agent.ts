import { z } from 'zod';
import { fieldOf, isJsonObject, type Json, type JsonObject, listOf, readJson, textOf } from './json.ts';
import { KeyRef } from './provider-key.ts';

/** Slug of an agent: unique in its environment, and what finds the same agent in another one. */
export const AgentSlug = z.string().min(1).max(200);

/** What a server makes of a name: lower-case, runs of anything else to one hyphen. */
export const agentSlugFrom = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 200);

const Pin = KeyRef.nullable().optional();
const Route = z.looseObject({
  label: z.string(),
  model: z.string(),
  isDefault: z.boolean().optional(),
  providerKey: Pin,
});
const Block = z.looseObject({ name: z.string(), content: z.string() });
const Skill = z.looseObject({ name: z.string().min(1), requires: z.array(z.string()).optional() });

/**
 * An agent as an environment has it. Fields that are not known here are kept as they are.
 *
 * No id is part of it: provider keys are named by provider and variable, skills by name.
 *
 * Source: the agent record of the Platos agent service; `providerKey`, `modelRoutes[].providerKey` and `skills` stand
 * for its `providerKeyId`, `modelRoutes[].providerKeyId` and the list of the agent's skills.
 */
const Agent = z.looseObject({
  name: z.string().trim().min(1).max(200),
  model: z.string().min(1).max(200),
  systemPrompt: z.string().nullable().optional(),
  promptBlocks: z.array(Block).optional(),
  dynamicBlocks: z.array(z.looseObject({ key: z.string() })).optional(),
  modelRoutes: z.array(Route).optional(),
  providerKey: Pin,
  skills: z.array(Skill).optional(),
  maxSteps: z.number().int().min(1).max(1_000).optional(),
  contextLimit: z.number().int().min(0).max(10_000).optional(),
  historyMode: z.enum(['rolling', 'compact']).optional(),
  isActive: z.boolean().optional(),
});

/** What is wrong with an agent, in words with the field's path; undefined when nothing is. */
export function agentProblem(content: Json): string | undefined {
  const read = Agent.safeParse(content);
  if (read.success) return undefined;
  const [issue] = read.error.issues;
  const path = issue?.path.join('.') ?? '';
  return path === '' ? 'An agent is a JSON object.' : `${path}: ${issue?.message ?? 'not as expected'}.`;
}

/** The agent of a document; undefined where the text is none. */
export function readAgent(text: string): JsonObject | undefined {
  const content = readJson(text);
  return isJsonObject(content) && agentProblem(content) === undefined ? content : undefined;
}

/** One of the ways in which an agent reaches a model. */
export interface Route {
  /** `model`, the label of a route, or `sub-agents`. */
  readonly label: string;
  readonly model: string;
  /** The provider key that it is pinned to. Unpinned: the provider's default, else its usual variable. */
  readonly pin: KeyRef | undefined;
}

const pinOf = (value: Json | undefined): KeyRef | undefined => {
  const read = KeyRef.safeParse(fieldOf(value, 'providerKey'));
  return read.success ? read.data : undefined;
};

/** Every way in which an agent reaches a model: its own, its routes, its sub-agents. */
export function routesOf(agent: JsonObject): readonly Route[] {
  const own = textOf(agent, 'model');
  const routes = listOf(agent, 'modelRoutes').map((route) => ({
    label: textOf(route, 'label') ?? '',
    model: textOf(route, 'model') ?? '',
    pin: pinOf(route),
  }));
  const sub = textOf(fieldOf(agent, 'subAgentConfig'), 'model');
  return [
    ...(own === undefined ? [] : [{ label: 'model', model: own, pin: pinOf(agent) }]),
    ...routes.filter(({ model }) => model !== ''),
    ...(sub === undefined || sub === '' ? [] : [{ label: 'sub-agents', model: sub, pin: undefined }]),
  ];
}

/** `anthropic` of `anthropic:claude-sonnet-4-6`; undefined where a model names no provider. */
export function providerOfModel(model: string): string | undefined {
  const at = model.indexOf(':');
  return at <= 0 ? undefined : model.slice(0, at);
}

export interface AgentSkill {
  readonly name: string;
  /** Variables without which the environment refuses to link it. */
  readonly requires: readonly string[];
}

/** Skills that an agent has, by name, with the variables that each requires. */
export const skillsOf = (agent: JsonObject): readonly AgentSkill[] =>
  listOf(agent, 'skills').flatMap((skill) => {
    const name = textOf(skill, 'name');
    const requires = listOf(skill, 'requires').filter((one) => typeof one === 'string');
    return name === undefined ? [] : [{ name, requires }];
  });

/** How long all that an agent is told is, in UTF-16 code units. */
export const promptLength = (agent: JsonObject): number =>
  (textOf(agent, 'systemPrompt')?.length ?? 0) +
  listOf(agent, 'promptBlocks').reduce<number>(
    (sum, block) => sum + (textOf(block, 'content')?.length ?? 0),
    0,
  );
