import { defineConfig } from 'vite';

/** Both hosts as ES modules; parts with a native half, and Playwright, stay in node_modules. */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'dist/main',
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    rolldownOptions: {
      input: {
        electron: 'main/hosts/electron/entry.ts',
        chromium: 'main/hosts/chromium/entry.ts',
        'keychain-child': 'main/keychain/keychain-child.ts',
      },
      output: { chunkFileNames: '[name].js' }, // one folder, so that import.meta.dirname means the same everywhere
    },
  },
  ssr: {
    target: 'node',
    noExternal: true,
    external: ['electron', 'playwright-core', 'better-sqlite3-multiple-ciphers', 'keytar', '@node-rs/argon2'],
  },
});
