export interface Ports {
  readonly tcp: number;
  readonly udp: number;
}

/** Everything a script could try to reach another program. */
export const attempts = [
  'fetch',
  'keepalive',
  'request',
  'websocket',
  'eventsource',
  'beacon',
  'links',
  'speculation',
  'image',
  'script',
  'style',
  'frame',
  'popup',
  'anchor',
  'download',
  'stun',
  'worker',
  'module',
  'form',
  'meta',
] as const;
export type Attempt = (typeof attempts)[number];

/** Runs in the page and uses nothing from outside itself. What is refused counts as tried. */
export async function attempt({
  name,
  ports,
}: {
  readonly name: Attempt;
  readonly ports: Ports;
}): Promise<void> {
  const http = `http://127.0.0.1:${ports.tcp}`;
  const names = [http, `http://localhost:${ports.tcp}`, `http://[::1]:${ports.tcp}`];
  const tag = (name: string, fields: Record<string, string>) =>
    document.head.append(Object.assign(document.createElement(name), fields));
  const stun = async () => {
    const urls = [`stun:127.0.0.1:${ports.udp}`, `turn:127.0.0.1:${ports.udp}?transport=udp`];
    const peer = new RTCPeerConnection({ iceServers: [{ urls, username: 'u', credential: 'c' }] });
    peer.createDataChannel('x');
    await peer.setLocalDescription(await peer.createOffer());
  };
  const form = () => {
    const element = Object.assign(document.createElement('form'), { action: `${http}/form`, method: 'post' });
    document.body.append(element);
    element.submit();
  };
  const rules = JSON.stringify({
    prerender: [{ urls: [`${http}/prerender`] }],
    prefetch: [{ urls: [`${http}/pf`] }],
  });
  const tries: Record<Attempt, () => unknown> = {
    fetch: () => Promise.all(names.map((base) => fetch(`${base}/fetch`, { mode: 'no-cors' }))),
    keepalive: () => fetch(`${http}/keepalive`, { mode: 'no-cors', keepalive: true }),
    request: () => {
      const request = new XMLHttpRequest();
      request.open('GET', `${http}/xhr`);
      request.send();
    },
    websocket: () => new WebSocket(`ws://127.0.0.1:${ports.tcp}`),
    eventsource: () => new EventSource(`${http}/events`),
    beacon: () => navigator.sendBeacon(`${http}/beacon`, 'x'),
    links: () => {
      for (const rel of [
        'preconnect',
        'dns-prefetch',
        'prefetch',
        'preload',
        'modulepreload',
        'stylesheet',
        'icon',
      ])
        for (const base of names) tag('link', { rel, href: `${base}/${rel}` });
    },
    speculation: () => tag('script', { type: 'speculationrules', textContent: rules }),
    image: () => tag('img', { src: `${http}/image` }),
    script: () => tag('script', { src: `${http}/script` }),
    frame: () =>
      document.body.append(Object.assign(document.createElement('iframe'), { src: `${http}/frame` })),
    meta: () => tag('meta', { httpEquiv: 'refresh', content: `0;url=${http}/meta` }),
    popup: () => window.open(`${http}/open`),
    anchor: () =>
      Object.assign(document.createElement('a'), { href: http, target: '_blank', ping: http }).click(),
    download: () => Object.assign(document.createElement('a'), { href: `${http}/d`, download: 'x' }).click(),
    stun,
    worker: () => navigator.serviceWorker.register('/sw.js'),
    module: () => tag('script', { type: 'module', textContent: `import '${http}/module.js'` }),
    style: () => document.body.style.setProperty('background', `url(${http}/css)`),
    form,
  };
  try {
    await Promise.race([tries[name](), new Promise((resolve) => setTimeout(resolve, 300))]);
  } catch {
    // refused: what counts is what the listeners heard
  }
}
