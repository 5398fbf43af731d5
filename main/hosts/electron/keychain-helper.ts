import { utilityProcess } from 'electron';
import type { Answer, Helper } from '../../keychain/helper.ts';
import { helperModule } from '../../keychain/node-helper.ts';

/** The keychain's helper as Electron starts it: the packaged binary refuses to run as a plain Node. */
export function startUtilityHelper(): Helper {
  const child = utilityProcess.fork(helperModule(), [], { stdio: 'ignore', serviceName: 'Keychain' });
  return {
    ask: (question) => child.postMessage(question),
    onAnswer: (listener) => void child.once('message', (answer: Answer) => listener(answer)),
    onGone: (listener) => void child.once('exit', () => listener()),
    kill: () => void child.kill(),
  };
}
