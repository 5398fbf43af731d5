import type { WebPreferences } from 'electron';
import { expect, it } from 'vitest';
import { isOurs, windowOptions } from '../../../../main/hosts/electron/window-options.ts';

it('isolates the page from Node and from the disk', () => {
  const session = {} as NonNullable<WebPreferences['session']>;
  const expected: WebPreferences = {
    preload: '/dist/preload.cjs',
    session,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
    devTools: false,
    enableWebSQL: false,
  };

  const area = { width: 1280, height: 1024 };
  const options = windowOptions('/dist/preload.cjs', session, area);
  expect(options.webPreferences).toEqual(expected);
  expect(options).toMatchObject({ width: 1280, height: 900 });
});

it.each([
  ['app://console/', true],
  ['app://console/w/local', true],
  ['app://console', true],
  ['app://console.evil/', false],
  ['app://consolex/', false],
  ['app://other/console/', false],
  ['https://console/', false],
  ['file:///app://console/', false],
  ['about:blank', false],
  ['', false],
])('knows its own page: %s %s', (url, ours) => {
  expect(isOurs(url)).toBe(ours);
});
