import { readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number, failures: string[], skips: string[], second: string[] }} Counts */

/** One check that passed, failed, or (undefined) did not run. @returns {Counts} */
export function one(name, ok) {
  return fromOutcomes([[name, ok === undefined ? 'skipped' : ok ? 'passed' : 'failed']]);
}

/** @returns {Counts} */
export function addUp(all) {
  return {
    passed: sum(all, 'passed'),
    failed: sum(all, 'failed'),
    skipped: sum(all, 'skipped'),
    failures: all.flatMap((one) => one.failures),
    skips: all.flatMap((one) => one.skips),
    second: all.flatMap((one) => one.second),
  };
}

/** Counts vitest's JSON report; a run that fails without a failed test is a failure of its own. */
export function countVitest(file, code) {
  const tests = read(file)?.testResults?.flatMap((suite) => suite.assertionResults) ?? [];
  return settled(
    'unit tests',
    code,
    tests.map((test) => [test.fullName, outcomeOf(test.status)]),
  );
}

/** Counts Playwright's JSON report. */
export function countPlaywright(file, code) {
  const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)];
  const tests = (read(file)?.suites ?? [])
    .flatMap(specs)
    .flatMap((spec) => spec.tests.map((test) => [spec.title, outcomeOf(test.status)]));
  return settled('end-to-end tests', code, tests);
}

function settled(name, code, outcomes) {
  const failed = outcomes.some(([, outcome]) => outcome === 'failed');
  const silent = (code !== 0 && !failed) || outcomes.length === 0;
  return fromOutcomes(silent ? [...outcomes, [`${name} (ended with code ${code})`, 'failed']] : outcomes);
}

function outcomeOf(status) {
  if (status === 'passed' || status === 'expected') return 'passed';
  if (status === 'flaky') return 'second';
  return ['skipped', 'pending', 'todo', 'disabled'].includes(status) ? 'skipped' : 'failed';
}

function fromOutcomes(outcomes) {
  const named = (wanted) => outcomes.filter(([, outcome]) => outcome === wanted).map(([name]) => name);
  const [failures, skips, second] = [named('failed'), named('skipped'), named('second')];
  const passed = named('passed').length + second.length;
  return { passed, failed: failures.length, skipped: skips.length, failures, skips, second };
}

function sum(all, key) {
  return all.reduce((total, one) => total + one[key], 0);
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
