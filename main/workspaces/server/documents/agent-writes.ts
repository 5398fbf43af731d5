import { z } from 'zod';
import { skillsOf } from '../../../../core/agent.ts';
import { writableFields } from '../../../../core/agent-fields.ts';
import { namesAgent } from '../../../../core/agent-links.ts';
import { recordOfDocument } from '../../../../core/agent-record.ts';
import { fieldsToWrite } from '../../../../core/agent-serve.ts';
import { type JsonObject, withFields } from '../../../../core/json.ts';
import type { AgentAnswer } from '../agent-service.ts';
import type { WriteAnswer } from '../api.ts';
import { type AgentWriting, listAgentRecords } from './agent-records.ts';
import { findSkillSteps, type SkillStep, takeSkillSteps } from './agent-skills.ts';
import type { DocumentAnswer } from './source.ts';

interface AgentWrite {
  readonly slug: string;
  readonly goal: JsonObject;
  /** As it was read just before; undefined where there was none. */
  readonly before: JsonObject | undefined;
  /** For the version that the server makes of the change. */
  readonly note: string | undefined;
}

/** The requests that one write takes. */
interface Steps {
  /** Fields of the create, of a new agent. */
  readonly create: JsonObject;
  /** Fields of the change, by the id of the agent: its tools may name it. */
  readonly change: (id: string) => JsonObject;
  readonly skills: readonly SkillStep[];
}

/** Make an agent as a document says, by writing only what differs. What it names and is not here is told before. */
export async function setAgent(writing: AgentWriting, write: AgentWrite): Promise<DocumentAnswer> {
  const steps = await stepsOf(writing, write);
  if ('answer' in steps) return steps;
  const there = writing.list.agents.find(({ slug }) => slug === write.slug);
  return there === undefined
    ? createAgent(writing, write.slug, steps)
    : carryOut(writing, there.id, steps, false);
}

async function stepsOf(
  writing: AgentWriting,
  { slug, goal, before, note }: AgentWrite,
): Promise<Steps | DocumentAnswer> {
  const { agents, keys } = writing.list;
  const fields = fieldsToWrite(goal, before);
  const { create, change } =
    before === undefined
      ? afterCreate(slug, fields)
      : { create: {}, change: { ...fields.create, ...fields.change } };
  const named = [...agents, { id: slug, slug }];
  const lost = recordOfDocument({ ...create, ...change }, keys, named);
  if (lost.lostKeys.length > 0)
    return refusal(`It is pinned to a provider key that is not here: ${lost.lostKeys.join(', ')}.`);
  if (lost.lostAgents.length > 0) {
    const reason = `Its tools name an agent that is not here: ${lost.lostAgents.join(', ')}.`;
    return { answer: 'not-yet', reason };
  }
  const wanted = goal['skills'] === undefined ? undefined : skillsOf(goal);
  const skills = await findSkillSteps(writing, wanted, skillsOf(before ?? {}));
  if ('lost' in skills) return refusal(skills.lost);
  return {
    create: recordOfDocument(create, keys, agents).fields,
    change: (id) => noted(recordOfDocument(change, keys, [...agents, { id, slug }]).fields, note),
    skills: skills.steps,
  };
}

const refusal = (reason: string): DocumentAnswer => ({ answer: 'refused', reason });

/** An agent has no id before it is created: fields in which its tools name itself follow. */
function afterCreate(slug: string, { create, change }: ReturnType<typeof fieldsToWrite>) {
  const own = Object.keys(create).filter((field) => namesAgent({ [field]: create[field] ?? null }, slug));
  const later = own.map((field) => [field, create[field] ?? null] as const);
  return {
    create: withFields(
      create,
      own.map((field) => [field, undefined]),
    ),
    change: withFields(change, later),
  };
}

/** A note alone changes nothing. */
const noted = (change: JsonObject, note: string | undefined): JsonObject =>
  note === undefined || Object.keys(change).length === 0 ? change : { ...change, versionNote: note };

const Made = z.object({ id: z.string().min(1), slug: z.string() });

/**
 * Create an agent: one request, never sent again. The server does not refuse a slug that is taken meanwhile, it makes a
 * twin under another one, which is deleted again.
 */
async function createAgent(writing: AgentWriting, slug: string, steps: Steps): Promise<WriteAnswer> {
  const { service, env, signal } = writing;
  const body = { ...steps.create, slug };
  const answer = await service.change(env, { method: 'POST', path: ['agents'], body, signal });
  if (answer.answer === 'refused') return { answer: 'refused', reason: wordsOf(answer) };
  if (answer.answer === 'stop') return answer;
  const made = Made.safeParse(answer.answer === 'accepted' ? answer.value : undefined);
  if (made.success && made.data.slug !== slug) {
    const removed = await removeTwin(writing, made.data.id);
    // The network may have delivered the request twice: then the first one is this console's too.
    const own = removed.answer === 'refused' ? await idOf(writing, slug, steps.create) : undefined;
    return own === undefined ? removed : carryOut(writing, own, steps, true);
  }
  const id = made.success ? made.data.id : await idOf(writing, slug, steps.create);
  if (id !== undefined) return carryOut(writing, id, steps, true);
  return answer.answer === 'unknown' ? answer : { answer: 'unknown', reason: 'It does not show yet.' };
}

async function removeTwin({ service, env, list }: AgentWriting, id: string): Promise<WriteAnswer> {
  if (list.agents.some((one) => one.id === id))
    return { answer: 'unknown', reason: 'The server answered with another agent.' };
  const answer = await service.change(env, { method: 'DELETE', path: ['agents', id] });
  const also = 'Somebody else made an agent of this slug meanwhile';
  return answer.answer === 'accepted'
    ? { answer: 'refused', reason: `${also}; the second one was removed.` }
    : {
        answer: 'unknown',
        reason: `${also}, and the second one could not be removed: delete it on the server.`,
      };
}

/** Of the agent that was just created, where its answer was lost. One with other texts is somebody else's. */
async function idOf(
  { service, env }: AgentWriting,
  slug: string,
  { name, model, systemPrompt = null }: JsonObject,
): Promise<string | undefined> {
  const now = await listAgentRecords(service, env, undefined).catch(() => undefined);
  return now?.find(
    ({ slug: found, record }) =>
      found === slug &&
      record['name'] === name &&
      record['model'] === model &&
      (record['systemPrompt'] ?? null) === systemPrompt,
  )?.id;
}

/** What is left to be done on an agent that is there. `begun`: something was written already. */
async function carryOut(
  writing: AgentWriting,
  id: string,
  { change, skills }: Steps,
  begun: boolean,
): Promise<WriteAnswer> {
  const { service, env } = writing;
  const body = change(id);
  const changes = Object.keys(body).length > 0;
  if (changes) {
    const signal = begun ? undefined : writing.signal;
    const answer = await service.change(env, { method: 'PATCH', path: ['agents', id], body, signal });
    if (answer.answer !== 'accepted') return begun ? partly(answer) : nothing(answer);
  }
  return takeSkillSteps(writing, id, skills, begun || changes);
}

/** Nothing was written by a request that was answered so. */
const nothing = (answer: Exclude<AgentAnswer, { answer: 'accepted' }>): WriteAnswer =>
  answer.answer === 'refused' ? { answer: 'refused', reason: wordsOf(answer) } : answer;

/** It is there already, but not all of it. */
const partly = (answer: Exclude<AgentAnswer, { answer: 'accepted' }>): WriteAnswer =>
  answer.answer === 'unknown'
    ? answer
    : { answer: 'unknown', reason: 'It was created, but not all of it could be set.' };

/** Delete an agent for good. One that is not there is deleted. */
export async function removeAgent(
  { service, env, list, signal }: AgentWriting,
  slug: string,
): Promise<WriteAnswer> {
  const id = list.agents.find((one) => one.slug === slug)?.id;
  if (id === undefined) return { answer: 'accepted' };
  const answer = await service.change(env, { method: 'DELETE', path: ['agents', id], signal });
  return answer.answer === 'accepted' ? { answer: 'accepted' } : nothing(answer);
}

/** In the console's words. Of what the server says only names of fields are recognised: the rest may quote the agent. */
function wordsOf({ status, value }: Extract<AgentAnswer, { answer: 'refused' }>): string {
  if (status === 404) return 'It is not there any more.';
  if (status === 413) return 'It is larger than the server takes.';
  const said = Refusal.safeParse(value);
  const words = new Set(
    (said.success ? [said.data.message].flat() : []).flatMap((text) => text.split(/\W+/)),
  );
  const fields = [...writableFields].filter((field) => words.has(field));
  return fields.length === 0
    ? `The server does not take it (HTTP ${status}).`
    : `The server does not take it (HTTP ${status}), because of ${fields.join(', ')}.`;
}

const Refusal = z.object({ message: z.union([z.string(), z.array(z.string())]) });
