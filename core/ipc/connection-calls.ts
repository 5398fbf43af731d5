import { z } from 'zod';
import { Connection, ConnectionInput } from '../connection.ts';
import { WorkspaceId } from '../environment.ts';
import { limits } from '../limits.ts';
import { call } from './call.ts';

const Done = z.object({});
const OfOne = z.object({ id: WorkspaceId });

/** What would go with a connection. */
export const ConnectionContents = z.object({
  hasToken: z.boolean(),
  projects: z.number().int(),
  environments: z.number().int(),
  /** Dated lists of variables, over all environments. */
  snapshots: z.number().int(),
  drafts: z.number().int(),
  /** Lines of the history: they stay. */
  changeSets: z.number().int(),
});
export type ConnectionContents = z.infer<typeof ConnectionContents>;

/** The calls about connections to servers. No answer holds a token. */
export const connectionCalls = {
  'connections.list': call(z.object({}), z.object({ connections: z.array(Connection) })),
  /** Fails: `invalid-input` (address), `server` insecure (http:// to another machine, not confirmed), `file` (CA file). */
  'connections.add': call(ConnectionInput, Connection),
  /** The same failures. Where the address points to another server, the token is forgotten: it was not for that one. */
  'connections.update': call(OfOne.extend({ input: ConnectionInput }), Connection),
  'connections.contents': call(OfOne, ConnectionContents),
  /** The connection's name is typed: token, lists and drafts go, from backups too. The history stays. */
  'connections.remove': call(OfOne.extend({ confirmation: z.string().max(limits.nameLength) }), Done),
  'connections.setOffline': call(OfOne.extend({ stayOffline: z.boolean() }), Connection),
  /** Absent: any age is fine. */
  'connections.setMaxAge': call(OfOne.extend({ maxAgeHours: Connection.shape.maxAgeHours }), Connection),
  'connections.setCompareSecrets': call(OfOne.extend({ compareSecrets: z.boolean() }), Connection),
  /** Log out here. The server is not asked to revoke the token, which other programs may share. */
  'connections.forgetToken': call(OfOne, Connection),
} as const;
