import { newKeyPattern } from '../../core/variable.ts';
import type { WriteRules } from '../../core/workspace.ts';

/** Of a workspace that stores everything, as the local one does. */
export const storesEverything: WriteRules = {
  newKey: {
    pattern: newKeyPattern,
    words: 'letters, digits and underscores, and does not begin with a digit',
  },
  reserved: [],
  blankValues: true,
  valueLength: undefined,
  secretFlag: 'settable',
  queues: 'free',
  agents: 'whole',
  notes: true,
};
