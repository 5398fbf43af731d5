/** A pattern with what it is for and names or texts that show it; the tests run over all of them. */
export interface Pattern {
  readonly says: string;
  readonly pattern: RegExp;
  readonly examples: readonly string[];
  /** Look alike, but the whole detection must say no. */
  readonly counterExamples: readonly string[];
}

/**
 * Names that tell a credential. Matched on the upper-case name with words parted by single underscores
 * and without a trailing number; see `wordsOf` in detect.ts.
 */
export const credentialNames: readonly Pattern[] = [
  {
    says: 'a secret',
    pattern: /(?:^|_)SECRETS?(?:_|$)/,
    examples: ['SECRET', 'CLIENT_SECRET', 'SECRET_KEY_BASE', 'WEBHOOK_SECRET_2', 'clientSecret'],
    counterExamples: ['SECRETARY_EMAIL', 'SECRET_ROTATION_DAYS', 'SECRETS_PATH'],
  },
  {
    says: 'a password',
    pattern:
      /(?:^|_)(?:PASSWORDS?|PASSWD|PASSPHRASE|PASSCODE)(?:_|$)|_(?:PASS|PWD|PW)$|^PASS$|(?:DB|PG|SMTP)PASS(?:WORD)?$/,
    examples: ['PASSWORD', 'DB_PASSWORD', 'SMTP_PASS', 'PGPASSWORD', 'ADMIN_PWD', 'KEY_PASSPHRASE'],
    counterExamples: [
      'PASSWORD_MIN_LENGTH',
      'PASSWORD_RESET_URL',
      'COMPASS_MODE',
      'PWD',
      'BYPASS',
      'PASSWORDLESS',
    ],
  },
  {
    says: 'a token',
    pattern:
      /(?:^|_)(?:TOKEN|PAT|JWT|BEARER)$|(?:^|_)(?:API|ACCESS|AUTH|REFRESH|BOT)_TOKENS?(?:_|$)|(?:AUTH|ACCESS)TOKEN$/,
    examples: [
      'TOKEN',
      'GITHUB_TOKEN',
      'SLACK_BOT_TOKEN',
      'GITHUB_PAT',
      'ACCESS_TOKENS',
      'authToken',
      'NGROK_AUTHTOKEN',
    ],
    counterExamples: [
      'TOKEN_LIMIT',
      'MAX_TOKENS',
      'TOKENIZER',
      'ACCESS_TOKEN_TTL',
      'TOKEN_URL',
      'DESPATCH',
      'PATH',
    ],
  },
  {
    says: 'a key',
    pattern:
      /(?:^|_)KEYS?$|(?:^|_)(?:API|PRIVATE|SECRET|SIGNING|ENCRYPTION|MASTER|ACCESS)_?KEYS?(?:_|$)|APIKEY$/,
    examples: [
      'API_KEY',
      'STRIPE_KEY',
      'AWS_ACCESS_KEY_ID',
      'ENCRYPTION_KEY',
      'PRIVATE_KEY_PEM',
      'openaiApiKey',
    ],
    counterExamples: [
      'PUBLIC_KEY',
      'KEYBOARD_LAYOUT',
      'CACHE_KEY',
      'PRIMARY_KEY',
      'HOTKEY',
      'MONKEY',
      'KEY_LENGTH',
      'KEY_REPEAT',
    ],
  },
  {
    says: 'credentials',
    pattern:
      /(?:^|_)(?:CREDENTIALS?|CREDS|SERVICE_ACCOUNT(?:_JSON)?|KUBECONFIG|BASIC_AUTH|SALT|PEPPER)(?:_|$)/,
    examples: ['GOOGLE_VERTEX_CREDENTIALS', 'GCP_SERVICE_ACCOUNT_JSON', 'HASH_SALT', 'BASIC_AUTH'],
    counterExamples: ['CREDENTIALS_FILE', 'SALT_ROUNDS', 'SALTED_CARAMEL', 'ACCREDITED'],
  },
  {
    says: 'an address with a login in it',
    pattern:
      /(?:^|_)(?:DATABASE|DB|POSTGRES|POSTGRESQL|PG|MYSQL|MARIADB|MONGO|MONGODB|REDIS|VALKEY|AMQP|RABBITMQ|CLICKHOUSE|SMTP|PRISMA|DIRECT|WEBHOOK)_(?:URL|URI)$|(?:^|_)(?:DSN|CONNECTION_(?:STRING|URL|URI)|CONN_STR)$/,
    examples: [
      'DATABASE_URL',
      'SHADOW_DATABASE_URL',
      'REDIS_URL',
      'MONGO_URI',
      'SLACK_WEBHOOK_URL',
      'DATABASE_DSN',
    ],
    counterExamples: [
      'APP_URL',
      'DATABASE_URL_SCHEME_NAME',
      'PUBLIC_URL',
      'SENTRY_DSN',
      'DATABASE_POOL_SIZE',
    ],
  },
];

/** Names that hold one of the words above and are no credentials all the same. */
export const notCredentialNames: readonly Pattern[] = [
  {
    says: 'shipped to the browser',
    pattern: /^(?:NEXT_PUBLIC|NUXT_PUBLIC|EXPO_PUBLIC|REACT_APP|VITE|GATSBY|STORYBOOK|PUBLIC)_/,
    examples: ['NEXT_PUBLIC_API_KEY', 'VITE_MAPBOX_TOKEN', 'PUBLIC_STRIPE_KEY'],
    counterExamples: ['REPUBLIC_API_KEY', 'INVITE_SECRET'],
  },
  {
    says: 'a public key, or a key that finds a record',
    pattern:
      /(?:^|_)(?:PUBLIC|PUB|PUBLISHABLE|PUBLISHED|ANON|SITE|PRIMARY|FOREIGN|PARTITION|SORT|CACHE|IDEMPOTENCY|TRANSLATION|OBJECT|HOT|SHORTCUT|DSN_PUBLIC)_KEYS?$|^SENTRY_DSN$/,
    examples: [
      'PUBLIC_KEY',
      'STRIPE_PUBLISHABLE_KEY',
      'SUPABASE_ANON_KEY',
      'RECAPTCHA_SITE_KEY',
      'CACHE_KEY',
    ],
    counterExamples: ['WEBSITE_API_KEY', 'NONPUBLIC_SECRET_KEY', 'CACHE_SECRET_KEY'],
  },
  {
    says: 'says something about a credential',
    pattern:
      /_(?:LIMITS?|LENGTH|LEN|MIN|MAX|SIZE|COUNT|BUDGET|TTL|EXPIRY|EXPIRES|EXPIRES_IN|EXPIRATION|LIFETIME|DURATION|TIMEOUT|DAYS|HOURS|MINUTES|SECONDS|MS|ROUNDS|ATTEMPTS|RETRIES|NAME|HEADER|FIELD|COLUMN|PREFIX|SUFFIX|TYPE|FORMAT|VERSION|ALG|ALGORITHM|POLICY|STRATEGY|MODE|PROVIDER|ENABLED|DISABLED|REQUIRED|ALLOWED|ROTATION|PATH|FILE|DIR|FOLDER|ENDPOINT|HOST|PORT|REGION|ISSUER|AUDIENCE|PATTERN|REGEX|LAYOUT)$|(?<!ACCESS_KEY)(?<=SECRET|TOKEN|PASSWORD|PASS|KEY|RESET|AUTH)_(?:URL|URI|ID)$/,
    examples: [
      'TOKEN_LIMIT',
      'PASSWORD_MIN_LENGTH',
      'PASSWORD_RESET_URL',
      'JWT_SECRET_EXPIRES_IN',
      'API_KEY_HEADER',
      'KMS_KEY_ID',
    ],
    counterExamples: ['AWS_ACCESS_KEY_ID', 'DATABASE_URL', 'FILE_TOKEN', 'HEADER_API_KEY'],
  },
];
