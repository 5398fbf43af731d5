import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { assetAt, loadAssets } from '../../../main/hosts/assets.ts';
import { contentSecurityPolicy, NONCE_MARK, responseHeaders } from '../../../main/hosts/policy.ts';

const folder = mkdtempSync(join(tmpdir(), 'platos-console-assets-'));
mkdirSync(join(folder, 'renderer', 'assets'), { recursive: true });
writeFileSync(join(folder, 'outside.txt'), 'outside');
writeFileSync(join(folder, 'renderer', 'index.html'), `<meta nonce="${NONCE_MARK}">`);
writeFileSync(join(folder, 'renderer', 'assets', 'a.js'), '1');
afterAll(() => rmSync(folder, { recursive: true }));

describe('assets', () => {
  const assets = loadAssets(join(folder, 'renderer'), 'n0nce');
  const textAt = (path: string) => assetAt(assets, path)?.body.toString();

  it('serves files with their type and pages with the nonce', () => {
    expect(assetAt(assets, '/assets/a.js')).toEqual({
      body: Buffer.from('1'),
      type: 'text/javascript; charset=utf-8',
    });
    expect(textAt('/w/local/orgs/a/projects/b/env/c.d/compare')).toBe('<meta nonce="n0nce">');
  });

  it.each([
    '/../outside.txt',
    '/..%2foutside.txt',
    '/assets/../../outside.txt',
    '/assets/%2e%2e/%2e%2e/outside.txt',
    '/..\\outside.txt',
    '/etc/passwd',
    '//etc/passwd',
    '/__proto__',
  ])('never serves what is not built: %s', (path) => {
    expect([undefined, '<meta nonce="n0nce">']).toContain(textAt(path));
  });

  it('has no page for a missing asset', () => {
    expect(assetAt(assets, '/assets/missing.js')).toBeUndefined();
  });
});

describe('policy', () => {
  it('lets the window run its own files and ask nobody', () => {
    expect(contentSecurityPolicy('abc').split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'nonce-abc'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'none'",
      "worker-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(responseHeaders('abc')['content-security-policy']).toBe(contentSecurityPolicy('abc'));
  });
});
