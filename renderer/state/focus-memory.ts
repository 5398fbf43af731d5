import { useCallback } from 'react';
import { create } from 'zustand';
import type { ProjectRef } from '../../core/environment.ts';
import { projectKey } from '../router/use-env.ts';

/** Where the person was in a list: the key that had the focus, and how far it was scrolled, in pixels. */
export interface ListPlace {
  readonly key?: string;
  readonly scrollTop?: number;
}

interface FocusMemory {
  readonly places: Readonly<Record<string, ListPlace>>;
  readonly placeLeft: (list: string, place: ListPlace) => void;
}

/** Remembered by list and project, so that a switch of environment lands on the same key. Names only. */
export const useFocusMemory = create<FocusMemory>((set) => ({
  places: {},
  placeLeft: (list, place) =>
    set(({ places }) => ({ places: { ...places, [list]: { ...places[list], ...place } } })),
}));

/** The list of variables, one memory for all environments of a project. */
export const variablesOf = (project: ProjectRef): string => `variables ${projectKey(project)}`;

/** The active row of a list, remembered: it is found again in the next environment and after other pages. */
export function useActiveKey(list: string): readonly [string | undefined, (key: string) => void] {
  const key = useFocusMemory((memory) => memory.places[list]?.key);
  const left = useFocusMemory((memory) => memory.placeLeft);
  return [key, useCallback((next: string) => left(list, { key: next }), [left, list])];
}
