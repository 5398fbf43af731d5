import { expect, it } from 'vitest';
import { pinWords } from '../../../renderer/documents/pin-words.ts';

const to = { provider: 'openai', envVarName: 'OPENAI_API_KEY' };

it.each([
  [{ by: 'variable', to, runsOn: 'OPENAI_API_KEY' }, 'the same variable'],
  [{ by: 'default', to, runsOn: undefined }, 'the default key there'],
  [{ by: 'label', to, runsOn: 'OTHER_KEY' }, 'the key of the same label, which has no value'],
  [{ by: 'none', to: undefined, runsOn: undefined }, 'no provider key to pin it to'],
  [
    { by: 'none', to: undefined, runsOn: 'OPENAI_API_KEY' },
    'no provider key to pin it to: runs on the variable itself',
  ],
  [{ by: 'not-pinned', to: undefined, runsOn: 'OPENAI_API_KEY' }, 'not pinned'],
] as const)('says of %o: %s', (route, words) => {
  expect(pinWords(route)).toBe(words);
});
