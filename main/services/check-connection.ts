import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { basename, isAbsolute } from 'node:path';
import type { ConnectionInput } from '../../core/connection.ts';
import { fail } from '../../core/errors.ts';
import { limits } from '../../core/limits.ts';
import { type ServerAddress, serverAddress } from '../../core/server-url.ts';
import { holdsToken } from '../../core/token-text.ts';

/** What the person set of a connection, with its addresses as they are kept. Fails as `addConnection` does. */
export async function checkConnection(input: ConnectionInput): Promise<ConnectionInput> {
  if (holdsToken(input.name)) fail({ code: 'invalid-input', issues: [{ path: 'name', reason: 'a-token' }] });
  const url = addressOf(input, 'url', input.url);
  const agentUrl = input.agentUrl === undefined ? undefined : addressOf(input, 'agentUrl', input.agentUrl);
  if (input.caFile !== undefined) await checkFile(input.caFile);
  return { ...input, url, ...(agentUrl === undefined ? {} : { agentUrl }) };
}

function addressOf({ name, allowHttp }: ConnectionInput, path: string, text: string): string {
  const reason = holdsToken(text) ? 'a-token' : 'not-an-address';
  const address = serverAddress(text) ?? fail({ code: 'invalid-input', issues: [{ path, reason }] });
  if (!isAllowed(address, allowHttp)) fail({ code: 'server', problem: 'insecure', server: name });
  return address.url;
}

const isAllowed = ({ scheme, loopback }: ServerAddress, allowHttp: boolean): boolean =>
  scheme === 'https' || loopback || allowHttp;

/** A regular file that can be read; what is in it is read with each connection. */
async function checkFile(path: string): Promise<void> {
  const name = basename(path);
  if (!isAbsolute(path)) fail({ code: 'file', reason: 'missing', name });
  const found = await stat(path).catch(() => fail({ code: 'file', reason: 'missing', name }));
  if (!found.isFile()) fail({ code: 'file', reason: 'not-a-regular-file', name });
  if (found.size > limits.caFileBytes)
    fail({ code: 'file', reason: 'too-large', name, limit: limits.caFileBytes });
  await access(path, constants.R_OK).catch(() => fail({ code: 'file', reason: 'unreadable', name }));
}
