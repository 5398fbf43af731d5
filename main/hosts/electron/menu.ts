import type { MenuItemConstructorOptions } from 'electron';

/**
 * The menu on macOS, which reads the keys of editing, hiding and quitting from one. None is needed elsewhere.
 *
 * Nothing in it reloads the page or opens tools. Keys that the page takes never come to it.
 *
 * @param close  closes the window as the person would: the page may ask first
 */
export const macMenu = (close: () => void): readonly MenuItemConstructorOptions[] => [
  {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { label: 'Quit Platos Console', accelerator: 'Command+Q', click: close },
    ],
  },
  { role: 'editMenu' },
  { role: 'windowMenu' },
];
