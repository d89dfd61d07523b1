import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { InputError } from '#ground/errors';
import { nearest } from '#ground/text';

/** Makes a server for each name; every call gives a fresh one. */
export type McpServers = Record<string, () => McpServer>;

/** Hangs /mcp (the server named `all`) and /mcp/<name> on the HTTP server. */
export function mcpDoor(servers: () => Promise<McpServers>): (server: FastifyInstance) => void {
  return (server) => {
    const schema = { hide: true };
    const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
      const { name = 'all' } = request.params as { name?: string };
      await carry(pick(await servers(), name), request, reply);
    };
    const refuse = async (_request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
      reply.code(405).header('allow', 'POST').send(withoutSessions);
    for (const url of ['/mcp', '/mcp/:name']) {
      server.post(url, { schema }, answer);
      server.route({ method: ['GET', 'DELETE'], url, schema, handler: refuse });
    }
  };
}

const withoutSessions = {
  jsonrpc: '2.0',
  id: null,
  error: { code: -32000, message: 'This server keeps no sessions: send each message with POST.' },
};

function pick(servers: McpServers, name: string): () => McpServer {
  const make = Object.hasOwn(servers, name) ? servers[name] : undefined;
  if (make) return make;
  const known = Object.keys(servers).filter((each) => each !== 'all');
  const [best = known.join(', ')] = nearest(name, known, 1);
  throw new InputError({
    code: 'no-such-server',
    message: `There is no MCP server of that name; try /mcp/${best}.`,
  });
}

async function carry(make: () => McpServer, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { StreamableHTTPServerTransport } =
    await import('@modelcontextprotocol/sdk/server/streamableHttp.js');
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: undefined,
    enableJsonResponse: true,
  });
  const mcp = make();
  reply.raw.once('close', () => void mcp.close());
  for (const [header, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(header, value);
  reply.hijack();
  await mcp.connect(transport);
  await transport.handleRequest(request.raw, reply.raw, request.body);
}
