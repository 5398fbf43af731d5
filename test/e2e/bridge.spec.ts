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

/** Pairs of surrogates at odd places: a piece may not end within one. */
const longText = 'x'.concat('\u{1f511}'.repeat(500_000));

test('a long reply arrives whole, before the event that main told after it @chromium', async () => {
  const host = await openBareHost({
    answer: async (call) => {
      if (call !== 'values.reveal') return ok;
      setImmediate(() => host.emit('app.changed', 'told after it'));
      return longText;
    },
  });

  const heard = await host.page.evaluate(async (expected) => {
    const order: string[] = [];
    const platos = Reflect.get(window, 'platos');
    const told = new Promise<void>((resolve) => {
      platos['on:app.changed']((json: string) => {
        order.push(json);
        resolve();
      });
    });
    const reply = platos['values.reveal']('{}').then((text: string) =>
      order.push(text === expected ? 'whole' : 'broken'),
    );
    await Promise.all([reply, told]);
    return order;
  }, longText);

  expect(heard).toEqual(['whole', 'told after it']);
  await host.quit();
});

test('the rest of a long reply is for the document that asked, once @chromium', async () => {
  const host = await openBareHost({
    answer: async (call) => (call === 'values.reveal' ? longText : ok),
  });
  const raw = (...words: readonly string[]) =>
    host.page.evaluate((all) => Reflect.get(window, 'platos:ask')(...all).catch(String), words);
  const refused = 'Error: Refused';

  const { rest } = await raw('one', 'values.reveal', '{}');
  const taken = await raw('one', 'more', rest[0]);
  const again = await raw('one', 'more', rest[0]);
  const other = await raw('two', 'more', rest[1]);
  const late = await raw('one', 'more', rest[1]);

  expect(typeof taken.text).toBe('string');
  expect([again, other, late]).toEqual([refused, refused, refused]);
  await host.quit();
});

test('reloaded half way through a long reply, the page asks anew and is answered @chromium', async () => {
  let asked = 0;
  let reloaded: Promise<unknown> = Promise.resolve();
  const host = await openBareHost({
    answer: async (call) => {
      if (call !== 'values.reveal') return ok;
      asked += 1;
      if (asked === 1) reloaded = host.page.reload();
      return longText;
    },
  });
  const take = () => Reflect.get(window, 'platos')['values.reveal']('{}');

  const lost = await host.page.evaluate(take).catch(() => 'gone with its page');
  await reloaded;
  const whole = await host.page.evaluate(take);

  expect(lost === longText || lost === 'gone with its page').toBe(true);
  expect(whole === longText).toBe(true);
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
      await Reflect.get(frame.contentWindow ?? {}, 'platos:ask')('frame', 'scope.list', '{}');
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
    const direct = await host.page.evaluate(() =>
      Reflect.get(window, 'platos:ask')('page', 'scope.list', '{}'),
    );

    const outcome = await callFrom(host.page, kind);

    expect(direct).toEqual({ text: ok });
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
  const script = `<script>window['platos:ask']('blob', 'scope.list', '"stranger"')</script>`;

  await host.page.evaluate((html) => {
    location.href = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
  }, script);
  await host.page.waitForURL(/console\.platos\.invalid/);
  const late = await host.page.context().newPage();
  const call = () => Reflect.get(window, 'platos:ask')?.('late', 'scope.list', '"stranger"');
  await late.evaluate(call).catch(() => undefined);

  expect(asked).not.toContain('"stranger"');
  await host.quit();
});

test('the host hears when the window gets the focus, and opens web pages only @chromium', async () => {
  const told: string[] = [];
  const host = await openBareHost({ onFocus: () => void told.push('focus') });
  await host.page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await host.page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect.poll(() => told).toEqual(['focus']);
  for (const url of ['file:///etc/passwd', 'javascript:alert(1)', 'platos-console://x', 'not an address'])
    await expect(host.openExternal(url), url).rejects.toThrow();
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
  const host = await openBareHost();
  const mine = () =>
    readdirSync(tmpdir()).filter((name) => name.startsWith(`platos-console-browser-${process.pid}-`));
  expect(mine()).toHaveLength(1);
  host.onQuit(() => void order.push('first'));
  host.onQuit(() => void order.push('second'));

  await host.quit();
  await host.quit();

  expect(order).toEqual(['second', 'first']);
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
