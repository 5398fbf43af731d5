import { describe, expect, it } from 'vitest';
import { credentialNames, notCredentialNames } from '../../core/credential-names.ts';
import {
  classify,
  defaultRule,
  isPlaceholder,
  looksHidden,
  looksLikeCredential,
  looksLikeCredentialValue,
  providerOf,
  reservedReason,
  suggestProviderName,
} from '../../core/detect.ts';
import { credentialValues, placeholders } from '../../core/detect-values.ts';
import { invisibleCharacters } from '../../core/invisible.ts';
import { providers } from '../../core/provider.ts';

const examplesOf = (table: typeof credentialNames) => table.flatMap((one) => one.examples);
const counterExamplesOf = (table: typeof credentialNames) => table.flatMap((one) => one.counterExamples);

describe('names of credentials', () => {
  it.each(examplesOf(credentialNames))('takes %s for one', (key) => {
    expect(looksLikeCredential(key)).toBe(true);
  });
  it.each(counterExamplesOf(credentialNames))('does not take %s for one', (key) => {
    expect(looksLikeCredential(key)).toBe(false);
  });
  it.each(examplesOf(notCredentialNames))('lets %s go although it sounds like one', (key) => {
    expect(looksLikeCredential(key)).toBe(false);
  });
  it.each(counterExamplesOf(notCredentialNames))('is not talked out of %s', (key) => {
    expect(looksLikeCredential(key)).toBe(true);
  });
  it('is not confused by names of object members', () => {
    for (const key of ['__proto__', 'constructor', 'toString', '']) {
      expect(looksLikeCredential(key)).toBe(false);
      expect(providerOf(key)).toBeUndefined();
      expect(defaultRule(key)).toBe('any');
    }
  });
});

describe('values', () => {
  it.each(examplesOf(credentialValues))('takes example %# for a credential', (value) => {
    expect(looksLikeCredentialValue(value)).toBe(true);
  });
  it.each(counterExamplesOf(credentialValues))('does not take %s for a credential', (value) => {
    expect(looksLikeCredentialValue(value)).toBe(false);
  });
  it.each(examplesOf(placeholders))('takes %s for a placeholder', (value) => {
    expect(isPlaceholder(value)).toBe(true);
    expect(isPlaceholder(` ${value} `)).toBe(true);
  });
  it.each([...counterExamplesOf(placeholders), '', '3000', 'https://example.com'])(
    'does not take %s for a placeholder',
    (value) => {
      expect(isPlaceholder(value)).toBe(false);
    },
  );
  it('knows what a server shows for a hidden value', () => {
    expect(looksHidden('<redacted>')).toBe(true);
    expect(looksHidden(' <REDACTED>\n')).toBe(true);
    expect(looksHidden('redacted')).toBe(false);
    expect(looksHidden('a <redacted> b')).toBe(false);
  });
  it('looks at a huge value without getting stuck', () => {
    const huge = [
      `${'a:'.repeat(500_000)}@`,
      'x'.repeat(1_000_000),
      `your-${'a-'.repeat(90)}`,
      'x'.repeat(199),
    ];
    expect(huge.map(looksLikeCredentialValue)).toEqual([false, false, false, false]);
    expect(huge.map(isPlaceholder)).toEqual([false, false, false, true]);
  });
  it('suggests a kind from name or value', () => {
    expect(classify('DB_PASSWORD', '')).toBe('secret');
    expect(classify('OPENAI_API_KEY_3', 'x')).toBe('secret');
    expect(classify('BACKEND', 'postgres://app:hunter2@db/app')).toBe('secret');
    expect(classify('PORT', '3000')).toBe('plain');
    expect(classify('OPENAI_BASE_URL', 'https://example.com')).toBe('plain');
  });
});

describe('providers', () => {
  it.each(providers.flatMap((one) => one.keys.map((key) => [key, one.id] as const)))(
    '%s is of %s',
    (key, id) => {
      expect(providerOf(key)?.id).toBe(id);
      expect(providerOf(`${key}_2`)?.id).toBe(id);
      expect(suggestProviderName(key)).toBeUndefined();
      expect(defaultRule(key)).toBe('must-differ');
    },
  );
  it.each([
    ...providers.flatMap((one) => one.settings),
    'VOYAGE_API_KEY',
    'OPENAI_API_KEY_OLD',
    'openai_api_key',
  ])('%s is nobody’s key', (key) => {
    expect(providerOf(key)).toBeUndefined();
  });
  it.each([
    ['OPENAI_KEY', 'OPENAI_API_KEY'],
    ['OPENAI_APIKEY', 'OPENAI_API_KEY'],
    ['OPEN_AI_API_KEY', 'OPENAI_API_KEY'],
    ['OPENAI_SECRET_KEY', 'OPENAI_API_KEY'],
    ['openai_api_key', 'OPENAI_API_KEY'],
    ['OPENAI_API_TOKEN_2', 'OPENAI_API_KEY_2'],
    ['ANTROPIC_API_KEY', 'ANTHROPIC_API_KEY'],
    ['ANTHROPIC_KEY', 'ANTHROPIC_API_KEY'],
    ['CLAUDE_API_KEY', 'ANTHROPIC_API_KEY'],
    ['GEMINI_API_KEY', 'GOOGLE_GENERATIVE_AI_API_KEY'],
    ['GROK_API_KEY', 'XAI_API_KEY'],
    ['AZURE_OPENAI_KEY', 'AZURE_OPENAI_API_KEY'],
    ['GOOGLE_VERTEX_CREDENTIAL', 'GOOGLE_VERTEX_CREDENTIALS'],
  ])('%s is meant as %s', (key, meant) => {
    expect(suggestProviderName(key)).toBe(meant);
  });
  it.each([
    'GOOGLE_API_KEY',
    'OPENAI_BASE_URL',
    'OPENAI',
    'GROW_API_KEY',
    'STRIPE_API_KEY',
    'VOYAGE_API_KEY',
    'KEY',
  ])('has nothing better for %s', (key) => {
    expect(suggestProviderName(key)).toBeUndefined();
  });
});

describe('what servers drop', () => {
  it('names the reserved keys, exactly', () => {
    expect(reservedReason('TRIGGER_SECRET_KEY')).toContain('platform');
    expect(reservedReason('TRIGGER_API_URL')).toContain('platform');
    expect(reservedReason('TRIGGER_API_URL_2')).toBeUndefined();
    expect(reservedReason('trigger_api_url')).toBeUndefined();
  });
});

describe('invisible characters', () => {
  it('are found with their places', () => {
    expect(invisibleCharacters('a\u200bb\u202ec\u00a0\u0007')).toEqual([
      { index: 1, name: 'zero-width space', kind: 'blank' },
      { index: 3, name: 'right-to-left override', kind: 'bidi' },
      { index: 5, name: 'no-break space', kind: 'blank' },
      { index: 6, name: 'control character 07', kind: 'control' },
    ]);
  });
  it('are not ordinary text', () => {
    expect(invisibleCharacters('Grüße, 世界 \t\r\n ok')).toEqual([]);
  });
});
