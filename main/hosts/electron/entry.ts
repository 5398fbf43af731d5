import { join } from 'node:path';
import { app, BrowserWindow, Menu, protocol } from 'electron';
import { keychainService } from '../../app.ts';
import { watchProcess } from '../../bugs.ts';
import { createKeychain } from '../../keychain/keychain.ts';
import { claimProfile, defaultProfile } from '../../profile.ts';
import { LINK_SCHEME, pathOfLink } from '../options.ts';
import { optionsOrExit, run } from '../run.ts';
import { tellTrouble } from '../trouble.ts';
import { ownArguments } from './arguments.ts';
import { SWITCHES } from './closed-session.ts';
import { startUtilityHelper } from './keychain-helper.ts';
import { macMenu } from './menu.ts';
import { startElectron } from './start.ts';
import { SCHEME } from './window-options.ts';

const dist = join(import.meta.dirname, '..');

async function main(): Promise<void> {
  const options = optionsOrExit(ownArguments(process.argv, app.isPackaged));
  // Electron's own files stand beside the data of this profile: one running app for each.
  app.setPath('userData', join(options.profile ?? defaultProfile(), 'electron'));
  if (!app.requestSingleInstanceLock({ path: options.path })) return app.exit();
  for (const [name, value] of SWITCHES) app.commandLine.appendSwitch(name, value);
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }]);
  app.enableSandbox();
  app.setAsDefaultProtocolClient(LINK_SCHEME.slice(0, -1));
  Menu.setApplicationMenu(
    process.platform === 'darwin' ? Menu.buildFromTemplate([...macMenu(closeWindow)]) : null,
  );
  const profile = claimProfile(options.profile);
  const linked = linkAtStart();
  await app.whenReady();
  const host = await startElectron({
    preload: join(dist, 'preload', 'preload.cjs'),
    renderer: join(dist, 'renderer'),
  });
  await run(
    host,
    { ...options, ...linked() },
    {
      profile,
      keychain: createKeychain({ service: keychainService, startHelper: startUtilityHelper }),
    },
  );
}

function closeWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) app.quit();
  else window.close();
}

/** macOS tells the link that it starts an app by as an event, which comes before the app is ready. */
function linkAtStart(): () => { readonly path?: string } {
  let found: { readonly path?: string } = {};
  const keep = (event: { preventDefault: () => void }, link: string): void => {
    event.preventDefault();
    found = { path: pathOfLink(link) };
  };
  app.on('open-url', keep);
  return () => {
    app.off('open-url', keep);
    return found;
  };
}

watchProcess(() => app.exit(1));
main().catch((error: unknown) => {
  tellTrouble('The app could not start', 'the start', error);
  app.exit(1);
});
