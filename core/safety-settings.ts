import type { EnvironmentKind } from './environment.ts';
import { commonSettingRules } from './safety-common.ts';
import { modeRules } from './safety-modes.ts';
import type { Finding, SettingRule } from './safety-rule.ts';

const off = new Set(['', '0', 'false', 'no', 'off']);
const isOn = (value: string): boolean => !off.has(value);
const isOff = (value: string): boolean => off.has(value);
const allowsAll = (value: string): boolean => value.split(/[\s,]+/).some((origin) => origin === '*');

/** Keys that stand in example files: fixed ones of Trigger.dev, and signs in a pattern. */
const sampleKeys = new Set([
  '2818143646516f6fffd707b36f334bbb',
  '44da78b7bbb0dfe709cf38931d25dcdd',
  'f686147ab967943ebbe9ed3b496e465a',
  '447c29678f9eaf289e9c4b70d3dd8a7f',
  'ae13021afef0819c3a307ad487071c06',
  'managed-secret',
  'secret',
]);
const samplePattern =
  /^(?:(?:deadbeef|cafebabe|feedface|0123456789abcdef|1234567890abcdef)+|(.)\1{15,}|.*replace-with-real-secret|.*change-before-production)$/;
const isSample = (value: string): boolean => sampleKeys.has(value) || samplePattern.test(value);

const defaultPasswords = new Set([
  'postgres',
  'unsafe-postgres-pw',
  'password',
  'minioadmin',
  'platos-minio-password',
  'very-safe-password',
  'very-secure-indeed',
]);
/** At most this much of an address is looked at: no login is longer. */
const addressLooked = 1_000;
const defaultLogin =
  /^[a-z][a-z0-9+.-]{1,30}:\/\/(?:postgres:(?:postgres|unsafe-postgres-pw)|default:password|minioadmin:minioadmin)@/;

/**
 * Settings that endanger a production environment.
 *
 * Sources: the Platos documentation and its `.env.example`, the agent service's checks at its start, and Trigger.dev's
 * `hosting/docker/.env.example` with the values that its web app refuses.
 */
export const settingRules: readonly SettingRule[] = [
  {
    rule: 'dangerous',
    name: /^PLATOS_TEST_MODE$/,
    bad: isOn,
    level: 'refused',
    elsewhere: 'note',
    reason: 'Test mode lets callers mint a session without signing in.',
    source: 'Platos documentation, environments: test mode must be off in production.',
    examples: [
      ['PLATOS_TEST_MODE', 'true'],
      ['PLATOS_TEST_MODE', '1'],
      ['PLATOS_TEST_MODE', ' Yes '],
      ['PLATOS_TEST_MODE', 'offf'],
    ],
    counterExamples: [
      ['PLATOS_TEST_MODE', ''],
      ['PLATOS_TEST_MODE', ' FALSE '],
      ['PLATOS_TEST_MODE', '0'],
      ['PLATOS_TEST_MODE', 'No'],
      ['PLATOS_TEST_MODE_NOTE', 'on'],
    ],
  },
  {
    rule: 'dangerous',
    name: /^BACKDOOR_/,
    bad: isOn,
    level: 'refused',
    elsewhere: 'note',
    reason: 'A back door signs anybody who knows its passcode in as a fixed user.',
    source: 'Platos documentation, production hardening: BACKDOOR_* is never set in production.',
    examples: [
      ['BACKDOOR_PLATOS_DEV', 'passcode'],
      ['BACKDOOR_ANYTHING', 'on'],
    ],
    counterExamples: [
      ['BACKDOOR_PLATOS_DEV', 'off'],
      ['MY_BACKDOOR_TEST', 'on'],
    ],
  },
  {
    rule: 'dangerous',
    name: /^PLATOS_CORS_ORIGIN$/,
    bad: allowsAll,
    level: 'refused',
    reason: 'Any web site may call the agent service from its visitors’ browsers.',
    source: 'Platos agent service: refuses PLATOS_CORS_ORIGIN=* in production.',
    examples: [
      ['PLATOS_CORS_ORIGIN', '*'],
      ['PLATOS_CORS_ORIGIN', ' https://a.example , * '],
    ],
    counterExamples: [['PLATOS_CORS_ORIGIN', 'https://*.example.com']],
  },
  {
    rule: 'weak-setting',
    name: /^(?!PLATOS_CORS_ORIGIN$)(?:\w+_)?(?:CORS_(?:ALLOWED_|ALLOW_)?ORIGINS?|ALLOWED_ORIGINS?)$/,
    bad: allowsAll,
    level: 'warning',
    reason: 'Any web site may call this from its visitors’ browsers.',
    source: 'As Platos says of PLATOS_CORS_ORIGIN.',
    examples: [
      ['CORS_ORIGIN', '*'],
      ['APP_CORS_ALLOWED_ORIGINS', 'https://a.example,*'],
      ['ALLOWED_ORIGINS', '*'],
    ],
    counterExamples: [
      ['CORS_ORIGIN', 'https://a.example'],
      ['CORS_ORIGIN_NOTE', '*'],
      ['PORT', '*'],
    ],
  },
  {
    rule: 'sample-key',
    name: /^(?:PLATOS_)?(?:MESSAGE_)?(?:ENCRYPTION_KEY|SESSION_SECRET)(?:_V\d+)?$|^PLATOS_CREDENTIAL_ROOT_KEY$|^MAGIC_LINK_SECRET$|^PLATOS_ERASURE_HASH_SALT$/,
    bad: isSample,
    level: 'refused',
    reason: 'A sample from an example file: everybody knows this key.',
    source: 'Platos agent service and Trigger.dev web app: refuse the keys of .env.example in production.',
    examples: [
      ['ENCRYPTION_KEY', '0123456789abcdef'.repeat(4)],
      ['PLATOS_ENCRYPTION_KEY', 'deadbeef'.repeat(8)],
      ['PLATOS_MESSAGE_ENCRYPTION_KEY', 'CAFEBABE'.repeat(8)],
      ['PLATOS_SESSION_SECRET', '0'.repeat(64)],
      ['SESSION_SECRET', 'abcdef1234-replace-with-real-secret'],
      ['MAGIC_LINK_SECRET', '44da78b7bbb0dfe709cf38931d25dcdd'],
    ],
    counterExamples: [
      ['ENCRYPTION_KEY', '5f1d7a84db00d2fce00b31a7fc73224f5f1d7a84db00d2fce00b31a7fc73224e'],
      ['ENCRYPTION_KEY', ''],
      ['ENCRYPTION_KEY_ROTATION_DAYS', '0'.repeat(64)],
      ['TRACE_ID', 'deadbeef'.repeat(4)],
    ],
  },
  {
    rule: 'default-password',
    name: /^(?:POSTGRES_PASSWORD|PGPASSWORD|CLICKHOUSE_PASSWORD|MINIO_ROOT_PASSWORD|MINIO_SECRET_KEY|OBJECT_STORE_SECRET_ACCESS_KEY|DOCKER_REGISTRY_PASSWORD)$/,
    bad: (value) => defaultPasswords.has(value),
    level: 'warning',
    reason: 'The password that the example files ship with.',
    source: 'Platos and Trigger.dev, .env.example: weak defaults for development, to be replaced.',
    examples: [
      ['POSTGRES_PASSWORD', 'postgres'],
      ['CLICKHOUSE_PASSWORD', 'password'],
      ['MINIO_ROOT_PASSWORD', 'platos-minio-password'],
      ['OBJECT_STORE_SECRET_ACCESS_KEY', 'minioadmin'],
    ],
    counterExamples: [
      ['POSTGRES_PASSWORD', 'postgres-9f2c'],
      ['POSTGRES_USER', 'postgres'],
      ['MINIO_ROOT_USER', 'minioadmin'],
    ],
  },
  {
    rule: 'default-password',
    name: /(?:^|_)(?:URL|URI|DSN)$/,
    bad: (value) => defaultLogin.test(value.slice(0, addressLooked)),
    level: 'warning',
    reason: 'An address with the password that the example files ship with.',
    source: 'Platos and Trigger.dev, .env.example: weak defaults for development, to be replaced.',
    examples: [
      ['DATABASE_URL', 'postgresql://postgres:postgres@db:5432/app'],
      ['CLICKHOUSE_URL', 'http://default:password@clickhouse:8123'],
    ],
    counterExamples: [
      ['DATABASE_URL', 'postgresql://app:s3cret@db:5432/postgres'],
      ['DATABASE_URL', 'postgresql://db:5432/postgres:postgres@'],
      ['DOCS_URL', 'https://example.com/postgres:postgres'],
    ],
  },
  {
    rule: 'weak-setting',
    name: /^MCP_INTERACTIVE_APPROVALS$/,
    bad: isOff,
    level: 'warning',
    needed: 'MCP_INTERACTIVE_APPROVALS',
    reason: 'Tools that need an approval are approved by themselves.',
    source: 'Platos, .env.example: without MCP_INTERACTIVE_APPROVALS=true every call is auto-approved.',
    examples: [
      ['MCP_INTERACTIVE_APPROVALS', 'false'],
      ['MCP_INTERACTIVE_APPROVALS', ''],
    ],
    counterExamples: [['MCP_INTERACTIVE_APPROVALS', 'true']],
  },
  {
    rule: 'weak-setting',
    name: /^PLATOS_ALLOW_HTTP_WEBHOOKS$/,
    bad: isOn,
    level: 'warning',
    reason: 'Webhooks may go out in clear text.',
    source: 'Platos documentation, environment variables: PLATOS_ALLOW_HTTP_WEBHOOKS.',
    examples: [['PLATOS_ALLOW_HTTP_WEBHOOKS', 'true']],
    counterExamples: [['PLATOS_ALLOW_HTTP_WEBHOOKS', 'false']],
  },
  {
    rule: 'weak-setting',
    name: /^PLATOS_ADMIN_TOKEN$/,
    bad: (value) => value !== '',
    level: 'warning',
    reason: 'One admin credential that everybody shares, and that says of nobody who it was.',
    source: 'Platos documentation, environment variables: PLATOS_ADMIN_TOKEN, retired later.',
    examples: [['PLATOS_ADMIN_TOKEN', 'anything']],
    counterExamples: [
      ['PLATOS_ADMIN_TOKEN', ''],
      ['PLATOS_ADMIN_TOKEN_TTL', '60'],
    ],
  },
  {
    rule: 'weak-setting',
    name: /^PLATOS_REQUIRE_USER_ID$/,
    bad: isOff,
    level: 'note',
    needed: 'PLATOS_REQUIRE_USER_ID',
    reason: 'Calls without a user are taken: users of one scope are kept apart less well.',
    source: 'Platos documentation, environment variables: recommended on where several tenants share it.',
    examples: [['PLATOS_REQUIRE_USER_ID', 'false']],
    counterExamples: [['PLATOS_REQUIRE_USER_ID', '1']],
  },
  {
    rule: 'sample-key',
    name: /^(?:TRIGGER_INTERNAL_SECRET|MANAGED_WORKER_SECRET|PLATOS_COMPONENT_AUTH_SECRET)$/,
    bad: (value) => value === '' || isSample(value),
    level: 'warning',
    needed: 'TRIGGER_INTERNAL_SECRET',
    reason: 'Without a secret of its own, internal routes are open to whoever reaches them.',
    source: 'Platos, .env.example and documentation, environment variables: required in production.',
    examples: [
      ['MANAGED_WORKER_SECRET', 'managed-secret'],
      ['MANAGED_WORKER_SECRET', '447c29678f9eaf289e9c4b70d3dd8a7f'],
      ['TRIGGER_INTERNAL_SECRET', ''],
    ],
    counterExamples: [['TRIGGER_INTERNAL_SECRET', '9f2c1d7a84db00d2fce00b31a7fc7322']],
  },
  ...commonSettingRules,
  ...modeRules,
];

/** What the settings' rules say of one variable; nothing for a value that is not known. */
export function checkSetting(kind: EnvironmentKind, key: string, value: string): readonly Finding[] {
  const text = value.trim().toLowerCase();
  return settingRules.flatMap(({ rule, name, bad, level, elsewhere, reason, source }) => {
    const at = kind === 'production' ? level : elsewhere;
    if (at === undefined || !name.test(key) || !bad(text)) return [];
    return [{ rule, level: at, key, text: reason, source }];
  });
}

/**
 * Why a variable must not have this value in a production environment; `undefined` where nothing is refused.
 * Off are: empty, `0`, `false`, `no`, `off`, in any case and with blanks around.
 */
export const dangerousInProduction = (key: string, value: string): Finding | undefined =>
  checkSetting('production', key, value).find(({ level }) => level === 'refused');

/** Why taking this variable away from a production environment weakens it. */
export function checkRemoval(kind: EnvironmentKind, key: string): readonly Finding[] {
  if (kind !== 'production') return [];
  return settingRules.flatMap(({ needed, level, reason, source }) =>
    needed === key && level !== undefined
      ? [{ rule: 'missing-setting' as const, level, key, text: reason, source }]
      : [],
  );
}

/** Who sets one of these sets up a Platos server, not only an application. */
const setsUpPlatos = /^PLATOS_(?:ENCRYPTION_KEY|MESSAGE_ENCRYPTION_KEY|SESSION_SECRET|CORS_ORIGIN)$/;

/** What a production environment that sets up a Platos server leaves unset. */
export function checkMissing(kind: EnvironmentKind, keys: ReadonlySet<string>): readonly Finding[] {
  if (kind !== 'production' || ![...keys].some((key) => setsUpPlatos.test(key))) return [];
  return settingRules.flatMap(({ needed, level, reason, source }) =>
    needed === undefined || level === undefined || keys.has(needed)
      ? []
      : [{ rule: 'missing-setting' as const, level, key: needed, text: `Not set. ${reason}`, source }],
  );
}
