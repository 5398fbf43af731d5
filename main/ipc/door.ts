import { randomUUID } from 'node:crypto';
import type { ZodError } from 'zod';
import { type AppError, Failure } from '../../core/errors.ts';
import { type Call, calls } from '../../core/ipc/calls.ts';
import { contract, type Output, type Parsed, type Reply } from '../../core/ipc/contract.ts';

/** One function per call. A call without a schema cannot be registered. */
export type Handlers = {
  readonly [C in Call]: (input: Parsed<C>) => Promise<Output<C>> | Output<C>;
};

/** Told of every bug: the incident, the call and where it happened. Never a message, which may quote input. */
export type BugReport = (incident: string, call: Call, error: unknown) => void;

const known: ReadonlySet<string> = new Set(calls);

/**
 * The one door: check the name, parse, run, wrap.
 *
 * @param name  as the window sent it; an unknown one is rejected, since only a stranger sends it
 * @param json  the input as one JSON string
 * @returns     the reply as one JSON string; expected failures travel inside it
 */
export async function answer(
  handlers: Handlers,
  report: BugReport,
  name: string,
  json: string,
): Promise<string> {
  if (!isCall(name)) throw new Error('unknown call');
  return JSON.stringify(await run(handlers, report, name, json));
}

function isCall(name: string): name is Call {
  return known.has(name);
}

async function run<C extends Call>(
  handlers: Handlers,
  report: BugReport,
  name: C,
  json: string,
): Promise<Reply<C>> {
  const input = readJson(json);
  const parsed = contract[name].input.safeParse(input.value);
  if (!input.ok || !parsed.success) return failed(invalidInput(parsed.error));
  try {
    return { ok: true, value: await handlers[name](parsed.data as Parsed<C>) };
  } catch (error) {
    if (error instanceof Failure) return failed(error.detail);
    const incident = randomUUID();
    report(incident, name, error);
    return failed({ code: 'internal', incident });
  }
}

/** `JSON.parse` quotes its input in what it throws, so its message goes nowhere. */
function readJson(json: string): { readonly ok: boolean; readonly value?: unknown } {
  try {
    return { ok: true, value: JSON.parse(json) };
  } catch {
    return { ok: false };
  }
}

/** Paths and reasons, never values: zod's own messages name types and limits only. */
function invalidInput(error: ZodError | undefined): AppError {
  const issues = (error?.issues ?? []).slice(0, 20).map((issue) => ({
    path: issue.path.map(String).join('.').slice(0, 200),
    reason: issue.code,
  }));
  return { code: 'invalid-input', issues: issues.length > 0 ? issues : [{ path: '', reason: 'not JSON' }] };
}

function failed<C extends Call>(error: AppError): Reply<C> {
  return { ok: false, error };
}
