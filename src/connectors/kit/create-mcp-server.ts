import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import type { CallToolResult, Tool as McpTool } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { callTool } from './call-tool.ts';
import type { CallOptions } from './call-tool.ts';
import type { Tool, ToolResult } from './tool.ts';

/** How a server of tools presents itself, and what its calls are given. */
interface McpServerOptions extends Pick<CallOptions, 'now' | 'audit'> {
  name: string;
  version: string;
  /** What the tools are for, told to the client once. */
  instructions?: string;
}

/** An MCP server with these tools, ready to be connected to a transport. Every call passes callTool. */
export function createMcpServer(tools: readonly Tool[], options: McpServerOptions): McpServer {
  const { name, version, instructions, now, audit } = options;
  const mcp = new McpServer({ name, version }, { capabilities: { tools: {} }, instructions });
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  const listed = tools.map(describeTool);
  mcp.server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: listed }));
  mcp.server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
    const tool = byName.get(params.name);
    if (tool === undefined)
      return failure(`unknown-tool: there is no tool ${JSON.stringify(params.name.slice(0, 80))}.`);
    return present(await callTool(tool, params.arguments ?? {}, { signal, now, audit }));
  });
  return mcp;
}

function describeTool(tool: Tool): McpTool {
  const readOnly = tool.effect === 'read';
  return {
    name: tool.name,
    description: tool.description,
    inputSchema: z.toJSONSchema(tool.input, { io: 'input' }) as McpTool['inputSchema'],
    outputSchema: z.toJSONSchema(tool.output, { io: 'output' }) as McpTool['outputSchema'],
    annotations: {
      readOnlyHint: readOnly,
      destructiveHint: false,
      idempotentHint: readOnly,
      openWorldHint: true,
    },
  };
}

function present(result: ToolResult<unknown>): CallToolResult {
  if (!result.ok) return failure(`${result.error.code}: ${result.error.message}`);
  const { value, truncated, redacted } = result;
  const notes = [
    ...(truncated === undefined ? [] : [`[Cut to fit. ${truncated}]`]),
    ...(redacted === 0 ? [] : [`[${redacted} secret value(s) blacked out.]`]),
  ];
  return {
    structuredContent: value as Record<string, unknown>,
    content: [JSON.stringify(value), ...notes].map((text) => ({ type: 'text', text })),
  };
}

function failure(text: string): CallToolResult {
  return { isError: true, content: [{ type: 'text', text }] };
}
