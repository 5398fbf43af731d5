import {
  isPlaceholder,
  looksHidden,
  looksLikeCredential,
  looksLikeCredentialValue,
  providerOf,
  suggestProviderName,
} from './detect.ts';
import type { EnvironmentKind } from './environment.ts';
import { type HostKind, hostKindOf } from './safety-hosts.ts';
import type { Finding, RiskLevel, SafetyRule } from './safety-rule.ts';
import type { VariableKind } from './variable.ts';

/** A variable as the checks see it; `value` is absent where the server hides it. */
export interface Checked {
  readonly key: string;
  readonly value: string | undefined;
  readonly kind: VariableKind;
}

/** What a variable looks like by itself. The tests run over the examples. */
export interface LooksRule {
  readonly rule: SafetyRule;
  /** What to say of it; `undefined` where nothing speaks against it. */
  readonly says: (variable: Checked) => string | undefined;
  readonly level: RiskLevel;
  /** Absent: nothing is said outside of production. */
  readonly elsewhere?: RiskLevel;
  readonly source: string;
  readonly examples: readonly Checked[];
  readonly counterExamples: readonly Checked[];
}

const plain = (key: string, value: string): Checked => ({ key, value, kind: 'plain' });
const secret = (key: string, value: string | undefined): Checked => ({ key, value, kind: 'secret' });

/** Whether a variable holds a credential, by its name or by the form of its value. */
export function holdsCredential(key: string, value: string | undefined): boolean {
  const named = looksLikeCredential(key) || providerOf(key) !== undefined;
  return named || (value !== undefined && looksLikeCredentialValue(value));
}

const hostTexts: Readonly<Record<HostKind, string>> = {
  'this-machine': 'Leads to the machine it runs on, as in development.',
  'other-environment': 'Leads to a host that is named after another environment, as staging or dev are.',
};

export const looksRules: readonly LooksRule[] = [
  {
    rule: 'looks-hidden',
    says: ({ value }) =>
      value !== undefined && looksHidden(value)
        ? 'Looks like what a server shows in place of a hidden value.'
        : undefined,
    level: 'warning',
    elsewhere: 'warning',
    source: 'Platos and Trigger.dev servers give <redacted> for a value that they keep back.',
    examples: [plain('A', '<redacted>'), secret('A', ' <REDACTED> ')],
    counterExamples: [plain('A', '<token>'), secret('A', undefined)],
  },
  {
    rule: 'placeholder',
    says: ({ value }) =>
      value !== undefined && isPlaceholder(value) ? 'Looks like a placeholder, not a value.' : undefined,
    level: 'warning',
    elsewhere: 'note',
    source: 'The console’s list of words that stand in for a value.',
    examples: [plain('A', 'changeme'), secret('API_KEY', 'your-key-here'), plain('A', 'TODO')],
    counterExamples: [
      plain('A', 'exchange'),
      plain('A', '<redacted>'),
      plain('A', ''),
      secret('A', undefined),
    ],
  },
  {
    rule: 'stored-plain',
    says: ({ key, value, kind }) =>
      kind === 'plain' && value !== '' && holdsCredential(key, value)
        ? 'Looks like a credential but is kept as plain.'
        : undefined,
    level: 'warning',
    elsewhere: 'warning',
    source: 'The console’s list of names and forms of credentials.',
    examples: [
      plain('DB_PASSWORD', 'x'),
      plain('OPENAI_API_KEY', 'x'),
      plain('NOTE', 'ghp_0000example0000example0000example0000'),
    ],
    counterExamples: [secret('DB_PASSWORD', 'x'), plain('LOG_LEVEL', 'info'), plain('DB_PASSWORD', '')],
  },
  {
    rule: 'foreign-host',
    says: ({ key, value }) => {
      const kind = value === undefined ? undefined : hostKindOf(key, value);
      return kind && hostTexts[kind];
    },
    level: 'warning',
    source: 'The console’s list of names that hosts of development and staging have.',
    examples: [
      plain('HANDOVER_URL', 'https://desk.staging.acme.example/handover'),
      plain('WEBHOOK', 'https://app-stg2.acme.example:8443'),
      plain('DB_HOST', 'db.dev.acme.example:5432'),
      plain('CACHE_HOST', 'staging-redis'),
      secret('DATABASE_URL', 'postgres://app:s@x:y@db.qa.acme.example/app'),
      plain('ALLOWED_ORIGINS', 'https://acme.example, http://localhost:3000'),
      plain('REDIS_URL', 'redis://127.0.0.1:6379/0'),
      plain('CALLBACK', 'http://[::1]:3000/'),
      plain('API_URL', 'http://api.staging.svc.cluster.local'),
      plain('SERVICE_URL', 'HTTPS://API.TEST.ACME.EXAMPLE'),
      plain('ASSETS_URL', 'https://acme-preview.example'),
    ],
    counterExamples: [
      plain('SITE_URL', 'https://dev.to/acme'),
      plain('SITE_URL', 'https://web.dev'),
      plain('REPO_URL', 'https://dev.azure.com/acme'),
      plain('API_URL', 'https://api.acme.example/staging?env=dev'),
      plain('API_URL', 'http://api.default.svc.cluster.local'),
      plain('DATABASE_URL', 'postgres://staging:dev@db.acme.example/test'),
      plain('SITE_URL', 'https://attestation.latest.acme.example'),
      plain('APP_ENV', 'staging'),
      plain('NOTE', 'see localhost'),
      plain('API_URL', ''),
      secret('DATABASE_URL', undefined),
    ],
  },
  {
    rule: 'provider-name',
    says: ({ key }) => {
      const meant = suggestProviderName(key);
      return meant === undefined ? undefined : `Agents look for ${meant}: they do not find this one.`;
    },
    level: 'warning',
    elsewhere: 'warning',
    source: 'The provider manifests of the Platos agent service name the variables that they read.',
    examples: [secret('OPENAI_KEY', 'x'), secret('CLAUDE_API_KEY_2', 'x'), plain('openai_api_key', 'x')],
    counterExamples: [secret('OPENAI_API_KEY', 'x'), secret('ANTHROPIC_API_KEY_2', 'x'), plain('PORT', '1')],
  },
];

/** What one variable looks like by itself. */
export function checkLooks(kind: EnvironmentKind, variable: Checked): readonly Finding[] {
  return looksRules.flatMap(({ rule, says, level, elsewhere, source }) => {
    const text = says(variable);
    const at = kind === 'production' ? level : elsewhere;
    return text === undefined || at === undefined
      ? []
      : [{ rule, level: at, key: variable.key, text, source }];
  });
}
