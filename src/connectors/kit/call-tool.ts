import type { z } from 'zod';
import { InputError, isHouseError } from '#ground/errors';
import { guardText, guardValue } from './guard-value.ts';
import type { Tool, ToolContext, ToolResult } from './tool.ts';

/** One call of a tool, as the audit keeps it. */
export interface ToolAudit {
  tool: string;
  effect: Tool['effect'];
  at: number;
  ms: number;
  ok: boolean;
  /** Of a failed call. */
  code?: string;
  /** The error itself, for the log; its message may hold what nobody should read. */
  error?: unknown;
}

/** What a call is given beside its input. */
export interface CallOptions {
  /** The asker's; aborting it ends the call with `cancelled`. */
  signal?: AbortSignal;
  now: () => number;
  /** Told of every call after it has ended. */
  audit?: (call: ToolAudit) => void;
}

const DEFAULT_MAX_CHARS = 512 * 1024;

/**
 * The one way to run a tool. The input is checked and its fault named; the run ends at the tool's deadline; every text of
 * the result is stripped of terminal escapes and secrets; what is too large is cut with a mark. Never rejects.
 */
export async function callTool<Input extends z.ZodType, Output extends z.ZodType>(
  tool: Tool<Input, Output>,
  input: unknown,
  options: CallOptions,
): Promise<ToolResult<z.output<Output>>> {
  const at = options.now();
  const started = performance.now();
  const ms = () => Math.round(performance.now() - started);
  const audit = (outcome: Pick<ToolAudit, 'ok' | 'code' | 'error'>) =>
    options.audit?.({ tool: tool.name, effect: tool.effect, at, ms: ms(), ...outcome });
  try {
    const raw = await runInTime(tool, parseInput(tool, input), options);
    const { value, redacted, truncated } = guardValue(
      tool.output.parse(raw),
      tool.maxChars ?? DEFAULT_MAX_CHARS,
    );
    audit({ ok: true });
    return { ok: true, value: value as z.output<Output>, redacted, truncated, ms: ms() };
  } catch (error) {
    const told = describeError(tool.name, error);
    audit({ ok: false, code: told.code, error });
    return { ok: false, error: told, ms: ms() };
  }
}

function parseInput<Input extends z.ZodType>(tool: Tool<Input>, input: unknown): z.output<Input> {
  const parsed = tool.input.safeParse(input);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => ({
    at: issue.path.join('.') || 'input',
    problem: issue.message,
  }));
  const list = faults.map(({ at, problem }) => `${at}: ${problem}`).join('; ');
  throw new InputError({
    code: 'bad-input',
    message: `${tool.name} cannot take this input. ${list}`,
    faults,
  });
}

/** Ended by the asker, or by the tool's own deadline. */
class Ended extends Error {
  readonly code: 'cancelled' | 'deadline-exceeded';
  constructor(code: Ended['code'], message: string) {
    super(message);
    this.code = code;
  }
}

async function runInTime<Input extends z.ZodType, Output extends z.ZodType>(
  tool: Tool<Input, Output>,
  input: z.output<Input>,
  { signal, now }: CallOptions,
): Promise<z.input<Output>> {
  const stop = new AbortController();
  const ended = Promise.withResolvers<never>();
  const end = (error: Ended) => {
    ended.reject(error);
    stop.abort(error);
  };
  const cancel = () => end(new Ended('cancelled', `${tool.name} was cancelled.`));
  const late = () =>
    end(new Ended('deadline-exceeded', `${tool.name} took longer than ${tool.deadlineMs / 1000} s.`));
  const timer = setTimeout(late, tool.deadlineMs);
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  const context: ToolContext = { signal: stop.signal, now };
  try {
    return await Promise.race([
      ended.promise,
      stop.signal.aborted ? ended.promise : tool.run(input, context),
    ]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
  }
}

function describeError(tool: string, error: unknown): { code: string; message: string; retryable: boolean } {
  if (error instanceof Ended)
    return { code: error.code, message: error.message, retryable: error.code === 'deadline-exceeded' };
  if (!isHouseError(error))
    return {
      code: 'internal-error',
      message: `${tool} failed through a fault of Jamie's own.`,
      retryable: false,
    };
  const retryable = error.name === 'UpstreamError' && error.retryable;
  return { code: error.code, message: guardText(error.message).text, retryable };
}
