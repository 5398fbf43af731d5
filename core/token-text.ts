import { looksLikeCredentialValue } from './detect.ts';

/** Every token of Platos and Trigger.dev as it begins, anywhere in a text; a signed one of an agent service too. */
const known = /(?<![a-z0-9])(?:(?:tr|plt)_[a-z]{2,10}_[a-z0-9]{4}|eyJ[\w-]{8})/i;

/** Whether a token was put where a name, a slug or an address belongs: it is then neither shown, kept nor sent. */
export function holdsToken(text: string): boolean {
  return known.test(text) || looksLikeCredentialValue(text.trim().replace(/^[a-z][a-z0-9+.-]*:\/\//i, ''));
}
