import { decide } from '../agent/approvals.ts';
import { type Answer, html } from '../answer.ts';
import { type Asked, param } from '../asked.ts';
import type { Flavour } from '../flavour.ts';
import type { Route } from '../route.ts';

const page = '/approvals/:approval';
const only = ({ agentService }: Flavour): boolean => agentService;

/** The page on which a person lets a call of a tool through, or not. */
export const approvalRoutes: readonly Route[] = [
  { method: 'GET', path: page, bucket: 'none', handle: show, only },
  { method: 'POST', path: `${page}/approve`, bucket: 'none', handle: answer('approved'), only },
  { method: 'POST', path: `${page}/deny`, bucket: 'none', handle: answer('denied'), only },
];

const find = (asked: Asked) => asked.world.agent.approvals.find(({ id }) => id === param(asked, 'approval'));

function show(asked: Asked): Answer {
  const found = find(asked);
  if (found === undefined) return unknown();
  const path = `/approvals/${found.id}`;
  return html(
    `<h1>Approval</h1><p>${found.tool}: ${found.status}</p>
     <form method="post" action="${path}/approve"><button type="submit">Approve</button></form>
     <form method="post" action="${path}/deny"><button type="submit">Deny</button></form>`,
  );
}

function answer(status: 'approved' | 'denied'): (asked: Asked) => Answer {
  return (asked) => {
    const found = find(asked);
    if (found === undefined) return unknown();
    decide(asked.world, found.id, status);
    return html(`<h1>Approval</h1><p>${found.tool}: ${found.status}</p>`);
  };
}

const unknown = (): Answer => html('<h1>Approval</h1><p>There is no such approval.</p>', 404);
