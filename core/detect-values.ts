import type { Pattern } from './credential-names.ts';

/** Values that are credentials by their form, whatever their name. The examples are made up. */
export const credentialValues: readonly Pattern[] = [
  {
    says: 'a token with a known beginning',
    pattern:
      /^(?:sk-[A-Za-z0-9_-]{16,}|(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9+/=]{16,}|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abeprs]-[\w-]{10,}|npm_[A-Za-z0-9]{30,}|AIza[\w-]{30,}|(?:AKIA|ASIA)[A-Z0-9]{16}|SG\.[\w-]{16,}\.[\w-]{16,}|hf_[A-Za-z0-9]{20,}|gsk_[A-Za-z0-9]{20,}|xai-[A-Za-z0-9]{20,}|pplx-[A-Za-z0-9]{20,}|r8_[A-Za-z0-9]{20,}|dckr_pat_[\w-]{16,}|shp(?:at|ss)_[a-f0-9]{20,}|re_[A-Za-z0-9]+_[A-Za-z0-9]{12,}|(?:tr|plt)_(?:dev|stg|prod|preview|pat|mcp|oa|ent)_[\w-]{12,})$/,
    examples: [
      'sk-ant-api03-0000example0000example0000',
      'sk_live_0000example0000',
      'ghp_0000example0000example0000example0000',
      'AKIA0000EXAMPLE00000',
      'xoxb-0000000000-example',
      'tr_prod_0000example0000',
      'plt_pat_0000example0000',
    ],
    counterExamples: [
      'sk-short',
      'skating-in-the-park-today',
      'AKIA',
      'tr_prod',
      'npm_config_registry',
      're_read_this',
    ],
  },
  {
    says: 'a private key',
    pattern: /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/,
    examples: [
      '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----',
      '-----BEGIN RSA PRIVATE KEY-----',
    ],
    counterExamples: ['-----BEGIN PUBLIC KEY-----\nMIIB', '-----BEGIN CERTIFICATE-----'],
  },
  {
    says: 'an address with a password in it',
    pattern: /^[a-z][a-z0-9+.-]{1,30}:\/\/[^\s/:@]{0,200}:[^\s/@]{1,500}@/i,
    examples: [
      'postgres://app:hunter2@db:5432/app',
      'redis://:hunter2@cache:6379',
      'https://me:pw@example.com/x',
    ],
    counterExamples: ['https://example.com:8080/@me', 'postgres://db:5432/app', 'mailto:me@example.com'],
  },
  {
    says: 'a signed token (JWT)',
    pattern: /^eyJ[\w-]{5,}\.eyJ[\w-]{2,}\.[\w-]{10,}$/,
    examples: ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.0000example0000'],
    counterExamples: ['eyJhbGciOiJIUzI1NiJ9', 'a.b.c'],
  },
  {
    says: 'an incoming webhook',
    pattern:
      /^https:\/\/(?:hooks\.slack\.com\/services|(?:\w+\.)?discord(?:app)?\.com\/api\/webhooks)\/.{10,}$/,
    examples: ['https://hooks.slack.com/services/T000/B000/0000example'],
    counterExamples: ['https://hooks.slack.com/', 'https://example.com/services/T000/B000/0000example'],
  },
];

/** Values that stand in for one that nobody has filled in yet. Matched on the trimmed value. */
export const placeholders: readonly Pattern[] = [
  {
    says: 'asks to be changed',
    pattern: /^(?:please[-_ ]?)?(?:change|replace|update|edit|set|fill)[-_ ]?(?:me|this|it|in)(?![a-z])/i,
    examples: [
      'changeme',
      'change-me',
      'CHANGE_ME_IN_PRODUCTION',
      'REPLACE_ME',
      'replace this',
      'changeme123',
      'fill_in',
    ],
    counterExamples: ['exchange', 'changes', 'set-interval', 'changelog.md', 'update-item'],
  },
  {
    says: 'says what belongs here',
    pattern:
      /^(?:replace[-_ ]?with|insert|enter|add|put|paste)?[-_ ]?(?:your|my)[-_ ](?:[\w]+[-_ ]){0,5}(?:keys?|tokens?|secrets?|passwords?|id|url|value|here|name|domain|host|username|user)(?:[-_ ](?:goes[-_ ])?here)?$/i,
    examples: [
      'your-key-here',
      'your_api_key',
      'YOUR SECRET',
      'my-secret-key',
      'insert-your-token-here',
      'your_openai_api_key_goes_here',
    ],
    counterExamples: [
      'yours',
      'my-bucket',
      'Find your key in the settings of the account',
      'yourkey.example',
    ],
  },
  {
    says: 'a word for "nothing yet"',
    pattern:
      /^(?:todo|tbd|fixme|placeholder|dummy|n\/a|foobar|none[-_ ]?yet|not[-_ ]?set|(?:insert|value|key|token)[-_ ]here|todo[:!-].*)$/i,
    examples: ['TODO', 'tbd', 'FIXME', 'placeholder', 'not-set', 'TODO: ask Ops', 'key-here'],
    counterExamples: ['todos', 'method', 'todo_app', 'none', 'null', 'dummyjson'],
  },
  {
    says: 'filled with one sign',
    pattern: /^(?:[a-z]{2,8}[-_])*(?:x{3,}(?:-x{3,})*|\*{3,}|\.{3,}|…+|_{3,}|0{8,})$/i,
    examples: ['xxx', 'XXXXXXXX', 'sk-xxxxxxxx', 'sk-...', '*****', '…', 'xxxx-xxxx', '00000000'],
    counterExamples: ['xx', 'xxl', '0', '000', 'maxxx9', '*'],
  },
  {
    says: 'in angle brackets or braces',
    pattern: /^(?:<[A-Za-z][^<>/]{1,60}>|\{\{[^{}]{1,60}\}\}|\[(?:your|insert|enter)[^[\]]{1,60}\])$/i,
    examples: ['<your-api-key>', '<token>', '{{ api_key }}', '[your key]'],
    counterExamples: ['<p>hello</p>', '<br/>', '["a","b"]', '{"a":{"b":1}}', '<redacted>'],
  },
];
