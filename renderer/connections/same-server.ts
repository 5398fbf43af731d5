import type { Connection } from '../../core/connection.ts';

/** The other connections that lead to the same address. */
export const sameServer = (
  connections: readonly Connection[],
  { id, url }: { readonly id?: string | undefined; readonly url: string },
): readonly Connection[] => connections.filter((one) => one.id !== id && one.url === url);

/** A connection to that address which nobody has logged in to yet, as a crash leaves one, or "Keep it for later". */
export const begunAt = (connections: readonly Connection[], url: string): Connection | undefined =>
  sameServer(connections, { url }).find(
    ({ credential, reachedAt }) => credential === undefined && reachedAt === undefined,
  );

/** Another connection that is to that server as the same account; an account that is not known is no one's. */
export const sameAccount = (
  connections: readonly Connection[],
  connection: Connection,
): Connection | undefined =>
  sameServer(connections, connection).find(
    ({ account }) => account !== undefined && account.userId === connection.account?.userId,
  );

/** "Already connected as Work (ada@acme.example)": undefined where nothing leads there yet. */
export function alreadyText(connections: readonly Connection[]): string | undefined {
  if (connections.length === 0) return undefined;
  const names = connections.map(({ name, account }) =>
    account === undefined ? name : `${name} (${account.email})`,
  );
  return `Already connected as ${names.join(' and ')}. A second connection is only useful for another account.`;
}
