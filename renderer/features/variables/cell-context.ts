import { createContext, use } from 'react';
import type { EnvironmentKind, EnvironmentRef } from '../../../core/environment.ts';
import type { Reveal } from '../../values/use-reveal.ts';
import type { ValuesInView } from '../../values/use-values-in-view.ts';

/** What cells need beside their row. Handed past the memoised rows, so that a value repaints one cell. */
export interface CellContext {
  readonly env: EnvironmentRef;
  readonly environmentKind: EnvironmentKind;
  readonly baseline: string | undefined;
  readonly values: ValuesInView;
  readonly reveal: Reveal;
  /** The key whose value is being edited in its cell. */
  readonly editing: string | undefined;
  readonly onEditEnd: () => void;
  /** The edit goes on in the large editor, with what was typed. */
  readonly onEditLarge: (key: string, typed?: string) => void;
}

export const Cells = createContext<CellContext | undefined>(undefined);

export function useCells(): CellContext {
  const cells = use(Cells);
  if (cells === undefined) throw new Error('cells stand inside the grid of variables');
  return cells;
}

/** Values are read as drafted: main gives the saved one where there is no draft. */
export const drafted = (env: EnvironmentRef) => ({ from: 'draft', env }) as const;
