import type { z } from 'zod';

/** Reading leaves no trace; speaking sends a message to people. Anything that changes a system is an action, never a tool. */
type ToolEffect = 'read' | 'speak';

/** What a tool's run is given beside its input. */
export interface ToolContext {
  /** Aborted at the deadline, or when the asker cancels. */
  signal: AbortSignal;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** Declared once, serves the embedded reasoner, an LLM, MCP, REST and the terminal. */
export interface Tool<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  /** verb-noun after its connector, such as kubernetes_read_logs. */
  name: string;
  /** What it answers and when to use it: read by people and by models. */
  description: string;
  input: Input;
  output: Output;
  effect: ToolEffect;
  /** Milliseconds after which the run is given up. */
  deadlineMs: number;
  /** How long an answer may be given again to the same question, in milliseconds; ten seconds when omitted, 0 for never. */
  freshMs?: number;
  /** Characters of a result that are let through before it is cut; half a million when omitted. */
  maxChars?: number;
  run: (input: z.output<Input>, context: ToolContext) => Promise<z.input<Output>>;
}

/** What came back through the one choke point: redacted, capped, timed. */
export type ToolResult<Value> =
  | {
      ok: true;
      value: Value;
      /** Where the value was cut to fit, in words; undefined when it is whole. */
      truncated?: string;
      /** How many secrets were blacked out. */
      redacted: number;
      ms: number;
    }
  | { ok: false; error: { code: string; message: string; retryable: boolean }; ms: number };

/** Declares a tool; its types follow from its schemas. */
export function defineTool<Input extends z.ZodType, Output extends z.ZodType>(
  tool: Tool<Input, Output>,
): Tool<Input, Output> {
  return tool;
}
