/** Variables that make Node, Playwright or the browser print or write what passes through them. */
const LOUD = ['DEBUG', 'DEBUG_FILE', 'PWDEBUG', 'NODE_OPTIONS', 'SSLKEYLOGFILE', 'CHROME_LOG_FILE'];

/** Takes them out of this process, before Playwright is loaded and anything is started. */
export function scrubEnvironment(env: Record<string, string | undefined> = process.env): void {
  for (const name of LOUD) delete env[name];
}
