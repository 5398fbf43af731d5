/** Main in a process of its own without a window, driven by what the parent sends: see `main-process.ts`. */
import { Socket } from 'node:net';
import { writeHeapSnapshot } from 'node:v8';
import { runApp } from '../../main/app.ts';
import { watchProcess } from '../../main/bugs.ts';
import type { Host, OpenOptions } from '../../main/hosts/host.ts';
import { claimProfile } from '../../main/profile.ts';
import type { MainOrder } from './main-process.ts';

const [, , profile = ''] = process.argv;
const reached = new Set<string>();
const events: string[] = [];
const opened: string[] = [];

const connect = Socket.prototype.connect;
Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
  const [first] = args.flat();
  const { host, port, path } = (typeof first === 'object' ? first : {}) as Record<string, unknown>;
  reached.add(path === undefined ? `${host ?? 'localhost'}:${port}` : `pipe ${path}`);
  return Reflect.apply(connect, this, args);
} as typeof connect;

let window: OpenOptions | undefined;
const quitting: (() => unknown)[] = [];
const host: Host = {
  name: 'chromium',
  open: async (options) => {
    window = options;
  },
  emit: (event, json) => void events.push(`${event} ${json}`),
  clipboard: { write: async () => undefined, read: async () => '' },
  openExternal: async (url) => void opened.push(url),
  setTheme: async () => undefined,
  ready: async () => undefined,
  screenshot: async () => Buffer.alloc(0),
  quit: async () => {
    for (const run of quitting.reverse()) await run();
    process.exit(0);
  },
  onQuit: (run) => void quitting.push(run),
  onPath: () => undefined,
};

watchProcess(() => process.exit(1));

async function carryOut(order: MainOrder): Promise<string> {
  if (order.do === 'ask') return (await window?.answer(order.call, order.json)) ?? '';
  if (order.do === 'told') return JSON.stringify({ events, opened, reached: [...reached] });
  if (order.do === 'heap') {
    for (let n = 0; n < 4; n += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      globalThis.gc?.();
    }
    return writeHeapSnapshot(order.to);
  }
  if (order.do === 'reach') {
    new Socket().on('error', () => undefined).connect({ host: '127.0.0.1', port: order.port });
    return '';
  }
  setImmediate(() => {
    throw new Error(order.says);
  });
  return '';
}

process.on('message', (order: MainOrder) => {
  carryOut(order).then(
    (told) => process.send?.({ ok: true, told }),
    () => process.send?.({ ok: false, told: 'a bug' }),
  );
});
process.once('disconnect', () => process.exit(0));
await runApp(
  host,
  { profile, import: [], fetchElectron: false, help: false },
  { profile: claimProfile(profile) },
);
process.send?.({ ok: true, told: 'started' });
