import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calls } from '../../../../core/ipc/calls.ts';
import { windowOptions } from '../../../../main/hosts/electron/window-options.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const data = mkdtempSync(join(tmpdir(), 'platos-console-boot-'));

/** Starts the built main in Node with a stand-in `electron`, as far as the loaded page. */
function boot(extra: Readonly<Record<string, string>>) {
  const hook = pathToFileURL(join(root, 'test', 'support', 'stand-in-hook.mjs')).href;
  const args = [
    '--import',
    hook,
    join(root, 'dist', 'main', 'electron.js'),
    '--profile',
    join(data, 'profile'),
  ];
  const env = { ...process.env, ...extra, STAND_IN_DATA: data };
  return spawnSync(process.execPath, args, { cwd: data, env, encoding: 'utf8', timeout: 30_000 });
}

function reportOf(stdout: string) {
  const line = stdout.split('\n').find((text) => text.startsWith('STAND-IN '));
  return JSON.parse(line?.slice('STAND-IN '.length) ?? 'null');
}

let run: ReturnType<typeof boot>;
let report: ReturnType<typeof reportOf>;

beforeAll(() => {
  execFileSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { cwd: root, stdio: 'ignore' });
  run = boot({});
  report = reportOf(run.stdout);
}, 120_000);
afterAll(() => rmSync(data, { recursive: true, force: true }));

describe('the built Electron main', () => {
  it('opens one closed window and answers only its page', () => {
    expect(report, run.stderr).not.toBeNull();
    const { session: _, ...webPreferences } =
      windowOptions('', {} as never, { width: 1440, height: 900 }).webPreferences ?? {};
    expect(report.window.webPreferences).toEqual({
      ...webPreferences,
      preload: join(root, 'dist', 'preload', 'preload.cjs'),
    });
    expect(report.url).toMatch(/^app:\/\/console\//);
    expect(report.calls).toEqual(calls.map((call) => `platos:${call}`));
    expect(report.asked).toEqual({
      page: 'answered',
      otherFrame: 'Refused',
      noFrame: 'Refused',
      notText: 'Refused',
      elsewhere: 'Refused',
      blank: 'Refused',
    });
  });

  it('closes the world around it', () => {
    expect(report).toMatchObject({
      menu: [null],
      helper: [join(root, 'dist', 'main', 'keychain-child.js')],
      sandbox: [],
      partition: ['console'],
      permission: [false],
      permissionCheck: false,
      device: false,
      display: [{}],
      spelling: [false],
      webrtc: ['disable_non_proxied_udp'],
      opened: { action: 'deny' },
      links: ['platos-console'],
      scheme: 'app',
      privileged: [[{ scheme: 'app', privileges: { standard: true, secure: true } }]],
      proxy: [{ mode: 'fixed_servers', proxyRules: 'http://127.0.0.1:9', proxyBypassRules: '<-loopback>' }],
      userData: ['userData', join(data, 'profile', 'electron')],
    });
    expect(report.switches).toMatchObject({
      'host-resolver-rules': 'MAP * ~NOTFOUND',
      'proxy-server': 'http://127.0.0.1:9',
      'proxy-bypass-list': '<-loopback>',
    });
    expect(report.prevented).toEqual({
      elsewhere: true,
      frame: true,
      own: false,
      redirect: true,
      webview: true,
    });
    expect(report.cancelled).toEqual({
      'app://console/assets/a.js': false,
      'https://example.com/': true,
      'app://other/': true,
      'file:///etc/passwd': true,
      'ws://127.0.0.1/': true,
      'data:text/html,x': true,
    });
  });

  it('serves the built window and nothing beside it, with the policy', () => {
    const { served } = report;

    expect(served.page).toMatchObject({
      status: 200,
      type: 'text/html; charset=utf-8',
      text: '<!doctype html>',
    });
    expect(served.page.csp).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[\w+/=]{20,}'/,
    );
    expect(served.missing.status).toBe(404);
    expect(served.above.text).toBe('<!doctype html>');
    expect(served.other.status).toBe(404);
  });

  it('opens at the link that it was started by, which comes before it is ready', () => {
    const linked = boot({ STAND_IN_LINK: 'platos-console://w/local/orgs/a' });

    expect(reportOf(linked.stdout)?.url, linked.stderr).toBe('app://console/w/local/orgs/a');
  });

  it('ends when another one runs on this profile', () => {
    const second = boot({ STAND_IN_SECOND: '1' });

    expect(second.status).toBe(0);
    expect(reportOf(second.stdout)).toBeNull();
  });
});
