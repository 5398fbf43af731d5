/** Logs in again wherever that is offered. */
export const loginKey = 'Alt+L';
