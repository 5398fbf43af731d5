import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createBrowserProfile } from '../../../../main/hosts/chromium/browser-profile.ts';
import { scrubEnvironment } from '../../../../main/hosts/chromium/environment.ts';
import { findBrowser } from '../../../../main/hosts/chromium/find-browser.ts';
import { browserFlags, UNWANTED_DEFAULTS } from '../../../../main/hosts/chromium/flags.ts';

describe('browserFlags', () => {
  it('closes every way out and writes nothing down', () => {
    expect(browserFlags(false)).toEqual(
      expect.arrayContaining([
        '--incognito',
        '--proxy-server=http://127.0.0.1:9',
        '--proxy-bypass-list=<-loopback>',
        '--host-resolver-rules=MAP * ~NOTFOUND',
        '--webrtc-ip-handling-policy=disable_non_proxied_udp',
        '--dns-prefetch-disable',
      ]),
    );
  });

  it('hides the bar about the sandbox only where root has none', () => {
    expect(browserFlags(true)).toContain('--test-type');
    expect(browserFlags(false)).not.toContain('--test-type');
    expect([...browserFlags(true), ...browserFlags(false)].join(' ')).not.toContain(
      '--remote-debugging-port',
    );
    expect(UNWANTED_DEFAULTS).toContain('--enable-automation');
  });
});

describe('findBrowser', () => {
  const machine = (platform: NodeJS.Platform, env: Record<string, string>, ...files: string[]) =>
    findBrowser({ platform, env, exists: (file) => files.includes(file) });

  it('finds Chrome before Chromium before Edge on Linux', () => {
    const env = { PATH: '/usr/local/bin:/usr/bin' };
    expect(machine('linux', env, '/usr/bin/chromium', '/usr/bin/google-chrome')).toBe(
      '/usr/bin/google-chrome',
    );
    expect(machine('linux', env, '/usr/bin/microsoft-edge', '/usr/bin/chromium')).toBe('/usr/bin/chromium');
    expect(machine('linux', { PATH: '' }, '/snap/bin/chromium')).toBe('/snap/bin/chromium');
  });

  it('looks into the applications of macOS, the person’s own too', () => {
    const file = '/Users/a/Applications/Chromium.app/Contents/MacOS/Chromium';
    expect(machine('darwin', { HOME: '/Users/a' }, file)).toBe(file);
  });

  it('is undefined where there is none', () => {
    expect(machine('linux', { PATH: '/usr/bin' })).toBeUndefined();
    expect(machine('win32', {})).toBeUndefined();
  });
});

describe('the throw-away profile', () => {
  it('is the owner’s alone, switches network prediction off and is removed', () => {
    const profile = createBrowserProfile();

    expect(statSync(profile.folder).mode & 0o777).toBe(0o700);
    const preferences = JSON.parse(readFileSync(join(profile.folder, 'Default', 'Preferences'), 'utf8'));
    expect(preferences.net.network_prediction_options).toBe(2);
    expect(preferences.webrtc.ip_handling_policy).toBe('disable_non_proxied_udp');
    profile.remove();
    expect(existsSync(profile.folder)).toBe(false);
  });

  it('sweeps the folder of a start that was killed, and no other', () => {
    const dead = join(tmpdir(), `platos-console-browser-${spawnSync(process.execPath, ['--version']).pid}-x`);
    const living = join(tmpdir(), `platos-console-browser-${process.ppid}-x`);
    for (const folder of [dead, living]) mkdirSync(folder, { recursive: true });
    const unrelated = mkdtempSync(join(tmpdir(), 'platos-console-other-'));

    createBrowserProfile().remove();

    expect([dead, living, unrelated].map((folder) => existsSync(folder))).toEqual([false, true, true]);
    for (const folder of [living, unrelated]) rmSync(folder, { recursive: true });
  });
});

it('scrubs what makes programs talk', () => {
  const env = { DEBUG: 'pw:*', PWDEBUG: '1', NODE_OPTIONS: '--inspect', SSLKEYLOGFILE: '/x', HOME: '/h' };
  scrubEnvironment(env);
  expect(env).toEqual({ HOME: '/h' });
});
