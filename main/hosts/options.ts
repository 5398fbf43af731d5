import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What the person asked for on the command line. File paths are absolute. */
export interface AppOptions {
  readonly profile?: string;
  /** Files for the import preview, in the order given. */
  readonly import: readonly string[];
  readonly screenshot?: string;
  /** In-app path to open at. */
  readonly path?: string;
  /** Walk the guided tour: on these files, or on the sample project when empty. */
  readonly tour?: readonly string[];
  readonly host?: 'electron' | 'chromium';
  readonly fetchElectron: boolean;
  readonly help: boolean;
}

export type ParsedOptions =
  | { readonly ok: true; readonly options: AppOptions }
  | { readonly ok: false; readonly message: string };

export const LINK_SCHEME = 'platos-console:';

export const usage = `Usage: npm start -- [options]

  --profile DIR                  keep all data in DIR
  --import FILE...               open the import preview with these files
  --screenshot FILE              paint, write a PNG, exit
  --path /w/...                  open at this page; in a picture also /env/SLUG/PAGE, of the first project
  --import ... --screenshot ... --path ...
                                 a picture of these files: imported in memory, as suggested, and forgotten
  --tour [FILE...]               walk the main job on the sample project, or on these files
  --host electron|chromium       choose the host
  --fetch-electron               try again to download Electron
  --help                         show this`;

const known = {
  profile: { type: 'string' },
  import: { type: 'boolean' },
  screenshot: { type: 'string' },
  path: { type: 'string' },
  tour: { type: 'boolean' },
  host: { type: 'string' },
  'fetch-electron': { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** Whether an argument that begins with two dashes is one of ours: `--profile`, `--profile=DIR`. */
export const isOption = (text: string): boolean => Object.hasOwn(known, text.slice(2).split('=', 1)[0] ?? '');

class Refused extends Error {}

/**
 * Read the command line.
 *
 * @param args  without node and script
 * @param base  folder that relative file names belong to
 * @returns the options, or one sentence that says what is wrong; never throws on input
 */
export function parseOptions(args: readonly string[], base: string): ParsedOptions {
  try {
    const { values, tokens } = parseArgs({
      args: [...args],
      options: known,
      allowPositionals: true,
      tokens: true,
    });
    const files = filesByOption(tokens);
    const link = files.links.at(-1);
    const path = values.path ?? (link === undefined ? undefined : pathOfLink(link));
    if (path !== undefined && !path.startsWith('/')) throw new Refused('--path must start with /');
    if (path?.startsWith('//')) throw new Refused('--path must start with one /');
    if (values.import === true && files.import.length === 0)
      throw new Refused('--import needs at least one file');
    const absolute = (file: string) => resolve(base, file);
    return {
      ok: true,
      options: {
        import: files.import.map(absolute),
        fetchElectron: values['fetch-electron'] ?? false,
        help: values.help ?? false,
        ...(values.profile === undefined ? {} : { profile: absolute(values.profile) }),
        ...(values.screenshot === undefined ? {} : { screenshot: absolute(values.screenshot) }),
        ...(path === undefined ? {} : { path }),
        ...(values.tour === true ? { tour: files.tour.map(absolute) } : {}),
        ...hostOf(values.host),
      },
    };
  } catch (error) {
    return { ok: false, message: reasonOf(error) };
  }
}

type Token = { readonly kind: string; readonly name?: string; readonly value?: string | undefined };

/** Bare words belong to the last --import or --tour before them; a link stands anywhere. */
function filesByOption(tokens: readonly Token[]) {
  const found = { import: [] as string[], tour: [] as string[], links: [] as string[] };
  let taker: 'import' | 'tour' | undefined;
  for (const token of tokens) {
    if (token.kind === 'option')
      taker = token.name === 'import' || token.name === 'tour' ? token.name : undefined;
    if (token.kind !== 'positional' || token.value === undefined) continue;
    if (token.value.startsWith(LINK_SCHEME)) found.links.push(token.value);
    else if (taker === undefined) throw new Refused(`unexpected argument '${token.value}'`);
    else found[taker].push(token.value);
  }
  return found;
}

function hostOf(host: string | undefined): { readonly host?: 'electron' | 'chromium' } {
  if (host === undefined) return {};
  if (host === 'electron' || host === 'chromium') return { host };
  throw new Refused(`--host is electron or chromium, not '${host}'`);
}

/** `platos-console://w/local/...` and `platos-console:///w/local/...` both mean `/w/local/...`. */
export function pathOfLink(link: string): string {
  return `/${link.slice(LINK_SCHEME.length).replace(/^\/+/, '')}`;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'the options could not be read';
  return error.message.split('. To specify')[0] ?? error.message;
}
