export { callTool } from './call-tool.ts';
export type { ToolAudit } from './call-tool.ts';
export { createMcpServer } from './create-mcp-server.ts';
export { guardText } from './guard-value.ts';
export { defineTool } from './tool.ts';
export type { Tool, ToolResult } from './tool.ts';
