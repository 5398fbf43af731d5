import type { SettingRule } from './safety-rule.ts';

const on = /^(?:1|true|yes|on)$/;
const off = /^(?:0|false|no|off)$/;

/** Settings that endanger a production environment of any program: what switches checks of certificates off, and debug modes. */
export const commonSettingRules: readonly SettingRule[] = [
  {
    rule: 'dangerous',
    name: /^NODE_TLS_REJECT_UNAUTHORIZED$/,
    bad: (value) => value === '0',
    level: 'refused',
    elsewhere: 'note',
    reason: 'Node.js checks no certificate: whoever sits in between reads and changes everything.',
    source:
      'Node.js documentation, command-line API: NODE_TLS_REJECT_UNAUTHORIZED=0 is strongly discouraged.',
    examples: [
      ['NODE_TLS_REJECT_UNAUTHORIZED', '0'],
      ['NODE_TLS_REJECT_UNAUTHORIZED', ' 0 '],
    ],
    counterExamples: [
      ['NODE_TLS_REJECT_UNAUTHORIZED', '1'],
      ['NODE_TLS_REJECT_UNAUTHORIZED', ''],
      ['MY_NODE_TLS_REJECT_UNAUTHORIZED', '0'],
    ],
  },
  {
    rule: 'dangerous',
    name: /^PYTHONHTTPSVERIFY$/,
    bad: (value) => value === '0',
    level: 'refused',
    elsewhere: 'note',
    reason: 'Python checks no certificate: whoever sits in between reads and changes everything.',
    source: 'PEP 493: PYTHONHTTPSVERIFY=0 switches the verification off.',
    examples: [['PYTHONHTTPSVERIFY', '0']],
    counterExamples: [['PYTHONHTTPSVERIFY', '1']],
  },
  {
    rule: 'weak-setting',
    name: /^(?:GIT_SSL_NO_VERIFY|VAULT_SKIP_VERIFY)$/,
    bad: (value) => on.test(value),
    level: 'warning',
    reason: 'The certificate of the server is not checked.',
    source: 'Git documentation, http.sslVerify; Vault documentation, VAULT_SKIP_VERIFY: not recommended.',
    examples: [
      ['GIT_SSL_NO_VERIFY', 'true'],
      ['VAULT_SKIP_VERIFY', '1'],
    ],
    counterExamples: [
      ['GIT_SSL_NO_VERIFY', 'false'],
      ['VAULT_SKIP_VERIFY', ''],
    ],
  },
  {
    rule: 'weak-setting',
    name: /^NPM_CONFIG_STRICT_SSL$/i,
    bad: (value) => off.test(value),
    level: 'warning',
    reason: 'npm takes packages from whoever answers: certificates are not checked.',
    source: 'npm documentation, config: strict-ssl.',
    examples: [
      ['NPM_CONFIG_STRICT_SSL', 'false'],
      ['npm_config_strict_ssl', 'false'],
    ],
    counterExamples: [['NPM_CONFIG_STRICT_SSL', 'true']],
  },
  {
    rule: 'weak-setting',
    name: /^PGSSLMODE$/,
    bad: (value) => value === 'disable' || value === 'allow',
    level: 'warning',
    reason: 'The connection to PostgreSQL goes in clear text, or may.',
    source: 'PostgreSQL documentation, libpq SSL support: protection by sslmode.',
    examples: [
      ['PGSSLMODE', 'disable'],
      ['PGSSLMODE', 'allow'],
    ],
    counterExamples: [
      ['PGSSLMODE', 'verify-full'],
      ['PGSSLMODE', 'require'],
    ],
  },
  {
    rule: 'weak-setting',
    name: /^NODE_OPTIONS$/,
    bad: (value) => /(?:^|\s)--inspect(?:-brk|-wait)?(?:$|[\s=])/.test(value),
    level: 'warning',
    reason: 'The debugger of Node.js runs whatever it is told by who reaches its port.',
    source: 'Node.js documentation, debugging: security implications of --inspect.',
    examples: [
      ['NODE_OPTIONS', '--inspect'],
      ['NODE_OPTIONS', '--max-old-space-size=512 --inspect-brk=0.0.0.0:9229'],
    ],
    counterExamples: [
      ['NODE_OPTIONS', '--max-old-space-size=512'],
      ['NODE_OPTIONS', '--inspect-port=1'],
    ],
  },
];
