import { createHash } from 'node:crypto';
import { newId } from '../names.ts';
import type { World } from '../world.ts';
import type { Approval, McpToken } from './agent-world.ts';

const waitsMs = 15 * 60_000;

/** What is asked to be approved. */
export interface Wanted {
  readonly world: World;
  readonly token: McpToken;
  readonly tool: string;
  readonly args: unknown;
  readonly now: number;
}

/**
 * The approval of a call: the one that its header names, or a new one that waits.
 *
 * One that was given for another tool, for other arguments or to another token counts as none.
 */
export function approvalOf(wanted: Wanted, sentId: string | undefined): Approval {
  const { world, token, tool, args, now } = wanted;
  const call = createHash('sha256')
    .update(JSON.stringify([tool, args]))
    .digest('hex');
  const there = world.agent.approvals.find(
    (one) => one.id === sentId && one.tokenId === token.id && one.call === call && one.expiresAt > now,
  );
  if (there !== undefined && there.status !== 'used') return there;
  const made: Approval = {
    id: newId('approval'),
    tokenId: token.id,
    tool,
    call,
    expiresAt: now + waitsMs,
    status: 'pending',
  };
  world.agent.approvals.push(made);
  return made;
}

/** Decides as a person in the dashboard would. */
export function decide(world: World, id: string, status: 'approved' | 'denied'): void {
  const found = world.agent.approvals.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no approval ${id}`);
  if (found.status === 'pending') found.status = status;
}
