import type { MenuItemConstructorOptions } from 'electron';
import { expect, it } from 'vitest';
import { macMenu } from '../../../../main/hosts/electron/menu.ts';

const rolesIn = (items: readonly MenuItemConstructorOptions[]): readonly unknown[] =>
  items.flatMap(({ role, submenu }) => [role, ...(Array.isArray(submenu) ? rolesIn(submenu) : [])]);

it('has the keys of editing on macOS, and nothing that reloads or opens tools', () => {
  const roles = rolesIn(macMenu(() => undefined)).filter((role) => role !== undefined);

  expect(roles).toEqual(['appMenu', 'about', 'hide', 'hideOthers', 'unhide', 'editMenu', 'windowMenu']);
});

it('quits by way of the window, which may ask first', () => {
  let closed = 0;
  const [app] = macMenu(() => {
    closed += 1;
  });
  const items = Array.isArray(app?.submenu) ? app.submenu : [];
  const quit = items.find(({ accelerator }) => accelerator === 'Command+Q');

  quit?.click?.({} as never, undefined, {} as never);

  expect(closed).toBe(1);
});
