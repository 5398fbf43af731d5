import type { VariableKind } from '../../core/variable.ts';

/** One key of the sample project in its three environments; an absent value leaves the key unset there. */
export interface SampleVariable {
  readonly key: string;
  readonly kind: VariableKind;
  readonly note?: string;
  readonly dev?: string;
  readonly staging?: string;
  readonly prod?: string;
}

const plain = (key: string, rest: Omit<SampleVariable, 'key' | 'kind'>): SampleVariable => ({
  key,
  kind: 'plain',
  ...rest,
});
const secret = (key: string, rest: Omit<SampleVariable, 'key' | 'kind'>): SampleVariable => ({
  key,
  kind: 'secret',
  ...rest,
});

const everywhere = (value: string) => ({ dev: value, staging: value, prod: value });

const runbook = `You are the support assistant of Acme.
Answer from the help centre only, and name the article.
Hand over to a person when the customer asks for a refund,
names a lawyer, or writes in capital letters.
Never promise a date.`;

const jwtPublicKey = `-----BEGIN PUBLIC KEY-----
RkFLRS1TQU1QTEUtS0VZLU5PVC1SRUFMLURPLU5PVC1VU0U=
RkFLRS1TQU1QTEUtS0VZLU5PVC1SRUFMLURPLU5PVC1VU0U=
-----END PUBLIC KEY-----`;

const allowList = (hosts: number): string =>
  Array.from({ length: hosts }, (_, n) => `shop-${String(n + 1).padStart(2, '0')}.acme.example`).join(',');

const service: readonly SampleVariable[] = [
  plain('APP_NAME', everywhere('support-bot')),
  plain('NODE_ENV', { dev: 'development', staging: 'production', prod: 'production' }),
  plain('APP_URL', {
    dev: 'http://localhost:3000',
    staging: 'https://support.staging.acme.example',
    prod: 'https://support.acme.example',
  }),
  plain('LOG_LEVEL', { dev: 'debug', staging: 'info', prod: 'warn' }),
  plain('LOG_FORMAT', { dev: 'pretty', staging: 'json', prod: 'json' }),
  plain('TZ', everywhere('UTC')),
  plain('DEFAULT_LOCALE', everywhere('en-GB')),
  plain('SUPPORTED_LOCALES', { dev: 'en-GB,de-DE', staging: 'en-GB,de-DE,fr-FR', prod: 'en-GB,de-DE' }),
  plain('FEATURE_REFUND_FLOW', {
    dev: 'true',
    staging: 'true',
    note: 'On trial in staging since the spring release.',
  }),
  plain('FEATURE_VOICE', { dev: 'true', staging: 'false', prod: 'false' }),
  plain('FEATURE_FLAGS_JSON', {
    dev: '{"handover":true,"tone":"friendly","maxTurns":40}',
    staging: '{"handover":true,"tone":"friendly","maxTurns":24}',
    prod: '{"handover":true,"tone":"neutral","maxTurns":24}',
  }),
  plain('PLATOS_TEST_MODE', { dev: '1', note: 'Answers are canned. Never set this in production.' }),
  plain('MAINTENANCE_BANNER', { dev: '', staging: '', prod: '', note: 'Empty: no banner.' }),
  plain('ALLOWED_ORIGINS', { dev: 'http://localhost:3000', staging: allowList(4), prod: allowList(48) }),
];

const data: readonly SampleVariable[] = [
  secret('DATABASE_URL', {
    dev: 'postgres://support:fake-dev-password@localhost:5432/support',
    staging: 'postgres://support:fake-staging-password@db.staging.acme.example:5432/support',
    prod: 'postgres://support:fake-prod-password@db.acme.example:5432/support',
  }),
  plain('DATABASE_POOL_SIZE', { dev: '4', staging: '10', prod: '40' }),
  plain('REDIS_URL', {
    dev: 'redis://localhost:6379/0',
    staging: 'redis://cache.staging.acme.example:6379/0',
    prod: 'redis://cache.acme.example:6379/0',
  }),
  plain('VECTOR_INDEX', { dev: 'articles-dev', staging: 'articles-2', prod: 'articles-2' }),
  plain('EMBEDDING_DIMENSIONS', {
    dev: '1536',
    staging: '1536',
    prod: '1024',
    note: 'Must be what the index was built with.',
  }),
  plain('S3_BUCKET', { dev: 'acme-support-dev', staging: 'acme-support-staging', prod: 'acme-support-prod' }),
  plain('AWS_REGION', everywhere('eu-central-1')),
  secret('AWS_ACCESS_KEY_ID', { staging: 'AKIAFAKESTAGING00000', prod: 'AKIAFAKEPROD00000000' }),
  secret('AWS_SECRET_ACCESS_KEY', {
    staging: 'fake/staging/not-a-real-aws-secret-0000000',
    prod: 'fake/prod/not-a-real-aws-secret-0000000000',
  }),
];

const models: readonly SampleVariable[] = [
  secret('OPENAI_API_KEY', {
    dev: 'sk-fake-dev-0000-not-a-real-key',
    staging: 'sk-fake-shared-0000-not-a-real-key',
    prod: 'sk-fake-shared-0000-not-a-real-key',
    note: 'One key per environment, so that a limit in staging does not stop production.',
  }),
  secret('ANTHROPIC_API_KEY', {
    dev: 'sk-ant-fake-dev-0000-not-a-real-key',
    staging: 'sk-ant-fake-staging-0000-not-a-real-key',
    prod: 'sk-ant-fake-prod-0000-not-a-real-key',
  }),
  secret('GOOGLE_GENERATIVE_AI_API_KEY', {
    dev: 'fake-google-dev-0000',
    staging: 'fake-google-staging-0000',
  }),
  secret('MISTRAL_API_KEY', { staging: 'fake-mistral-staging-0000', prod: 'fake-mistral-prod-0000' }),
  plain('ANSWER_MODEL', { dev: 'small-1', staging: 'large-3', prod: 'large-2' }),
  plain('ANSWER_TEMPERATURE', { dev: '0.7', staging: '0.2', prod: '0.2' }),
  plain('FALLBACK_MODEL', { staging: 'small-1', prod: 'small-1' }),
  plain('SYSTEM_PROMPT', {
    ...everywhere(runbook),
    note: 'Reviewed by the support team before each change.',
  }),
  plain('MAX_TOKENS_PER_ANSWER', { dev: '800', staging: '800', prod: '600' }),
];

const partners: readonly SampleVariable[] = [
  secret('STRIPE_SECRET_KEY', {
    dev: 'sk_test_fake_dev_0000000000',
    staging: 'sk_test_fake_staging_0000000000',
    prod: 'sk_live_fake_prod_0000000000',
  }),
  secret('STRIPE_WEBHOOK_SECRET', { dev: 'whsec_fake_dev_0000', staging: 'whsec_fake_staging_0000' }),
  plain('STRIPE_PRICE_ID', { dev: 'price_fake_dev', staging: 'price_fake_staging', prod: 'price_fake_prod' }),
  secret('SLACK_BOT_TOKEN', {
    dev: 'fake-slack-dev-0000',
    staging: 'fake-slack-staging-0000',
    prod: 'changeme',
  }),
  plain('SLACK_CHANNEL', { dev: '#bot-dev', staging: '#bot-staging', prod: '#support' }),
  secret('SENTRY_DSN', {
    staging: 'https://fake0000@errors.acme.example/2',
    prod: 'https://fake0000@errors.acme.example/1',
  }),
  plain('SENTRY_SAMPLE_RATE', { staging: '1.0', prod: '0.1' }),
  secret('JWT_SIGNING_KEY', {
    dev: 'fake-signing-key-dev-0000000000000000',
    staging: 'fake-signing-key-staging-000000000000',
    prod: 'fake-signing-key-prod-00000000000000000',
  }),
  plain('JWT_PUBLIC_KEY', everywhere(jwtPublicKey)),
  plain('ESCALATION_EMAIL', {
    dev: 'nobody@acme.example',
    staging: 'nobody@acme.example',
    prod: 'support@acme.example',
  }),
  plain('HANDOVER_URL', {
    dev: 'http://localhost:4000/handover',
    staging: 'https://desk.staging.acme.example/handover',
  }),
];

/** The sample project's variables as they are in the end. Every value is made up and says so where it could be taken for real. */
export const sampleVariables: readonly SampleVariable[] = [...service, ...data, ...models, ...partners];
