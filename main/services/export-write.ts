import { type FileHandle, open, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type WrittenVariable, writeDotenv } from '../../core/dotenv-write.ts';
import { Failure, type FileProblem } from '../../core/errors.ts';
import type { Output, Parsed } from '../../core/ipc/contract.ts';
import { type ExportedVariable, writeJson } from '../../core/json-export.ts';
import { byKey } from '../../core/variable.ts';
import type { StoredVariable } from '../../core/workspace.ts';
import { type Context, workspaceOf } from './context.ts';
import { findEnvironment } from './find-environment.ts';
import { insideGit } from './inside-git.ts';

/**
 * Write an environment's saved variables into a new file that only its owner may read.
 *
 * @param input.path  as the person typed it: `~` is the home folder, a relative path begins there
 * @returns the absolute path, how many variables were written, the keys that could not be (hidden values, and
 *   values that dotenv text has no way to write), and whether a commit could take the file along
 * Fails: `not-found`, `incomplete`, `file` (`exists`, `missing` folder, `not-writable`, `no-space`). Never overwrites.
 */
export async function writeExport(
  context: Context,
  { env, format, content, path: typed }: Parsed<'exports.write'>,
): Promise<Output<'exports.write'>> {
  const { environment } = await findEnvironment(context, env);
  const variables = [...(await workspaceOf(context, env.workspaceId).readVariables(env))].sort(byKey);
  const { text, left } =
    format === 'json' ? asJson(environment, variables, content) : asDotenv(variables, content);
  const path = expand(typed);
  await writeNew(path, text);
  return { path, written: variables.length - left.length, left: [...left], insideGit: await insideGit(path) };
}

interface Written {
  readonly text: string;
  readonly left: readonly string[];
}

type Content = Parsed<'exports.write'>['content'];

function asJson(
  environment: Parameters<typeof writeJson>[0],
  variables: readonly StoredVariable[],
  content: Content,
): Written {
  const left: string[] = [];
  const rows: ExportedVariable[] = [];
  for (const { key, value, kind, note } of variables) {
    const rest = { kind, ...(note === undefined ? {} : { note }) };
    if (content === 'keys') rows.push({ key, ...rest });
    else if (value === undefined) left.push(key);
    else rows.push({ key, value, ...rest });
  }
  return { text: writeJson(environment, rows), left };
}

function asDotenv(variables: readonly StoredVariable[], content: Content): Written {
  const hidden: string[] = [];
  const rows: WrittenVariable[] = [];
  for (const { key, value, note } of variables) {
    if (content === 'values' && value === undefined) hidden.push(key);
    else rows.push({ key, value: value ?? '', note });
  }
  const { text, unwritable } = writeDotenv(rows, { notes: true, content });
  return { text, left: [...hidden, ...unwritable].sort() };
}

function expand(typed: string): string {
  const path = typed.trim();
  if (path === '~') return homedir();
  return resolve(homedir(), path.startsWith('~/') ? join(homedir(), path.slice(2)) : path);
}

/** All of the text in a file that was not there before, or no file. */
async function writeNew(path: string, text: string): Promise<void> {
  let made: FileHandle | undefined;
  try {
    made = await open(path, 'wx', 0o600);
    await made.writeFile(text, 'utf8');
    await made.sync();
  } catch (error) {
    if (made !== undefined) await rm(path, { force: true });
    throw failureOf(error, path);
  } finally {
    await made?.close();
  }
}

const problems: Readonly<Record<string, FileProblem>> = {
  EEXIST: 'exists',
  EISDIR: 'exists',
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EACCES: 'not-writable',
  EPERM: 'not-writable',
  EROFS: 'not-writable',
  ENAMETOOLONG: 'not-writable',
  EINVAL: 'not-writable',
  ELOOP: 'not-writable',
  ERR_INVALID_ARG_VALUE: 'not-writable',
  ENOSPC: 'no-space',
  EDQUOT: 'no-space',
};

function failureOf(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = problems[code];
  if (reason === undefined) return error;
  return new Failure({ code: 'file', reason, name: reason === 'missing' ? dirname(path) : path });
}
