import type { SettingRule } from './safety-rule.ts';

const on = /^(?:1|true|yes|on|enabled)$/;

/** Sandboxes that are fences around code: on is right. */
const fence =
  'CODE|CODER|TOOLS?|AGENTS?|PYTHON|JS|NODE|SHELL|EXEC|CHROME|CHROMIUM|BROWSER|ELECTRON|IFRAME|SECCOMP|WASM';

/**
 * What must not be on, or not stand, in production: debug and test modes, words that tell programs of another
 * environment, keys of a test account; and elsewhere what is production's: live keys.
 */
export const modeRules: readonly SettingRule[] = [
  {
    rule: 'weak-setting',
    name: /^(?:\w+_)?DEBUG(?:_MODE)?$/i,
    bad: (value) => on.test(value),
    level: 'warning',
    reason: 'Debug mode: error pages and logs show code and settings, and some programs run code.',
    source: 'Flask, Django and Laravel documentation: never on in production.',
    examples: [
      ['FLASK_DEBUG', '1'],
      ['DJANGO_DEBUG', 'True'],
      ['APP_DEBUG', 'true'],
      ['DEBUG', ' ON '],
      ['APP_DEBUG_MODE', 'yes'],
    ],
    counterExamples: [
      ['FLASK_DEBUG', '0'],
      ['APP_DEBUG', ''],
      ['DEBUG', 'app:*'],
      ['DEBUG_SAMPLE_RATE', '1'],
      ['NODEBUG', '1'],
    ],
  },
  {
    rule: 'weak-setting',
    name: /^(?!PLATOS_TEST_MODE$)(?:\w+_)?TEST_?MODE$/i,
    bad: (value) => on.test(value) || value === 'test',
    level: 'warning',
    reason: 'Test mode is on: what is done here, payments and mail among it, may not be done in earnest.',
    source: 'Stripe documentation, test mode: card networks and payment providers process no payments.',
    examples: [
      ['STRIPE_TEST_MODE', 'true'],
      ['TEST_MODE', '1'],
      ['MAIL_TESTMODE', 'Yes'],
    ],
    counterExamples: [
      ['STRIPE_TEST_MODE', 'false'],
      ['STRIPE_TEST_MODE', ''],
      ['TEST_MODE_NOTE', 'true'],
      ['LATEST_MODE', 'true'],
    ],
  },
  {
    rule: 'weak-setting',
    name: new RegExp(`^(?!(?:\\w+_)?(?:${fence})_SANDBOX(?:_MODE)?$)(?:\\w+_)?SANDBOX(?:_MODE)?$`, 'i'),
    bad: (value) => on.test(value),
    level: 'warning',
    reason: 'A sandbox stands in for the real service: what is done there does not count.',
    source: 'PayPal and Plaid documentation: the sandbox is for tests; production has an address of its own.',
    examples: [
      ['SANDBOX', 'true'],
      ['PAYPAL_SANDBOX', '1'],
      ['USE_SANDBOX', 'on'],
      ['SANDBOX_MODE', 'true'],
    ],
    counterExamples: [
      ['PAYPAL_SANDBOX', 'false'],
      ['CODE_SANDBOX', 'true'],
      ['PLATOS_TOOL_SANDBOX', 'true'],
      ['CHROME_SANDBOX_MODE', '1'],
      ['SANDBOX_URL', 'true'],
    ],
  },
  {
    rule: 'weak-setting',
    name: /^(?!(?:\w+_)?TEST_MODE$)(?:\w+_)?MODE$/i,
    bad: (value) => value === 'sandbox' || value === 'test',
    level: 'warning',
    reason: 'A test or a sandbox stands in for the real service: what is done there does not count.',
    source: 'PayPal documentation, REST SDK: mode is sandbox for tests and live in production.',
    examples: [
      ['PAYPAL_MODE', 'sandbox'],
      ['BILLING_MODE', 'Test'],
    ],
    counterExamples: [
      ['PAYPAL_MODE', 'live'],
      ['MODE', 'fast'],
    ],
  },
  {
    rule: 'weak-setting',
    name: /^(?:NODE_ENV|RAILS_ENV|RACK_ENV|FLASK_ENV|APP_ENV|ASPNETCORE_ENVIRONMENT)$/,
    bad: (value) => /^(?:dev|development|local)$/.test(value),
    level: 'warning',
    reason:
      'Programs are told that this is a development environment: errors show more, and safeguards are off.',
    source:
      'Node.js documentation, NODE_ENV; Rails guides; ASP.NET Core documentation: production in production.',
    examples: [
      ['NODE_ENV', 'development'],
      ['RAILS_ENV', 'development'],
      ['ASPNETCORE_ENVIRONMENT', 'Development'],
    ],
    counterExamples: [
      ['NODE_ENV', 'production'],
      ['NODE_ENV_NOTE', 'development'],
    ],
  },
  {
    rule: 'weak-setting',
    name: /^(?!(?:NODE|RAILS|RACK|FLASK|APP)_ENV$|ASPNETCORE_ENVIRONMENT$)(?:\w+_)?(?:ENV|ENVIRONMENT)$/i,
    bad: (value) => /^(?:dev|development|local)$/.test(value),
    level: 'warning',
    reason: 'Says that this is a development environment: programs and reports go by it.',
    source: 'The console’s list of words that environments before production are called by.',
    examples: [
      ['SENTRY_ENVIRONMENT', 'development'],
      ['ENVIRONMENT', 'Dev'],
      ['DD_ENV', 'local'],
    ],
    counterExamples: [
      ['SENTRY_ENVIRONMENT', 'production'],
      ['SENTRY_ENVIRONMENT', ''],
      ['ENVIRONMENT_NOTE', 'dev'],
    ],
  },
  {
    rule: 'weak-setting',
    name: /^(?:(?:\w+_)?(?:ENV|ENVIRONMENT)|(?:APP_|DEPLOY_|DEPLOYMENT_|SST_)?STAGE)$/i,
    bad: (value) => /^(?:stg|stage|staging|test|testing|qa|uat|preview|preprod|sandbox)$/.test(value),
    level: 'warning',
    reason: 'Says that this is an environment before production: programs and reports go by it.',
    source: 'The console’s list of words that environments before production are called by.',
    examples: [
      ['NODE_ENV', 'staging'],
      ['SENTRY_ENVIRONMENT', 'Staging'],
      ['PLAID_ENV', 'sandbox'],
      ['STAGE', 'qa'],
    ],
    counterExamples: [
      ['NODE_ENV', 'production'],
      ['PLAID_ENV', 'production'],
      ['SALES_STAGE', 'test'],
    ],
  },
  {
    rule: 'test-key',
    name: /(?:)/,
    bad: (value) => /^[spr]k_test_\w{4}/.test(value),
    level: 'warning',
    reason: 'A test key of Stripe: nothing is charged with it.',
    source:
      'Stripe documentation, API keys: keys of test mode and sandboxes begin with sk_test_, pk_test_, rk_test_.',
    examples: [
      ['STRIPE_SECRET_KEY', 'sk_test_0000example'],
      ['STRIPE_PUBLISHABLE_KEY', 'pk_test_0000example'],
      ['BILLING', ' rk_test_0000example '],
    ],
    counterExamples: [
      ['STRIPE_SECRET_KEY', 'rk_live_0000example'],
      ['STRIPE_SECRET_KEY', 'sk_test_'],
      ['STRIPE_WEBHOOK_SECRET', 'whsec_test_0000'],
      ['NOTE', 'see sk_test_0000example'],
    ],
  },
  {
    rule: 'test-key',
    name: /(?:)/,
    bad: (value) => /^tr_(?:dev|stg|preview)_[\w-]{4}/.test(value),
    level: 'warning',
    reason:
      'A key of another environment of Trigger.dev: what is triggered with it does not run in production.',
    source:
      'Trigger.dev documentation, API keys: each environment has its own, as tr_dev_, tr_stg_ and tr_prod_.',
    examples: [
      ['TRIGGER_KEY', 'tr_dev_0000example'],
      ['TRIGGER_KEY', 'tr_stg_sk_0000example'],
    ],
    counterExamples: [
      ['TRIGGER_KEY', 'tr_prod_0000example'],
      ['TRIGGER_KEY', 'tr_dev'],
      ['TRIGGER_ACCESS_TOKEN', 'tr_pat_0000example'],
    ],
  },
  {
    rule: 'live-key',
    name: /(?:)/,
    bad: (value) => /^[spr]k_live_\w{4}/.test(value),
    elsewhere: 'warning',
    reason: 'A live key of Stripe outside of production: what runs here moves real money.',
    source: 'Stripe documentation, API keys: keys of live mode begin with sk_live_, pk_live_, rk_live_.',
    examples: [
      ['STRIPE_SECRET_KEY', 'sk_live_0000example'],
      ['STRIPE_PUBLISHABLE_KEY', 'pk_live_0000example'],
      ['BILLING', 'rk_live_0000example'],
    ],
    counterExamples: [['STRIPE_SECRET_KEY', 'sk_live_']],
  },
  {
    rule: 'live-key',
    name: /(?:)/,
    bad: (value) => /^tr_prod_[\w-]{4}/.test(value),
    elsewhere: 'warning',
    reason: 'A key of production of Trigger.dev outside of it: what is triggered with it runs in production.',
    source:
      'Trigger.dev documentation, API keys: each environment has its own, as tr_dev_, tr_stg_ and tr_prod_.',
    examples: [['TRIGGER_KEY', 'tr_prod_0000example']],
    counterExamples: [['TRIGGER_KEY', 'tr_prod']],
  },
];
