import { z } from 'zod';
import { problemsOf } from '../agent-route.ts';
import type { McpToken } from '../agent-world.ts';
import type { Doer } from '../agents.ts';
import type { Place } from '../provider-state.ts';

/** A call of a tool: about the environment of its token, whatever the arguments say. */
export interface ToolAsked extends Doer {
  readonly place: Place;
  readonly token: McpToken;
}

export interface Tool {
  readonly name: string;
  readonly inputSchema: unknown;
  /** Waits for an approval where those are asked for. */
  readonly needsApproval: boolean;
  readonly tier: McpToken['tier'];
  /** What is wrong with arguments. */
  readonly problems: (args: unknown) => readonly string[];
  /** A refusal is an object with an `error`, and a success all the same. */
  readonly call: (asked: ToolAsked, args: unknown) => unknown;
}

export interface ToolNeeds {
  readonly approval?: true;
  readonly tier?: McpToken['tier'];
}

export function tool<T>(
  name: string,
  shape: z.ZodType<T>,
  run: (asked: ToolAsked, args: T) => unknown,
  { approval, tier = 'scope' }: ToolNeeds = {},
): Tool {
  return {
    name,
    inputSchema: z.toJSONSchema(shape, { io: 'input' }),
    needsApproval: approval === true,
    tier,
    problems: (args) => {
      const parsed = shape.safeParse(args);
      return parsed.success ? [] : problemsOf(parsed.error);
    },
    call: (asked, args) => run(asked, shape.parse(args)),
  };
}

export const nothing = z.object({});

export const refused = (error: string, rest: Readonly<Record<string, unknown>> = {}) => ({ error, ...rest });

/** Whether the token's user is an admin of the organization. */
export const isAdmin = ({ world, scope }: ToolAsked): boolean =>
  world.organizations
    .find(({ id }) => id === scope.organizationId)
    ?.members.some(({ userId, role }) => userId === scope.userId && role === 'ADMIN') === true;
