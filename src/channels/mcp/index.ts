export { mcpDoor } from './mcp-door.ts';
export type { McpServers } from './mcp-door.ts';
export { serveMcpOnStdio } from './serve-on-stdio.ts';
