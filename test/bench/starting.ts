import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manyVariables } from './many-keys.ts';
import { marks } from './marks.ts';
import { atMost, median, quantile, type Result } from './measure.ts';
import { fill, makeProfile, pagePath } from './profile.ts';

const warmUp = 2;
const runs = 10;
const unlock = 'printf %s bench | gnome-keyring-daemon --unlock --components=secrets >/dev/null';

/** The built app as a person starts it: real keyring, real window, the sample of 20,000 variables in staging. */
export async function* startResults(): AsyncGenerator<Result> {
  const profile = await makeProfile({ dev: {}, staging: {}, production: {} }, async (main) => {
    for (const slug of ['staging', 'production']) fill(main, slug, manyVariables(slug));
  });
  const home = mkdtempSync(join(tmpdir(), 'platos-console-bench-home-'));
  try {
    const order = {
      dir: profile.dir,
      storeId: profile.storeId,
      key: profile.key.toString('hex'),
      path: pagePath('staging', 'environment-variables'),
      runs: warmUp + runs,
    };
    const samples = (await startsOf(home, JSON.stringify(order))).slice(warmUp);
    yield atMost({
      name: marks.start,
      value: median(samples),
      unit: 'ms',
      mark: 1_500,
      n: samples.length,
      samples,
      note: `20,000 variables, from the start of the process, p95 ${Math.round(quantile(samples, 0.95))} ms`,
    });
  } finally {
    profile.remove();
    rmSync(home, { recursive: true, force: true });
  }
}

/** In a session bus and with a keyring of its own: nobody's real keyring is touched. */
function startsOf(home: string, order: string): Promise<readonly number[]> {
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
