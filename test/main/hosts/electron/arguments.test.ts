import { expect, it } from 'vitest';
import { ownArguments } from '../../../../main/hosts/electron/arguments.ts';
import { parseOptions, usage } from '../../../../main/hosts/options.ts';

const ours = ['--profile', '/p', '--import', 'a', '--screenshot=b', 'platos-console://w/local'];

it.each([
  ['a packaged app', ['console', ...ours], true],
  ['an AppImage from its menu entry', ['console', '--no-sandbox', ...ours], true],
  ['switches of Chromium', ['console', '--ozone-platform=wayland', ...ours, '--disable-gpu'], true],
  ['a checkout', ['electron', '/app/dist/main/electron.js', ...ours], false],
  ['a checkout as root', ['electron', '--no-sandbox', '/app/dist/main/electron.js', ...ours], false],
])('finds what is meant for the console: %s', (_, argv, isPackaged) => {
  expect(ownArguments(argv, isPackaged)).toEqual(ours);
});

it('knows every option that the console has', () => {
  const named = usage.match(/--[a-z-]+(?= )/g)?.filter((name) => name !== '--') ?? [];
  expect(named.length).toBeGreaterThan(7);
  expect(ownArguments(['console', ...named], true)).toEqual(named);
});

it('has nothing where nothing is meant for it', () => {
  expect(ownArguments(['electron', '.'], false)).toEqual([]);
  expect(parseOptions(ownArguments(['console', '--no-sandbox'], true), '/')).toMatchObject({ ok: true });
});
