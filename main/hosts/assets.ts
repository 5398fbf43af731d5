import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { NONCE_MARK } from './policy.ts';

export interface Asset {
  readonly body: Buffer;
  readonly type: string;
}

/** Every file of the built window by its path. What is not in the map cannot be served. */
export type Assets = ReadonlyMap<string, Asset>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Reads the built window into memory (a few MB), its pages with this start's nonce. */
export function loadAssets(folder: string, nonce: string): Assets {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const type = TYPES[extname(file)] ?? 'application/octet-stream';
      const body = readFileSync(file);
      const served =
        extname(file) === '.html' ? Buffer.from(body.toString('utf8').replaceAll(NONCE_MARK, nonce)) : body;
      return [`/${relative(folder, file).split(sep).join('/')}`, { body: served, type }];
    }),
  );
}

/** The asset at a URL's path; pages of the app are all index.html, unknown files are none. */
export function assetAt(assets: Assets, pathname: string): Asset | undefined {
  const exact = assets.get(pathname);
  if (exact !== undefined) return exact;
  return pathname.startsWith('/assets/') || pathname === '/favicon.ico'
    ? undefined
    : assets.get('/index.html');
}
