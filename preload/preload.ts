import { contextBridge, ipcRenderer } from 'electron';
import { calls, events } from '../core/ipc/calls.ts';

/** One named function per call and one subscribe function per event; nothing takes a channel. */
const platos: Record<string, unknown> = {};
for (const call of calls) platos[call] = (json: string) => ipcRenderer.invoke(`platos:${call}`, json);
for (const event of events) platos[`on:${event}`] = subscriber(`platos:${event}`);

function subscriber(channel: string) {
  return (listener: (json: string) => void): (() => void) => {
    const heard = (_: unknown, json: string) => listener(json);
    ipcRenderer.on(channel, heard);
    return () => void ipcRenderer.off(channel, heard);
  };
}

contextBridge.exposeInMainWorld('platos', platos);
