import { PassThrough } from 'node:stream';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { DoorPolicy } from '#access';
import { createLogger, createMetrics } from '#ground/telemetry';
import { createHttpServer, type HttpServer } from '../http/index.ts';
import { createEchoBrain } from '../testing.ts';
import { mcpDoor, serveMcpOnStdio } from './index.ts';

const makeServer = (tool: string) => () => {
  const server = new McpServer({ name: 'test', version: '0' });
  server.registerTool(tool, { inputSchema: { word: z.string() } }, ({ word }) => ({
    content: [{ type: 'text', text: word }],
  }));
  return server;
};

const open: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function start(policy: DoorPolicy = { kind: 'loopback' }) {
  const server = await createHttpServer({
    brain: async () => createEchoBrain(),
    readiness: async () => ({ ready: true, waitingFor: [] }),
    facts: () => ({ store: 'embedded', world: false }),
    policy,
    metrics: createMetrics({ staleness: () => [] }),
    log: createLogger({ level: 'silent', write: () => undefined }),
    version: '0',
    newId: () => crypto.randomUUID(),
    doors: [mcpDoor(async () => ({ all: makeServer('all_say'), kubernetes: makeServer('kubernetes_say') }))],
  });
  open.push(server);
  return { server, url: await server.listen({ host: '127.0.0.1', port: 0 }) };
}

async function toolsAt(url: string, headers: Record<string, string> = {}) {
  const client = new Client({ name: 'test', version: '0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
  const { tools } = await client.listTools();
  const called = await client.callTool({ name: tools[0]?.name ?? '', arguments: { word: 'hello' } });
  await client.close();
  return { names: tools.map(({ name }) => name), content: called.content };
}

describe('MCP over HTTP', () => {
  it('serves one connector, and all of them', async () => {
    const { url } = await start();
    const content = [{ type: 'text', text: 'hello' }];
    expect(await toolsAt(`${url}/mcp/kubernetes`)).toEqual({ names: ['kubernetes_say'], content });
    expect(await toolsAt(`${url}/mcp`)).toEqual({ names: ['all_say'], content });
  });

  it('says which names there are', async () => {
    const { server } = await start();
    for (const name of ['kubernets', 'constructor', '__proto__']) {
      const reply = await server.inject({ method: 'POST', url: `/mcp/${name}`, payload: {} });
      expect(reply.json()).toMatchObject({
        error: { code: 'no-such-server', message: expect.stringContaining('/mcp/kubernetes') as string },
      });
    }
    expect((await server.inject('/mcp')).statusCode).toBe(405);
  });

  it('answers nonsense with an error of the protocol', async () => {
    const { url } = await start();
    const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
    const reply = await fetch(`${url}/mcp`, { method: 'POST', headers, body: '{"jsonrpc":"2.0"}' });
    expect(reply.status).toBe(400);
    expect(await reply.json()).toMatchObject({ error: { code: -32700 } });
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is behind the same guard', async () => {
    const local = await start();
    const foreign = {
      method: 'POST' as const,
      url: '/mcp',
      payload: {},
      headers: { origin: 'http://evil.example' },
    };
    expect((await local.server.inject(foreign)).statusCode).toBe(403);
    const token = 'correct-horse-battery';
    const { url } = await start({ kind: 'token', token });
    await expect(toolsAt(`${url}/mcp`)).rejects.toThrow();
    expect(await toolsAt(`${url}/mcp`, { authorization: `Bearer ${token}` })).toMatchObject({
      names: ['all_say'],
    });
  });
});

describe('MCP over stdio', () => {
  it('speaks the protocol and nothing else, and ends with its client', async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const lines: string[] = [];
    output.on('data', (chunk: Buffer) => lines.push(...chunk.toString().trim().split('\n')));
    const serving = serveMcpOnStdio(makeServer('say')(), { input, output });
    const clientInfo = { name: 'test', version: '0' };
    const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo };
    for (const message of [
      { id: 1, method: 'initialize', params },
      { method: 'notifications/initialized' },
      { id: 2, method: 'tools/call', params: { name: 'say', arguments: { word: 'hi' } } },
    ])
      input.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
    await expect.poll(() => lines.length).toBe(2);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { id: 1, result: { serverInfo: { name: 'test' } } },
      { id: 2, result: { content: [{ text: 'hi' }] } },
    ]);
    input.end();
    await serving;
  });
});
