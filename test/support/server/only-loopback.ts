import { Socket } from 'node:net';
import { afterAll, beforeAll, vi } from 'vitest';

/** Lets this test file connect to loopback alone, and gives every address that was asked for. */
export function onlyLoopback(): readonly string[] {
  const asked: string[] = [];
  const connect = Socket.prototype.connect;
  beforeAll(() => {
    vi.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...args: unknown[]) {
      const host = hostOf(args);
      asked.push(host);
      if (host !== '127.0.0.1') throw new Error(`a test wants to connect to ${host}`);
      return Reflect.apply(connect, this, args);
    });
  });
  afterAll(() => vi.restoreAllMocks());
  return asked;
}

/** Node hands on either `[[options, callback]]`, or options, or a port and a host. */
function hostOf(args: readonly unknown[]): string {
  const first: unknown = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof first !== 'object' || first === null) return typeof args[1] === 'string' ? args[1] : 'localhost';
  if ('path' in first && typeof first.path === 'string') return first.path;
  return 'host' in first && typeof first.host === 'string' ? first.host : 'localhost';
}
