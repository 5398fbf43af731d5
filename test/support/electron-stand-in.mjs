/**
 * Stands for `electron` when the built main process is started in plain Node: it notes what main asks
 * for and, once the page is loaded, plays strangers and the page, prints what came of it, and ends.
 */
import { EventEmitter } from 'node:events';

const notes = { switches: {}, handlers: new Map(), window: undefined };
const keep = (object, key, value) => void Object.assign(object, { [key]: value });
const note =
  (name) =>
  (...args) =>
    keep(notes, name, args);

class App extends EventEmitter {
  isPackaged = false;
  commandLine = { appendSwitch: (name, value = '') => keep(notes.switches, name, value) };
  enableSandbox = note('sandbox');
  exit = (code = 0) => process.exit(code);
  getPath = () => process.env.STAND_IN_DATA;
  requestSingleInstanceLock = (data) => {
    notes.lock = data ?? null;
    return process.env.STAND_IN_SECOND !== '1';
  };
  setAsDefaultProtocolClient = note('links');
  setPath = note('userData');
  whenReady = async () => {
    const link = process.env.STAND_IN_LINK;
    if (link !== undefined) this.emit('open-url', { preventDefault: () => undefined }, link);
  };
}

class Contents extends EventEmitter {
  mainFrame = { url: 'app://console/w/x' };
  executeJavaScript = async () => true;
  send = note('sent');
  setWebRTCIPHandlingPolicy = note('webrtc');
  setWindowOpenHandler = (handler) => keep(notes, 'opened', handler({ url: 'https://example.com' }));
}

export class BrowserWindow extends EventEmitter {
  webContents = new Contents();
  isDestroyed = () => false;
  show = () => undefined;
  constructor(options) {
    super();
    notes.window = options;
  }
  async loadURL(url) {
    notes.url = url;
    setImmediate(() => report(this.webContents));
  }
}

const session_ = Object.assign(new EventEmitter(), {
  setPermissionRequestHandler: (handler) => handler(null, 'media', note('permission')),
  setPermissionCheckHandler: (handler) => keep(notes, 'permissionCheck', handler()),
  setDevicePermissionHandler: (handler) => keep(notes, 'device', handler()),
  setDisplayMediaRequestHandler: (handler) => handler(null, note('display')),
  setSpellCheckerEnabled: note('spelling'),
  setProxy: async (proxy) => note('proxy')(proxy),
  webRequest: { onBeforeRequest: (handler) => keep(notes, 'onRequest', handler) },
  protocol: { handle: (scheme, handler) => void Object.assign(notes, { scheme, serve: handler }) },
});

export const app = new App();
export const clipboard = { readText: () => '', writeText: () => undefined };
export const ipcMain = { handle: (name, handler) => void notes.handlers.set(name, handler) };
export const Menu = { setApplicationMenu: note('menu') };
/** Answers as a machine without a keychain does; tells which module was started. */
export const utilityProcess = {
  fork: (module) => {
    note('helper')(module);
    let answer = () => undefined;
    return {
      once: (event, listener) => {
        if (event === 'message') answer = listener;
      },
      postMessage: () => setImmediate(() => answer({ ok: false, message: 'stand-in' })),
      kill: () => undefined,
    };
  },
};

export const nativeTheme = { themeSource: 'system' };
export const protocol = { registerSchemesAsPrivileged: note('privileged') };
export const safeStorage = {};
export const session = {
  fromPartition: (name) => Object.assign(session_, { name: note('partition')(name) }),
};
export const screen = { getPrimaryDisplay: () => ({ workAreaSize: { width: 1440, height: 900 } }) };
export const shell = { openExternal: async () => undefined };

async function report(contents) {
  const call = [...notes.handlers.keys()][0];
  const ask = (senderFrame, json) =>
    notes.handlers
      .get(call)({ senderFrame }, json)
      .then(
        () => 'answered',
        (error) => error.message,
      );
  const cancelled = (url) => {
    let answer;
    notes.onRequest({ url }, (given) => {
      answer = given.cancel;
    });
    return answer;
  };
  const prevented = (event, details) => {
    const outcome = { stopped: false };
    contents.emit(event, { ...details, preventDefault: () => keep(outcome, 'stopped', true) });
    return outcome.stopped;
  };
  const served = async (url) => {
    const response = await notes.serve(new Request(url));
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      csp: response.headers.get('content-security-policy'),
      text: (await response.text()).slice(0, 15),
    };
  };
  const { onRequest, serve, handlers, window, ...plain } = notes;
  const { session: _, ...webPreferences } = window.webPreferences;
  const result = {
    ...plain,
    window: { ...window, webPreferences },
    calls: [...handlers.keys()],
    asked: {
      page: await ask(contents.mainFrame, '{}'),
      otherFrame: await ask({ url: 'app://console/w/x' }, '{}'),
      noFrame: await ask(null, '{}'),
      notText: await ask(contents.mainFrame, {}),
      elsewhere: await ask(Object.assign(contents.mainFrame, { url: 'app://console.evil/' }), '{}'),
      blank: await ask(Object.assign(contents.mainFrame, { url: 'about:blank' }), '{}'),
    },
    cancelled: Object.fromEntries(
      [
        'app://console/assets/a.js',
        'https://example.com/',
        'app://other/',
        'file:///etc/passwd',
        'ws://127.0.0.1/',
        'data:text/html,x',
      ].map((url) => [url, cancelled(url)]),
    ),
    prevented: {
      elsewhere: prevented('will-frame-navigate', { isMainFrame: true, url: 'https://example.com' }),
      frame: prevented('will-frame-navigate', { isMainFrame: false, url: 'app://console/' }),
      own: prevented('will-frame-navigate', { isMainFrame: true, url: 'app://console/w/y' }),
      redirect: prevented('will-redirect', {}),
      webview: prevented('will-attach-webview', {}),
    },
    served: {
      page: await served('app://console/w/local/orgs/a'),
      missing: await served('app://console/assets/none.js'),
      above: await served('app://console/..%2f..%2fpackage.json'),
      other: await served('app://other/index.html'),
    },
  };
  process.stdout.write(`STAND-IN ${JSON.stringify(result)}\n`, () => process.exit(0));
}
