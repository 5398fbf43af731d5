import { contextBridge, ipcRenderer } from 'electron';
import { calls, events } from '../core/ipc/calls.ts';

/** One named function per call and one subscribe function per event; nothing takes a channel. */
const platos = Object.fromEntries<unknown>([
  ...calls.map((call) => [call, (json: string) => ipcRenderer.invoke(`platos:${call}`, json)] as const),
  ...events.map(
    (event) => [`on:${event}`, (listener: (json: string) => void) => subscribe(event, listener)] as const,
  ),
]);

function subscribe(event: string, listener: (json: string) => void): () => void {
  const heard = (_: unknown, json: string) => listener(json);
  ipcRenderer.on(`platos:${event}`, heard);
  return () => void ipcRenderer.off(`platos:${event}`, heard);
}

contextBridge.exposeInMainWorld('platos', platos);
