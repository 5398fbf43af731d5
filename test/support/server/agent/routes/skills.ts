import { z } from 'zod';
import { type Answer, json } from '../../answer.ts';
import { param } from '../../asked.ts';
import { newId } from '../../names.ts';
import { bodyIn, isoOf, scopedRoutes } from '../agent-route.ts';
import type { Skill } from '../agent-world.ts';
import { agentAt } from '../agents.ts';
import { inside, plain, stop } from '../answer.ts';
import type { Scoped } from '../scope.ts';
import { lookUp } from '../scoped-env.ts';

/** Skills of an environment, and which agents have them. */
export const skillRoutes = scopedRoutes('/api/v1/agent/skills', [
  ['GET ', (asked) => json({ skills: skillsIn(asked).map(shape) })],
  ['POST ', create],
  ['DELETE /:skill', remove],
  ['GET /agent/:agent', ofAgent],
  ['POST /agent/:agent/:skill', give],
  ['DELETE /agent/:agent/:skill', take],
]);

const skillsIn = ({ world, scope }: Scoped): readonly Skill[] =>
  world.agent.skills.filter(({ environmentId }) => environmentId === scope.environmentId);

const shape = ({ id, name, description, requiredEnv, createdAt }: Skill) => ({
  id,
  name,
  description,
  requiredEnv,
  createdAt,
});

const skillAsked = (asked: Scoped): Skill =>
  skillsIn(asked).find(({ id }) => id === param(asked, 'skill')) ?? stop(plain(404, 'Skill not found'));

const agentAsked = (asked: Scoped): string =>
  (agentAt(asked, param(asked, 'agent')) ?? stop(inside('Agent not found', 404))).id;

function create(asked: Scoped): Answer {
  const body = bodyIn(
    asked,
    z.object({
      name: z.string().min(1),
      description: z.string().default(''),
      requiredEnv: z.array(z.string()).default([]),
    }),
  );
  const { environmentId } = asked.scope;
  const made: Skill = {
    ...body,
    id: newId('skill'),
    environmentId,
    agentIds: [],
    createdAt: isoOf(asked.now),
  };
  asked.world.agent.skills.push(made);
  return json(shape(made), 201);
}

function remove(asked: Scoped): Answer {
  const { skills } = asked.world.agent;
  skills.splice(skills.indexOf(skillAsked(asked)), 1);
  return json({ deleted: true });
}

function ofAgent(asked: Scoped): Answer {
  const agentId = agentAsked(asked);
  return json({
    skills: skillsIn(asked)
      .filter(({ agentIds }) => agentIds.includes(agentId))
      .map(shape),
  });
}

/** Refused as long as the environment lacks a variable that the skill needs. */
function give(asked: Scoped): Answer {
  const agentId = agentAsked(asked);
  const skill = skillAsked(asked);
  const missing = skill.requiredEnv.filter(
    (name) => lookUp(asked.world, asked.scope.environmentId, name, asked.now) === undefined,
  );
  if (missing.length > 0) {
    const error = `Skill ${skill.name} needs variables that are not set`;
    return json({ error, reason: 'missing_env', details: { missing } }, 412);
  }
  if (!skill.agentIds.includes(agentId)) skill.agentIds.push(agentId);
  return json({ agentId, skillId: skill.id }, 201);
}

function take(asked: Scoped): Answer {
  const { agentIds } = skillAsked(asked);
  const at = agentIds.indexOf(agentAsked(asked));
  if (at >= 0) agentIds.splice(at, 1);
  return json({ removed: at >= 0 });
}
