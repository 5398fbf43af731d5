import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The window: static files that run under a strict CSP, so nothing inline and nothing from elsewhere. */
export default defineConfig({
  root: 'renderer',
  base: '/',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome146', // what Electron 45 and current browsers have
    modulePreload: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4000, // kB; read from memory, not from a network
  },
});
