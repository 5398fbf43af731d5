import { expect, it } from 'vitest';
import { queueCommands } from '../../../renderer/features/queues/queue-commands.ts';
import type { Here } from '../../../renderer/router/use-env.ts';
import { useToasts } from '../../../renderer/state/toasts.ts';

const here = { workspace: { capabilities: [] }, environment: { name: 'Staging' } } as unknown as Here;

it('says of a queue that only others have why its keys do nothing, and opens nothing', () => {
  const opened: string[] = [];
  const commands = queueCommands({
    here,
    meant: [],
    active: 'crawl',
    untick: () => undefined,
    open: (what) => opened.push(what),
    focusFilter: () => undefined,
  });
  for (const { enabled, run } of [commands.pause, commands.override]) {
    useToasts.setState({ shown: [] });
    expect(enabled()).toBe(true);
    run();
    expect(useToasts.getState().shown).toMatchObject([
      { tone: 'info', text: 'crawl is not in Staging: only other environments have it.' },
    ]);
  }
  expect(opened).toEqual([]);
});
