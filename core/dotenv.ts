import { looksLikeCredentialValue } from './detect.ts';
import { type Quote, type ScannedEntry, scanDotenv } from './dotenv-scan.ts';
import {
  type DotenvWarning,
  type DotenvWarningKind,
  entryWarnings,
  holdsInvisible,
} from './dotenv-warnings.ts';
import { limits } from './limits.ts';

/** One assignment of a dotenv text. */
export interface DotenvEntry {
  readonly key: string;
  readonly value: string;
  /** Lines on which it begins and ends, from 1. */
  readonly line: number;
  readonly endLine: number;
  readonly quote: Quote;
  /** Written with `export` before it. */
  readonly exported: boolean;
  /** The comment lines directly above and the comment behind it, without what looks like a value. */
  readonly note?: string | undefined;
  /** The console would not create a variable of this name. */
  readonly invalid: boolean;
  /** The same key is set again further down, and that one holds. */
  readonly overridden: boolean;
}

export interface DotenvFile {
  /** Every assignment in the order of the text, overridden ones included. */
  readonly entries: readonly DotenvEntry[];
  /** In the order of lines. */
  readonly warnings: readonly DotenvWarning[];
}

/**
 * Read dotenv text.
 *
 * @param text  any text; line ends may be LF, CRLF or CR, a byte order mark may lead
 * @returns every assignment with the value that the `dotenv` package (18) would give it, and a warning for
 *          each oddity. Every line that is not blank, a comment or part of an assignment gives a warning.
 *
 * Pure, never throws on data, linear in the length of the text. Of a key set several times the last holds.
 */
export function parseDotenv(text: string): DotenvFile {
  const plain = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  const lineOf = lineCounter(plain);
  const comments = commentRun();
  const entries: DotenvEntry[] = [];
  const warnings: DotenvWarning[] = [];
  const keys = new Set<string>();
  const seek = holdsInvisible(plain);
  // One function and one scanned object serve all assignments: throw-away ones are half of the time.
  let scanned: ScannedEntry | undefined;
  let line = 0;
  let invalid = false;
  const report = (kind: DotenvWarningKind): void => {
    if (kind === 'invalid-key') invalid = true;
    warnings.push({ line, key: scanned?.key ?? '', kind });
  };
  scanDotenv(plain, {
    comment: (from, to) => comments.add(lineOf(from), plain.slice(from, to)),
    dropped: (from, to) => {
      const kind = plain.slice(from, to).includes('=') ? 'invalid-key' : 'no-equals';
      warnings.push({ line: lineOf(from), kind });
    },
    entry: (next) => {
      scanned = next;
      const { key, value, quote, exported, hash } = next;
      line = lineOf(next.from);
      const endLine = lineOf(next.to);
      invalid = false;
      entryWarnings(plain, next, seek, report);
      const note = comments.noteAt(line, hash === -1 ? '' : plain.slice(hash, next.to));
      keys.add(key);
      entries.push({ key, value, line, endLine, quote, exported, note, invalid, overridden: false });
    },
  });
  return keys.size === entries.length ? { entries, warnings } : withOverridden(entries, warnings);
}

function withOverridden(entries: readonly DotenvEntry[], warnings: readonly DotenvWarning[]): DotenvFile {
  const last = new Map(entries.map((entry, index) => [entry.key, index]));
  const lost: DotenvWarning[] = [];
  const marked = entries.map((entry, index) => {
    const winner = last.get(entry.key) ?? index;
    if (winner === index) return entry;
    const { key, line } = entry;
    lost.push({ line, key, kind: 'duplicate-key', winner: entries[winner]?.line ?? line });
    return { ...entry, overridden: true };
  });
  return { entries: marked, warnings: warnings.concat(lost).sort((a, b) => a.line - b.line) };
}

/** Line of an offset, from 1, for offsets that never go back. */
function lineCounter(text: string): (offset: number) => number {
  let line = 1;
  let next = text.indexOf('\n');
  return (offset) => {
    while (next !== -1 && next < offset) {
      line++;
      next = text.indexOf('\n', next + 1);
    }
    return line;
  };
}

/** Collects comment lines; those without a gap above an assignment are its note, with the one behind it. */
function commentRun() {
  let run: string[] = [];
  let lastLine = 0;
  return {
    add: (line: number, comment: string): void => {
      if (line > lastLine + 1) run = [];
      run.push(comment);
      lastLine = line;
    },
    noteAt: (line: number, behind: string): string | undefined => {
      if (run.length === 0 || line !== lastLine + 1) return commentText(behind) || undefined;
      const above = run;
      run = [];
      if (above.length === 1 && behind === '') return commentText(above[0] ?? '') || undefined;
      const said = [...above, behind].map(commentText).filter((text) => text !== '');
      return said.length === 0 ? undefined : said.join('\n').slice(0, limits.noteLength);
    },
  };
}

const assignment = /^(?:export\s+)?[\w.-]+\s*=/;
const somethingSaid = /[A-Za-z0-9]|[^\0-\x7f]/;
/** As long as `redis://:p@h`: no credential is shorter. */
const shortestCredential = 12;
const longWords = /[^\s,;'"`()<>=]{12,}/g;

/** Notes are shown freely: a ruler, an assignment turned off and a credential are no part of one. */
function commentText(comment: string): string {
  if (comment === '') return '';
  let from = 0;
  while (comment.charCodeAt(from) === 35 || comment.charCodeAt(from) === 32) from++;
  const said = comment.slice(from, from + limits.noteLength).trim();
  if (!somethingSaid.test(said) || (said.includes('=') && assignment.test(said))) return '';
  if (said.length < shortestCredential) return said;
  return said.match(longWords)?.some(looksLikeCredentialValue) ? '' : said;
}
