import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, type Page, test } from '@playwright/test';
import { calls, events } from '../../core/ipc/calls.ts';
import { openBareHost } from '../support/bare-host.ts';

const ok = JSON.stringify({ ok: false, error: { code: 'internal', incident: 'none' } });

test('the page has one function per call and per event, and no other way in @chromium', async () => {
  const host = await openBareHost();

  const names = await host.page.evaluate(() => Object.keys(Reflect.get(window, 'platos')));

  expect(names).toEqual([...calls, ...events.map((event) => `on:${event}`)]);
  await host.quit();
});

test('a call crosses as one JSON string each way, an event reaches who listens @chromium', async () => {
  const asked: string[] = [];
  const host = await openBareHost({
    answer: async (call, json) => {
      asked.push(`${call} ${json}`);
      return ok;
    },
  });

  const reply = await host.page.evaluate(() => Reflect.get(window, 'platos')['scope.list']('{"a":1}'));
  await host.page.evaluate(() => {
    const heard: string[] = [];
    Reflect.set(window, 'heard', heard);
    const stop = Reflect.get(window, 'platos')['on:drafts.changed']((json: string) => {
      heard.push(json);
      stop();
    });
  });
  host.emit('drafts.changed', '{"n":1}');
  host.emit('drafts.changed', '{"n":2}');

  expect(reply).toBe(ok);
  expect(asked).toContain('scope.list {"a":1}');
  await expect.poll(() => host.page.evaluate(() => Reflect.get(window, 'heard'))).toEqual(['{"n":1}']);
  await host.quit();
});

/** Calls the binding from a frame of this kind and gives what came of it. */
function callFrom(page: Page, kind: string): Promise<string> {
  return page.evaluate(async (wanted) => {
    const frame = document.createElement('iframe');
    if (wanted === 'srcdoc') frame.srcdoc = '<p>x';
    if (wanted === 'blob') frame.src = URL.createObjectURL(new Blob(['<p>x'], { type: 'text/html' }));
    if (wanted === 'ours') frame.src = '/';
    document.body.append(frame);
    await new Promise((resolve) => setTimeout(resolve, 500));
    try {
      await Reflect.get(frame.contentWindow ?? {}, 'platos:scope.list')('{}');
      return 'answered';
    } catch (error) {
      return error instanceof DOMException ? 'not loaded' : String(error);
    }
  }, kind);
}

const frames = {
  'about:blank': 'Error: Refused',
  srcdoc: 'Error: Refused',
  blob: 'not loaded',
  ours: 'not loaded',
};

for (const [kind, expected] of Object.entries(frames)) {
  test(`a frame is no caller: ${kind} @chromium`, async () => {
    const host = await openBareHost();
    const direct = await host.page.evaluate(() => Reflect.get(window, 'platos:scope.list')('{}'));

    const outcome = await callFrom(host.page, kind);

    expect(direct).toBe(ok);
    expect(outcome).toBe(expected);
    await host.quit();
  });
}

test('a page that is not ours is refused, even with the same origin @chromium', async () => {
  const asked: string[] = [];
  const host = await openBareHost({
    answer: async (_call, json) => {
      asked.push(json);
      return ok;
    },
  });
  const script = `<script>window['platos:scope.list']('"stranger"')</script>`;

  await host.page.evaluate((html) => {
    location.href = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
  }, script);
  await host.page.waitForURL(/console\.platos\.invalid/);
  const late = await host.page.context().newPage();
  await late.evaluate(() => Reflect.get(window, 'platos:scope.list')?.('"stranger"')).catch(() => undefined);

  expect(asked).not.toContain('"stranger"');
  await host.quit();
});

test('the clipboard is written and read without the page seeing a paste @chromium', async () => {
  const host = await openBareHost();
  await host.page.evaluate(() => {
    const pastes: string[] = [];
    Reflect.set(window, 'pastes', pastes);
    addEventListener('paste', () => pastes.push('seen'), true);
  });

  await host.clipboard.write('one\ntwo ü');

  expect(await host.clipboard.read()).toBe('one\ntwo ü');
  expect(await host.page.evaluate(() => Reflect.get(window, 'pastes'))).toEqual([]);
  await host.clipboard.write('');
  expect(await host.clipboard.read()).toBe('');
  await host.quit();
});

test('quitting runs what was registered, last first, and leaves no browser profile @chromium', async () => {
  const order: string[] = [];
  const host = await openBareHost({ onClosed: () => order.push('closed') });
  const mine = () =>
    readdirSync(tmpdir()).filter((name) => name.startsWith(`platos-console-browser-${process.pid}-`));
  expect(mine()).toHaveLength(1);
  host.onQuit(() => void order.push('first'));
  host.onQuit(() => void order.push('second'));

  await host.quit();
  await host.quit();

  expect(order).toEqual(['second', 'first', 'closed']);
  expect(mine()).toEqual([]);
});

test('when the browser dies, the app quits cleanly @chromium', async () => {
  const host = await openBareHost();
  let quit = false;
  host.onQuit(() => {
    quit = true;
  });

  const session = await host.page.context().newCDPSession(host.page);
  await session.send('Browser.crash').catch(() => undefined);
  await host.ended;

  expect(quit).toBe(true);
});
