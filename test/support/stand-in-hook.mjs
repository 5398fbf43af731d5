import { registerHooks } from 'node:module';

/** Preloaded with `--import`: `electron` is the stand-in. */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: new URL('electron-stand-in.mjs', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});
