import type { z } from 'zod';
import { callTool } from './call-tool.ts';
import type { CallOptions } from './call-tool.ts';
import type { Tool, ToolResult } from './tool.ts';

/** The tools of a connector, by the word that the house calls them with. */
type Tools = Record<string, Tool>;

/** A connector as the rest of the house sees it: one function a tool, every call through the choke point, none rejects. */
export type Port<Named> = {
  [Name in keyof Named]: Named[Name] extends Tool<infer Input, infer Output>
    ? (input: z.input<Input>, signal?: AbortSignal) => Promise<ToolResult<z.output<Output>>>
    : never;
} & { tools: Tool[] };

/** What a call of a port answers with when it goes well. */
export type PortAnswer<
  Of extends Record<Name, (...input: never[]) => unknown>,
  Name extends keyof Of,
> = Extract<Awaited<ReturnType<Of[Name]>>, { ok: true; value: unknown }>['value'];

const FRESH_MS = 10_000;
const MOST_KEPT = 200;

type Kept = Map<string, { until: number; result: ToolResult<unknown> }>;

function keep(kept: Kept, key: string, entry: { until: number; result: ToolResult<unknown> }): void {
  kept.delete(key);
  kept.set(key, entry);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
}

/**
 * Makes the port of a connector from its tools. The same question within seconds gets the same answer without asking the
 * system again; a failure is never kept.
 */
export function openPort<Named extends object>(
  named: Named,
  { now, audit }: Omit<CallOptions, 'signal'>,
): Port<Named> {
  const tools = named as unknown as Tools;
  const kept: Kept = new Map();
  const ask = async (tool: Tool, input: unknown, signal?: AbortSignal): Promise<ToolResult<unknown>> => {
    const key = `${tool.name} ${JSON.stringify(input)}`;
    const known = kept.get(key);
    if (known !== undefined && known.until > now()) return { ...known.result, ms: 0 };
    const result = await callTool(tool, input, { now, audit, signal });
    const { freshMs = FRESH_MS } = tool;
    if (result.ok && freshMs > 0) keep(kept, key, { until: now() + freshMs, result });
    return result;
  };
  const calls = Object.entries(tools).map(([name, tool]) => [
    name,
    (input: unknown, signal?: AbortSignal) => ask(tool, input, signal),
  ]);
  return { ...Object.fromEntries(calls), tools: Object.values(tools) } as Port<Named>;
}
