import type { Approval } from '../../../../core/approval.ts';
import type { Connection } from '../../../../core/connection.ts';
import type { EnvironmentKind, EnvironmentRef, ProjectRef } from '../../../../core/environment.ts';
import type { EnvironmentAction } from '../../../../core/errors.ts';
import { canonicalJson, type JsonObject } from '../../../../core/json.ts';
import type { ServerParts } from '../workspace.ts';

/** A call of a tool that a person has to let through, as the server knows it: by tool and arguments. */
export interface ToolCall {
  readonly env: EnvironmentRef;
  readonly tool: string;
  readonly args: JsonObject;
  /** What it comes to, for whoever goes on with it. */
  readonly subject: Subject;
}

export interface Subject {
  readonly action: EnvironmentAction;
  readonly name: string;
  readonly kind: EnvironmentKind;
}

/** What the server said of the approval that it wants. */
export interface Asked {
  readonly approvalId: string;
  /** Unix milliseconds. */
  readonly expiresAt?: number | undefined;
  readonly page?: string | undefined;
}

interface Row extends Subject {
  readonly id: string;
  readonly slug: string;
  readonly approval_id: string;
  readonly page: string | null;
  readonly asked_at: number;
  readonly expires_at: number | null;
}

/** Approvals that are waited for: kept, so that what was asked can be gone on with after a restart. */
export interface Approvals {
  /** By which the server knows that a call was let through. */
  readonly idOf: (call: ToolCall) => string | undefined;
  /** Whether what waits under that id of the console's is this call. */
  readonly isOf: (id: string, call: ToolCall) => boolean;
  readonly keep: (call: ToolCall, asked: Asked) => void;
  readonly drop: (call: ToolCall) => void;
  readonly list: (project: ProjectRef) => readonly Approval[];
  readonly forget: (id: string) => void;
}

const ofCall =
  'workspace_id = @workspaceId AND project_id = @projectId AND tool = @tool AND arguments = @args';

export function createApprovals({
  store,
  connection,
  now,
  newId,
}: Pick<ServerParts, 'store' | 'connection' | 'now' | 'newId'>): Approvals {
  const named = ({ env, tool, args }: ToolCall) => ({
    workspaceId: env.workspaceId,
    projectId: env.projectId,
    tool,
    args: canonicalJson(args),
  });
  return {
    idOf: (call) =>
      store.run(() =>
        store.db
          .prepare<unknown[], { approval_id: string }>(`SELECT approval_id FROM approvals WHERE ${ofCall}`)
          .get(named(call)),
      )?.approval_id,
    isOf: (id, call) =>
      store.run(() =>
        store.db.prepare(`SELECT 1 FROM approvals WHERE id = @id AND ${ofCall}`).get({ ...named(call), id }),
      ) !== undefined,
    keep: (call, { approvalId, expiresAt = null, page = null }) => {
      const { action, name, kind } = call.subject;
      const asked = { id: newId(), slug: call.env.slug, action, name, kind, approvalId, page, expiresAt };
      store.run(() =>
        store.db
          .prepare(
            `INSERT INTO approvals (id, workspace_id, project_id, tool, arguments, action, slug, name, kind,
               approval_id, page, asked_at, expires_at)
             VALUES (@id, @workspaceId, @projectId, @tool, @args, @action, @slug, @name, @kind,
               @approvalId, @page, @at, @expiresAt)
             ON CONFLICT (workspace_id, project_id, tool, arguments) DO UPDATE SET name = excluded.name,
               kind = excluded.kind, approval_id = excluded.approval_id, page = excluded.page,
               asked_at = CASE WHEN approval_id = excluded.approval_id THEN asked_at ELSE excluded.asked_at END,
               expires_at = excluded.expires_at`,
          )
          .run({ ...named(call), ...asked, at: now() }),
      );
    },
    drop: (call) =>
      store.run(() => void store.db.prepare(`DELETE FROM approvals WHERE ${ofCall}`).run(named(call))),
    list: ({ projectId }) =>
      store
        .run(() =>
          store.db
            .prepare<[string, string], Row>(
              'SELECT * FROM approvals WHERE workspace_id = ? AND project_id = ? ORDER BY asked_at, id',
            )
            .all(connection().id, projectId),
        )
        .map((row) => fromRow(row, connection())),
    forget: (id) =>
      store.run(
        () =>
          void store.db
            .prepare('DELETE FROM approvals WHERE workspace_id = ? AND id = ?')
            .run(connection().id, id),
      ),
  };
}

function fromRow(row: Row, connection: Pick<Connection, 'url' | 'agentUrl'>): Approval {
  const { id, action, slug, name, kind, asked_at: askedAt, expires_at: expiresAt } = row;
  const page = pageOf(row.page ?? undefined, connection);
  return {
    id,
    action,
    slug,
    name,
    kind,
    askedAt,
    ...(expiresAt === null ? {} : { expiresAt }),
    ...(page === undefined ? {} : { page }),
  };
}

/**
 * The page as it may be shown: an http address, without a user name in it. Undefined for anything else.
 *
 * Only one on an address of the connection is the console's to open: a server may name any page.
 */
export function pageOf(
  text: string | undefined,
  { url, agentUrl }: Pick<Connection, 'url' | 'agentUrl'>,
): Approval['page'] {
  const page = text === undefined ? undefined : readUrl(text);
  if (page === undefined || page.username !== '' || page.password !== '') return undefined;
  if (page.protocol !== 'https:' && page.protocol !== 'http:') return undefined;
  const own = [url, agentUrl].some((each) => each !== undefined && readUrl(each)?.origin === page.origin);
  return { address: page.href, host: page.host, own };
}

const longest = 2_000;

function readUrl(text: string): URL | undefined {
  return text.length <= longest && URL.canParse(text) ? new URL(text) : undefined;
}
