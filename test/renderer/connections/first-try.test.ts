import { expect, it } from 'vitest';
import { serverProblems } from '../../../core/errors.ts';
import { firstTryText, serverText } from '../../../renderer/api/server-text.ts';

it('a server that was never reached goes by host and port, and nothing was seen of it', () => {
  expect(serverText('unreachable', 'Work').next).toContain('seen last');
  expect(firstTryText('unreachable', 'http://127.0.0.1:9').what).toContain('“127.0.0.1:9” did not answer');
  for (const problem of serverProblems)
    expect(firstTryText(problem, 'https://one.example').next).not.toContain('seen last');
});
