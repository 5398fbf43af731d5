import { expect, it } from 'vitest';
import { quitOnce } from '../../../main/hosts/quit.ts';

it('runs all work last first, also after a failure, then closes once', async () => {
  const order: string[] = [];
  const { quit, onQuit } = quitOnce(async () => void order.push('close'));
  onQuit(() => void order.push('store'));
  onQuit(() => Promise.reject(new Error('no')));
  onQuit(() => void order.push('clipboard'));

  await Promise.all([quit(), quit()]);

  expect(order).toEqual(['clipboard', 'store', 'close']);
  expect(process.exitCode).toBe(1);
  process.exitCode = undefined;
});
