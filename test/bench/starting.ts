import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manyVariables } from './many-keys.ts';
import { marks } from './marks.ts';
import { atMost, median, quantile, type Result } from './measure.ts';
import { type BenchProfile, fill, makeProfile, pagePath } from './profile.ts';

const warmUp = 2;
const runs = 10;
const unlock = 'printf %s bench | gnome-keyring-daemon --unlock --components=secrets >/dev/null';

/** The built app as a person starts it: real keyring, real window, the sample project; then one of 20,000 variables. */
export async function* startResults(): AsyncGenerator<Result> {
  let path = '';
  const sample = await makeProfile({}, async ({ ask }) => {
    ({ path } = await ask('scope.openSample', {}));
  });
  const many = await makeProfile({ dev: {}, staging: {}, production: {} }, async (main) => {
    for (const slug of ['staging', 'production']) fill(main, slug, manyVariables(slug));
  });
  try {
    const samples = await startsOf(sample, path);
    const large = await startsOf(many, pagePath('staging', 'environment-variables'));
    yield atMost({
      name: marks.start,
      value: median(samples),
      unit: 'ms',
      mark: 1_500,
      n: samples.length,
      samples,
      note: `from the start of the process, sample project, p95 ${Math.round(quantile(samples, 0.95))} ms; with 20,000 variables ${Math.round(median(large))} ms`,
    });
  } finally {
    sample.remove();
    many.remove();
  }
}

/** Milliseconds of each start on this profile, the first ones left out. */
async function startsOf({ dir, storeId, key }: BenchProfile, path: string): Promise<readonly number[]> {
  const home = mkdtempSync(join(tmpdir(), 'platos-console-bench-home-'));
  try {
    const order = { dir, storeId, key: key.toString('hex'), path, runs: warmUp + runs };
    return (await runIn(home, JSON.stringify(order))).slice(warmUp);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** In a session bus and with a keyring of its own: nobody's real keyring is touched. */
function runIn(home: string, order: string): Promise<readonly number[]> {
  for (const name of ['data', 'run']) mkdirSync(join(home, name), { mode: 0o700 });
  const env = {
    ...process.env,
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_RUNTIME_DIR: join(home, 'run'),
  };
  const runner = join(import.meta.dirname, 'start-runner.ts');
  const script = `${unlock}; exec "$0" "$1"`;
  const words = ['--', 'sh', '-c', script, process.execPath, runner];
  const child = spawn('dbus-run-session', words, { env, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(`${order}\n`);
  return new Promise((resolve, reject) => {
    let told = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      told += text;
    });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0
        ? resolve(JSON.parse(told) as number[])
        : reject(new Error(`the starts ended with code ${code}`)),
    );
  });
}
