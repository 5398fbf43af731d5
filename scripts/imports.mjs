/**
 * The rules of the rooms: who may import whom, no cycles, no file that nobody uses.
 * (dependency-cruiser reads TypeScript through a compiler API that version 7 does not have.)
 */
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseSync } from 'vite';
import { root } from './steps.mjs';

const ROOMS = ['core', 'main', 'preload', 'renderer'];
const UI = [
  'react',
  'react-dom',
  'react-aria-components',
  'zustand',
  'fuzzysort',
  'diff',
  'lucide-react',
  '@tanstack/react-query',
  '@tanstack/react-router',
  '@tanstack/react-virtual',
  '@fontsource-variable/inter',
  '@fontsource-variable/jetbrains-mono',
  'zod',
];
const MAIN = ['zod', 'dotenv', 'keytar', '@node-rs/argon2', 'better-sqlite3-multiple-ciphers', 'undici'];
const ENTRIES = new Set([
  'main/hosts/electron/entry.ts',
  'main/hosts/chromium/entry.ts',
  'main/keychain/keychain-child.ts',
  'preload/preload.ts',
  'renderer/main.tsx',
]);

const isNode = (name) => name.startsWith('node:') || builtinModules.includes(name);
const packageOf = (name) =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');

/** What a file may import: rooms by folder, packages by name. */
function allows(from, target, isFile) {
  const room = from.split('/')[0];
  const to = isFile ? target.split('/')[0] : packageOf(target);
  if (isFile && to === room)
    return featureOf(from) === undefined || [undefined, featureOf(from)].includes(featureOf(target));
  if (room === 'core') return to === 'zod';
  if (room === 'preload') return target === 'core/ipc/calls.ts' || to === 'electron';
  if (room === 'renderer') return to === 'core' || (!isFile && UI.includes(to));
  if (isFile) return to === 'core' || target === 'package.json';
  if (to === 'electron') return from.startsWith('main/hosts/electron/');
  if (to === 'playwright-core') return from.startsWith('main/hosts/chromium/');
  return isNode(target) || MAIN.includes(to);
}

const featureOf = (file) => /^renderer\/features\/([^/]+)/.exec(file)?.[1];

/** Every module a file names: static, type-only, re-exported, and dynamic with a plain string. */
export function importsOf(file, text) {
  const { module, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
  const exported = module.staticExports
    .flatMap((one) => one.entries)
    .map((entry) => entry.moduleRequest?.value);
  const lazy = module.dynamicImports.map(
    ({ moduleRequest: at }) => /^['"](.+)['"]$/.exec(text.slice(at.start, at.end))?.[1],
  );
  const types = [...text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)].map((match) => match[1]);
  const all = [...module.staticImports.map((one) => one.moduleRequest.value), ...exported, ...lazy, ...types];
  return [...new Set(all.filter((name) => name !== undefined))];
}

/** Problems of a set of files: `{ path: [module names] }` with paths relative to the project. */
export function problemsOf(graph) {
  const edges = new Map();
  const problems = [];
  for (const [from, names] of Object.entries(graph)) {
    const resolved = names.map((name) => ({
      name,
      isFile: name.startsWith('.'),
      target: name.startsWith('.') ? resolve(from, name) : name,
    }));
    for (const { name, isFile, target } of resolved) {
      if (!allows(from, target, isFile)) problems.push(`${from} may not import ${name}`);
    }
    edges.set(
      from,
      resolved.filter((one) => one.isFile && one.target in graph).map((one) => one.target),
    );
  }
  const used = new Set([...edges.values()].flat());
  const orphans = Object.keys(graph).filter(
    (file) => !used.has(file) && !ENTRIES.has(file) && !file.endsWith('.d.ts'),
  );
  return [...problems, ...cycles(edges), ...orphans.map((file) => `${file} is used by nothing`)];
}

const resolve = (from, name) =>
  relative(root, join(root, dirname(from), name.split('?')[0]))
    .split(sep)
    .join('/');

/** One line per back edge of a depth-first walk. */
function cycles(edges) {
  const state = new Map();
  const found = [];
  const visit = (file, trail) => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open')
      return void found.push(`cycle: ${[...trail.slice(trail.indexOf(file)), file].join(' -> ')}`);
    state.set(file, 'open');
    for (const next of edges.get(file) ?? []) visit(next, [...trail, file]);
    state.set(file, 'done');
  };
  for (const file of edges.keys()) visit(file, []);
  return found;
}

function sources() {
  return ROOMS.flatMap((room) => readdirSync(join(root, room), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const files = sources();
  const graph = Object.fromEntries(
    files.map((file) => [file, importsOf(file, readFileSync(join(root, file), 'utf8'))]),
  );
  const problems = problemsOf(graph);
  for (const problem of problems) console.error(problem);
  console.log(`import rules: ${files.length} files, ${problems.length} problems`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
