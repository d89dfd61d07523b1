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

/** Makes the port of a connector from its tools. */
export function openPort<Named extends object>(
  named: Named,
  { now, audit }: Omit<CallOptions, 'signal'>,
): Port<Named> {
  const tools = named as unknown as Tools;
  const calls = Object.entries(tools).map(([name, tool]) => [
    name,
    (input: unknown, signal?: AbortSignal) => callTool(tool, input, { now, audit, signal }),
  ]);
  return { ...Object.fromEntries(calls), tools: Object.values(tools) } as Port<Named>;
}
