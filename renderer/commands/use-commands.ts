import { createContext, use, useCallback, useId, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { canonical } from './chord.ts';
import type { Command } from './command.ts';
import { registry } from './keyboard.ts';

/** The layer that a component's commands belong to: the frame, the page in it, or a dialog over both. */
export const LayerContext = createContext('frame');

/** The commands of the mounted component. They go when it goes, and rest while a dialog lies over it. */
export function useCommands(commands: readonly Command[]): void {
  const layer = use(LayerContext);
  const entry = useRef<ReturnType<typeof registry.add>>(undefined);
  useLayoutEffect(() => {
    const added = registry.add(layer, []);
    entry.current = added;
    return added.remove;
  }, [layer]);
  // Every render: the newest closures are the ones that a key runs.
  useLayoutEffect(() => entry.current?.update(commands));
}

/** Whether this key, pressed in a list, would run that command now: nearer ones may mean something else by it. */
export function useMeans(chord: string, id: string): boolean {
  const meant = useCallback(() => registry.find(canonical(chord), inList)?.id === id, [chord, id]);
  return useSyncExternalStore(registry.onChange, meant);
}

const inList = { typing: false, inGrid: true, pressable: false } as const;

/** A layer over the page for as long as the component is mounted. Give it to `LayerContext`. */
export function useLayer(): string {
  const layer = useId();
  // With the paint, not after it: a key pressed once the dialog is seen to be gone is meant for the page.
  useLayoutEffect(() => registry.push(layer), [layer]);
  return layer;
}
