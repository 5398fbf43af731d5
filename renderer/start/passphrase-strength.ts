/** How well a passphrase would hold, 0 to 4, with a hint in words. Counted here, sent nowhere. */
export interface Strength {
  readonly level: 0 | 1 | 2 | 3 | 4;
  readonly hint: string;
}

export const shortestPassphrase = 8;

/** A rough measure: length counts most, variety a little, repetition not at all. */
export function strengthOf(passphrase: string): Strength {
  const distinct = new Set(passphrase).size;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(passphrase)).length;
  const points = Math.min(passphrase.length, distinct * 2) + kinds * 2;
  if (passphrase === '') return { level: 0, hint: 'Four or five unrelated words make a good one.' };
  if (passphrase.length < shortestPassphrase)
    return { level: 1, hint: `Too short: at least ${shortestPassphrase} characters.` };
  if (points < 18) return { level: 2, hint: 'Weak: add a word or two.' };
  if (points < 28) return { level: 3, hint: 'Fair. More words help more than odd characters.' };
  return { level: 4, hint: 'Strong.' };
}
