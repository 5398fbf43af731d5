import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Answer, Helper } from './helper.ts';

/** The helper's module, beside this one: as source in tests, built in the app. */
export function helperModule(): string {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const path = fileURLToPath(new URL(`./keychain-child.${extension}`, import.meta.url));
  if (!existsSync(path)) throw new Error('the keychain helper is not where the build should put it');
  return path;
}

/** The helper as a child of this Node. */
export function startNodeHelper(): Helper {
  const { NODE_OPTIONS: _options, ...env } = process.env;
  const child = fork(helperModule(), { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [], env });
  const gone: (() => void)[] = [];
  const tell = (): void => {
    for (const listener of gone) listener();
  };
  child.on('error', tell);
  child.once('exit', tell);
  return {
    ask: (question) => void child.send(question, (error) => error && tell()),
    onAnswer: (listener) => void child.once('message', (answer: Answer) => listener(answer)),
    onGone: (listener) => void gone.push(listener),
    kill: () => void child.kill('SIGKILL'),
  };
}
