import type { VariableKind } from '../../../core/variable.ts';

export const kindOptions: readonly { readonly id: VariableKind; readonly text: string }[] = [
  { id: 'plain', text: 'Plain: readable in the grid' },
  { id: 'secret', text: 'Secret: masked, shown on demand' },
];
