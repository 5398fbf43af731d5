import { describe, expect, it } from 'vitest';
import type {
  AppError,
  FileProblem,
  KeychainProblem,
  RefusalReason,
  RefusedToken,
  StoreProblem,
} from '../../core/errors.ts';
import { agentAccessProblems, environmentRefusals, serverProblems } from '../../core/errors.ts';
import { errorText } from '../../renderer/api/error-text.ts';
import { waysOut } from '../../renderer/start/ways-out.ts';

const refusals: readonly RefusalReason[] = [
  'read-only-environment',
  'archived-environment',
  'environment-gone',
  'hidden-value',
  'dangerous-in-production',
  'reserved-key',
  'placeholder-of-a-hidden-value',
  'nothing-to-do',
];
const files: readonly FileProblem[] = [
  'too-large',
  'not-a-regular-file',
  'not-text',
  'no-certificate',
  'unreadable',
  'exists',
  'not-writable',
  'no-space',
  'missing',
];
const stores: readonly StoreProblem[] = [
  'wrong-key',
  'key-missing',
  'damaged',
  'newer-schema',
  'read-only',
  'no-space',
  'in-use',
];
const keychains: readonly KeychainProblem[] = ['unavailable', 'locked', 'timeout', 'denied'];

const refusedTokens: readonly RefusedToken[] = ['control-plane', 'session', 'unknown'];

const every: readonly AppError[] = [
  { code: 'invalid-input', issues: [{ path: 'env.slug', reason: 'too_big' }] },
  { code: 'not-found', what: 'environment', name: 'qa' },
  { code: 'already-exists', what: 'environment', name: 'qa' },
  { code: 'locked' },
  { code: 'not-ready' },
  { code: 'rate-limited', retryAfterMs: 1_200 },
  { code: 'plan-gone' },
  { code: 'confirmation-wrong', expected: 'prod' },
  { code: 'drift', planId: 'plan-0001', keys: ['A', 'B', 'C', 'D'] },
  { code: 'incomplete', what: 'environment', name: 'prod' },
  { code: 'passphrase-wrong' },
  { code: 'unsupported', what: 'Versions', why: 'This server keeps none.' },
  { code: 'internal', incident: 'a1' },
  ...(['create', 'archive'] as const).flatMap((action): readonly AppError[] => [
    { code: 'approval-needed', action, name: 'qa', host: 'platos.example' },
    { code: 'approval-needed', action, name: 'qa' },
    ...environmentRefusals.flatMap((why): readonly AppError[] => [
      { code: 'environment-refused', action, why, name: 'qa' },
      { code: 'environment-refused', action, why, name: 'qa', count: 2 },
    ]),
  ]),
  ...refusedTokens.map((why): AppError => ({ code: 'token-refused', why })),
  ...serverProblems.map((problem): AppError => ({ code: 'server', problem, server: 'Work', status: 502 })),
  ...agentAccessProblems.map((why): AppError => ({ code: 'agent-access', why, server: 'Work' })),
  ...refusals.map((reason): AppError => ({ code: 'refused', reason, keys: ['A'] })),
  ...files.map((reason): AppError => ({ code: 'file', reason, name: '.env', limit: 5_242_880 })),
  ...stores.map((problem): AppError => ({ code: 'store', problem, path: '/data/store.db' })),
  ...keychains.map((problem): AppError => ({ code: 'keychain', problem })),
];

describe('the words of every failure', () => {
  it.each(every.map((error) => [JSON.stringify(error), error] as const))('%s', (_name, error) => {
    const text = errorText(error);
    for (const part of [text.title, text.what, text.next]) {
      expect(part.trim()).not.toBe('');
      expect(part).not.toMatch(/undefined|\[object|NaN/);
    }
    expect(text.what).toMatch(/[.]$/);
    expect(text.next).toMatch(/[.]$/);
  });

  it('names what it is about', () => {
    expect(errorText({ code: 'drift', planId: 'p', keys: ['A', 'B', 'C', 'D'] }).what).toContain(
      '4 keys changed since you reviewed: A, B, C and 1 more',
    );
    expect(errorText({ code: 'drift', planId: 'p', keys: [] }).what).toContain('No value moved');
    expect(errorText({ code: 'already-exists', what: 'environment', name: 'qa' }).what).toBe(
      'There is already an environment “qa”.',
    );
    expect(errorText({ code: 'refused', reason: 'hidden-value', keys: ['OPENAI_API_KEY'] }).what).toContain(
      'does not give back the value of OPENAI_API_KEY',
    );
    expect(errorText({ code: 'rate-limited', retryAfterMs: 1_200 }).next).toContain('2 seconds');
    expect(errorText({ code: 'file', reason: 'too-large', name: '.env', limit: 5_242_880 }).what).toContain(
      '5 MB',
    );
  });

  it('always offers a way out of a problem at the start', () => {
    for (const error of every) expect(waysOut(error)[0]).toBe('retry');
    expect(waysOut({ code: 'store', problem: 'key-missing' })).toContain('start-fresh');
    // Another window has the data: a fresh store beside it would split it in two.
    expect(waysOut({ code: 'store', problem: 'in-use' })).not.toContain('start-fresh');
  });
});
