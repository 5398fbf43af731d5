import type { Page } from 'playwright-core';

/** Draws no frame until `release`: a machine that is too busy to draw while its person goes on typing. */
export async function holdFrames(page: Page): Promise<{ readonly release: () => Promise<void> }> {
  await page.evaluate(() => {
    const { requestAnimationFrame: draw, cancelAnimationFrame: cancel } = window;
    const held = new Map<number, FrameRequestCallback>();
    let last = 0;
    window.requestAnimationFrame = (callback) => {
      last -= 1;
      held.set(last, callback);
      return last;
    };
    window.cancelAnimationFrame = (id) => {
      held.delete(id);
      if (id > 0) cancel.call(window, id);
    };
    window.addEventListener(
      'frames-released',
      () => {
        window.requestAnimationFrame = draw;
        window.cancelAnimationFrame = cancel;
        for (const callback of held.values()) callback(performance.now());
      },
      { once: true },
    );
  });
  return { release: () => page.evaluate(() => void window.dispatchEvent(new Event('frames-released'))) };
}
