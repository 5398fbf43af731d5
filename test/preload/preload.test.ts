import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { calls, events } from '../../core/ipc/calls.ts';

const root = join(import.meta.dirname, '..', '..');
const file = join(root, 'dist', 'preload', 'preload.cjs');

type Listener = (event: unknown, json: string) => void;
type Api = Record<string, (argument: unknown) => unknown>;

/** Runs the built preload where there is nothing but electron's two objects. */
function load() {
  const invoked: unknown[][] = [];
  const listeners = new Map<string, Listener>();
  const required: string[] = [];
  let exposed: { readonly name: string; readonly api: Api } | undefined;
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name: string, api: Api) => {
        exposed = { name, api };
      },
    },
    ipcRenderer: {
      invoke: (...args: unknown[]) => {
        invoked.push(args);
        return 'reply';
      },
      on: (name: string, listener: Listener) => listeners.set(name, listener),
      off: (name: string) => listeners.delete(name),
    },
  };
  const require = (name: string) => {
    required.push(name);
    return electron;
  };
  runInNewContext(readFileSync(file, 'utf8'), { require });
  return { invoked, listeners, required, exposed };
}

beforeAll(() => {
  execFileSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { cwd: root, stdio: 'ignore' });
}, 120_000);

describe('the built preload', () => {
  it('is one small file that needs electron alone', () => {
    expect(readFileSync(file).length).toBeLessThan(2_048);
    expect(load().required).toEqual(['electron']);
  });

  it('offers one function per call and per event, under one name', () => {
    const { exposed } = load();

    expect(exposed?.name).toBe('platos');
    expect(Object.keys(exposed?.api ?? {})).toEqual([...calls, ...events.map((event) => `on:${event}`)]);
  });

  it('ties each function to its own channel and passes one argument', () => {
    const { exposed, invoked } = load();

    for (const call of calls) expect(exposed?.api[call]?.('{}')).toBe('reply');

    expect(invoked).toEqual(calls.map((call) => [`platos:${call}`, '{}']));
  });

  it('hands over the text of an event, not the event, until unsubscribed', () => {
    const { exposed, listeners } = load();
    const heard: unknown[][] = [];

    const stop = exposed?.api['on:drafts.changed']?.((...args: unknown[]) => heard.push(args)) as () => void;
    listeners.get('platos:drafts.changed')?.({ sender: 'secret' }, '{"n":1}');
    stop();

    expect(heard).toEqual([['{"n":1}']]);
    expect(listeners.size).toBe(0);
  });
});
