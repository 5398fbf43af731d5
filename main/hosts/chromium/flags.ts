import { WINDOW } from '../window-size.ts';

/** Stands for the app inside the browser. `.invalid` never resolves (RFC 2606), and the browser resolves nothing. */
export const HOST_NAME = 'console.platos.invalid';
export const ORIGIN = `https://${HOST_NAME}`;

/** First page of the app-mode window: no title flash, the background of the desktop's scheme. */
const BLANK = 'data:text/html,<title>Platos Console</title><meta name=color-scheme content="light dark">';

/** The last --disable-features counts, so this repeats what Playwright needs and adds what would call out. */
const DISABLED_FEATURES = [
  'AcceptCHFrame',
  'AimEnabled',
  'AutofillServerCommunication',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'CertificateTransparencyComponentUpdater',
  'DestroyProfileOnBrowserClose',
  'DialMediaRouteProvider',
  'GlobalMediaControls',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PreconnectToSearch',
  'Prerender2',
  'ThirdPartyStoragePartitioning',
  'Translate',
  'TcpPortRandomizationWin',
  'msEdgeUpdateLaunchServicesPreferredVersion',
  'msForceBrowserSignIn',
];

/** Playwright's own flags that a product window must not have. */
export const UNWANTED_DEFAULTS = [
  'about:blank',
  '--enable-automation',
  '--disable-popup-blocking',
  '--unsafely-disable-devtools-self-xss-warnings',
];

/**
 * Flags of a window in app mode that writes nothing down and reaches nothing.
 *
 * A dead proxy, loopback included, and a resolver that knows no name hold even where page rules
 * do not (DNS prefetch, preconnect, the browser's own calls); WebRTC may only use that proxy.
 *
 * @param asRoot  Chromium's sandbox cannot start as root; `--test-type` hides the bar that says so
 */
export function browserFlags(asRoot: boolean): readonly string[] {
  return [
    `--app=${BLANK}`,
    '--class=platos-console',
    `--window-size=${WINDOW.width},${WINDOW.height}`,
    '--incognito',
    '--proxy-server=http://127.0.0.1:9',
    '--proxy-bypass-list=<-loopback>',
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--dns-prefetch-disable',
    '--no-pings',
    '--disable-quic',
    '--disable-domain-reliability',
    '--disable-client-side-phishing-detection',
    '--disable-print-preview',
    '--disable-session-crashed-bubble',
    `--disable-features=${DISABLED_FEATURES.join(',')}`,
    ...(asRoot ? ['--test-type'] : []),
  ];
}

/** The throw-away profile's settings: what has no flag. */
export const preferences = {
  net: { network_prediction_options: 2 },
  dns_prefetching: { enabled: false },
  webrtc: {
    ip_handling_policy: 'disable_non_proxied_udp',
    multiple_routes_enabled: false,
    nonproxied_udp_enabled: false,
  },
  search: { suggest_enabled: false },
  safebrowsing: { enabled: false, enhanced: false },
  alternate_error_pages: { enabled: false },
  autofill: { enabled: false, profile_enabled: false, credit_card_enabled: false },
  browser: { enable_spellchecking: false },
  credentials_enable_service: false,
  profile: { password_manager_enabled: false },
  spellcheck: { dictionaries: [], use_spelling_service: false },
  signin: { allowed: false },
  translate: { enabled: false },
} as const;
