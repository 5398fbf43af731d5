import type { Host } from '../../main/hosts/host.ts';

/** A host without a window: it does nothing, and all goes well. */
export const stillHost: Host = {
  name: 'chromium',
  open: async () => undefined,
  emit: () => undefined,
  clipboard: { read: async () => '', write: async () => undefined },
  openExternal: async () => undefined,
  setTheme: async () => undefined,
  ready: async () => undefined,
  screenshot: async () => Buffer.alloc(0),
  quit: async () => undefined,
  onQuit: () => undefined,
  onPath: () => undefined,
};
