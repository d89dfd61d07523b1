import type { CallToolResult, Tool as McpTool } from '@modelcontextprotocol/sdk/types.js';
import type { z } from 'zod';
import { defineTool } from '#connectors/kit';
import type { Tool } from '#connectors/kit';
import { DeniedError, UpstreamError } from '#ground/errors';
import { describe, houseName, visible } from './clean.ts';
import { inputOf, outsideResult } from './schema.ts';
import type { OutsideResult } from './schema.ts';
import type { Session } from './session.ts';
import type { OutsideServer } from './settings.ts';

const DEADLINE_MS = 30_000;
const MOST_CHARS = 64 * 1024;
const MOST_TOOLS = 200;
const LONGEST_FAILURE = 500;

function textOf({ content }: CallToolResult): string {
  return content
    .map((part) => {
      if (part.type === 'text') return part.text;
      return part.type === 'resource' && 'text' in part.resource ? String(part.resource.text) : '';
    })
    .filter((text) => text !== '')
    .join('\n');
}

function resultOf(result: CallToolResult): OutsideResult {
  const kinds = result.content
    .filter((part) => part.type !== 'text' && !(part.type === 'resource' && 'text' in part.resource))
    .map(({ type }) => type);
  const { structuredContent: data } = result;
  return { text: textOf(result), ...(data === undefined ? {} : { data }), leftOut: [...new Set(kinds)] };
}

function denied(name: string, server: string, tool: string): DeniedError {
  return new DeniedError({
    code: 'approval-needed',
    message:
      `${name} is not run: nobody has said that it changes nothing. If it only reads, the operator may say so in the settings of the ` +
      `MCP server ${server}: effects {"${visible(tool, 64)}": "read"}. What the server says of itself is not enough.`,
  });
}

/** One tool of a server as a tool of the house. Without an effect in the settings it is listed, and refuses to run. */
function toolOf(
  server: OutsideServer,
  session: Session,
  { tool, name }: { tool: McpTool; name: string },
): Tool {
  const reads = Object.hasOwn(server.effects ?? {}, tool.name);
  return defineTool<z.ZodType, typeof outsideResult>({
    name,
    description:
      describe(server.name, tool.description) + (reads ? '' : ' It is not run without an approval.'),
    input: inputOf(tool.inputSchema),
    output: outsideResult,
    effect: reads ? 'read' : 'speak',
    deadlineMs: DEADLINE_MS,
    maxChars: MOST_CHARS,
    async run(input, { signal }) {
      if (!reads) throw denied(name, server.name, tool.name);
      const limits = { signal, timeout: DEADLINE_MS };
      const result = await session.call(tool.name, input as Record<string, unknown>, limits);
      if (result.isError !== true) return resultOf(result);
      const said = visible(textOf(result), LONGEST_FAILURE) || 'it does not say why';
      throw new UpstreamError({
        code: 'outside-tool-failed',
        message: `The MCP server ${server.name} could not do ${tool.name}: ${said}`,
        retryable: false,
      });
    },
  });
}

/** The tools of a server, and those that were left out with the reason. `taken` are names in use; it grows. */
export function outsideTools(
  server: OutsideServer,
  session: Session,
  { listed, taken }: { listed: readonly McpTool[]; taken: Set<string> },
): { tools: Tool[]; leftOut: string[] } {
  const tools: Tool[] = [];
  const leftOut: string[] = [];
  for (const tool of listed.slice(0, MOST_TOOLS)) {
    const name = houseName(server.name, tool.name);
    const shown = visible(tool.name, 80);
    if (name === undefined) leftOut.push(`${shown}: no name can be made of it`);
    else if (taken.has(name)) leftOut.push(`${shown}: there is another ${name}`);
    else {
      taken.add(name);
      tools.push(toolOf(server, session, { tool, name }));
    }
  }
  if (listed.length > MOST_TOOLS)
    leftOut.push(`${listed.length - MOST_TOOLS} tools beyond the first ${MOST_TOOLS}`);
  const unknown = Object.keys(server.effects ?? {}).filter(
    (name) => !listed.some((tool) => tool.name === name),
  );
  leftOut.push(
    ...unknown.map(
      (name) => `${visible(name, 80)}: the settings give it an effect, but the server has no such tool`,
    ),
  );
  return { tools, leftOut };
}
