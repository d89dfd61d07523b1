export { defineTool } from './tool.ts';
export type { Tool, ToolContext, ToolEffect, ToolResult } from './tool.ts';
