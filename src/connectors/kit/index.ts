export { callTool } from './call-tool.ts';
export type { CallOptions, ToolAudit } from './call-tool.ts';
export { createMcpServer } from './create-mcp-server.ts';
export type { McpServerOptions } from './create-mcp-server.ts';
export { guardText } from './guard-value.ts';
export { defineTool } from './tool.ts';
export type { Tool, ToolContext, ToolEffect, ToolResult } from './tool.ts';
