/** Whether a text is no matter for a field of one line. */
export const isLarge = (text: string): boolean => text.includes('\n') || text.length > 2_000;

/** What lies over the grid, or is open inside it. One at a time. */
export type Panel =
  | { readonly type: 'inline'; readonly key: string }
  | {
      readonly type: 'edit';
      readonly key: string;
      readonly focus: 'value' | 'note';
      /** Begins with this as if it had been typed, not with the present value. */
      readonly typed?: string | undefined;
    }
  | { readonly type: 'add'; readonly key: string }
  | { readonly type: 'rename'; readonly key: string }
  | { readonly type: 'rotate'; readonly key: string }
  | { readonly type: 'versions'; readonly key: string }
  | { readonly type: 'carry'; readonly keys: readonly string[] }
  | { readonly type: 'kept-lists' }
  | { readonly type: 'copy-from' };
