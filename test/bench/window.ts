import type { Page } from 'playwright-core';
import { type LaunchedApp, launchApp } from '../support/app.ts';
import type { BenchProfile } from './profile.ts';

const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

interface Probe {
  /** When the last key went down, on the page's clock. */
  pressed: number;
  readonly longTasks: { start: number; duration: number }[];
}

declare global {
  var probe: Probe;
}

/** Opens the real window on a profile, with a probe in it that was there before the app's own scripts. */
export async function openWindow(
  profile: BenchProfile,
  path: string,
  args: readonly string[] = [],
): Promise<LaunchedApp> {
  const app = await launchApp({
    profile: profile.dir,
    keychain: profile.keychain,
    headless: !hasDisplay,
    args: ['--path', path, ...args],
  });
  await app.page.addInitScript(installProbe);
  await app.page.reload();
  await dataReady(app.page);
  return app;
}

export const dataReady = async (page: Page): Promise<void> =>
  void (await page.waitForSelector('html[data-ready="true"]', { state: 'attached', timeout: 60_000 }));

/** Runs in the page: the app stops the keys it takes, so this listener has to be the first. */
function installProbe(): void {
  globalThis.probe = { pressed: 0, longTasks: [] };
  const onKey = (event: KeyboardEvent) => {
    probe.pressed = event.timeStamp;
  };
  window.addEventListener('keydown', onKey, true);
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      probe.longTasks.push({ start: startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
}

/** What has to be in the DOM: the text, value or attribute of the first element that fits the selector. */
export interface Shown {
  readonly selector: string;
  readonly attribute?: string;
  readonly text: string;
}

/** Milliseconds from the key press to the end of the frame that first shows all of this. */
export async function keyToPaint(page: Page, key: string, shown: readonly Shown[]): Promise<number> {
  await page.evaluate(() => {
    probe.pressed = 0;
  });
  const painted = page.evaluate(watchFrames, shown);
  await page.keyboard.press(key);
  return painted;
}

/** Runs in the page. */
function watchFrames(shown: readonly Shown[]): Promise<number> {
  const holds = ({ selector, attribute, text }: Shown) => {
    const element = document.querySelector(selector);
    if (element === null) return false;
    if (attribute !== undefined) return element.getAttribute(attribute) === text;
    return (element instanceof HTMLInputElement ? element.value : element.textContent) === text;
  };
  return new Promise((resolve, reject) => {
    const giveUp = performance.now() + 30_000;
    const look = () => {
      if (performance.now() > giveUp) return reject(new Error(`never shown: ${JSON.stringify(shown)}`));
      if (probe.pressed === 0 || !shown.every(holds)) return requestAnimationFrame(look);
      // A message posted inside a frame arrives after that frame was painted.
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now() - probe.pressed);
      channel.port2.postMessage(0);
      return undefined;
    };
    requestAnimationFrame(look);
  });
}

/** Time enough for the window to load in the background what it will need next. */
export const settled = (page: Page): Promise<void> => page.waitForTimeout(700);

/** Forgets the long tasks so far. */
export const forgetTasks = (page: Page): Promise<void> => page.evaluate(() => void probe.longTasks.splice(0));

/** Duration of the longest task since `forgetTasks`, in ms; 0 when none was longer than 50. */
export async function longestTask(page: Page): Promise<number> {
  await page.waitForTimeout(300); // entries come some time after their task
  return page.evaluate(() => Math.max(0, ...probe.longTasks.map((task) => task.duration)));
}
