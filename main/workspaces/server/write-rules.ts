import type { Flavour } from '../../../core/connection.ts';
import { newKeyPattern } from '../../../core/variable.ts';
import type { WriteRules } from '../../../core/workspace.ts';

/** Dropped from writes without a word, by both kinds of server. */
const reserved = ['TRIGGER_SECRET_KEY', 'TRIGGER_API_URL'];

/** An empty value is dropped, or answered with yes and not stored. */
const common = { reserved, blankValues: false, notes: false, queues: 'given', agents: 'served' } as const;

const trigger: WriteRules = {
  ...common,
  newKey: {
    pattern: newKeyPattern,
    words: 'letters, digits and underscores, and does not begin with a digit',
  },
  valueLength: undefined,
  secretFlag: 'settable',
};

/** Its tables take any name, its dashboard and its later store do not: new names follow the strictest. */
const platosTables: WriteRules = {
  ...common,
  newKey: {
    pattern: /^[A-Z][A-Z0-9_]{0,63}$/,
    words: 'at most 64 capital letters, digits and underscores, and begins with a letter',
  },
  valueLength: undefined,
  secretFlag: 'kept',
};

const platosTenancy: WriteRules = { ...platosTables, valueLength: 8_192 };

/** What a server of that flavour cannot store. Not known yet: the narrowest. */
export function writeRulesOf(flavour: Flavour | undefined): WriteRules {
  if (flavour === 'trigger') return trigger;
  return flavour === 'platos-tables' ? platosTables : platosTenancy;
}
