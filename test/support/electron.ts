/** Stands for `electron` in unit tests, where importing the real module would download it. */
export const app = {};
export const BrowserWindow = {};
export const ipcMain = {};
export const screen = {};
