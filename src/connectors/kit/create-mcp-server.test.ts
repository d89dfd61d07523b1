import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createMcpServer } from './create-mcp-server.ts';
import { defineTool } from './tool.ts';

const weigh = defineTool({
  name: 'test_weigh_thing',
  description: 'Weighs a thing.',
  input: z.object({ thing: z.string().min(1) }),
  output: z.object({ thing: z.string(), grams: z.number() }),
  effect: 'read',
  deadlineMs: 200,
  run: async ({ thing }) =>
    thing === 'hole' ? new Promise(() => undefined) : { thing, grams: thing.length },
});

async function connect(): Promise<Client> {
  const server = createMcpServer([weigh], {
    name: 'scales',
    version: '1.2.3',
    now: Date.now,
  });
  const client = new Client({ name: 'test', version: '1' });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(theirs), client.connect(ours)]);
  return client;
}

describe('the MCP server of a connector', () => {
  test('lists its tools with schemas and hints', async () => {
    const client = await connect();
    expect(client.getServerVersion()).toMatchObject({ name: 'scales', version: '1.2.3' });
    const { tools } = await client.listTools();
    expect(tools).toMatchObject([
      {
        name: 'test_weigh_thing',
        description: 'Weighs a thing.',
        inputSchema: { type: 'object', required: ['thing'] },
        outputSchema: { type: 'object', required: ['thing', 'grams'] },
        annotations: { readOnlyHint: true, destructiveHint: false },
      },
    ]);
  });

  test('gives structured content that fits the schema, and the same as text', async () => {
    const client = await connect();
    await client.listTools();
    const result = await client.callTool({ name: 'test_weigh_thing', arguments: { thing: 'feather' } });
    expect(result.structuredContent).toEqual({ thing: 'feather', grams: 7 });
    expect(result.content).toEqual([{ type: 'text', text: '{"thing":"feather","grams":7}' }]);
  });

  test('says when something was cut or blacked out', async () => {
    const client = await connect();
    const thing = `${'x '.repeat(40_000)}password=hunter2-and-more`;
    const result = await client.callTool({ name: 'test_weigh_thing', arguments: { thing } });
    expect(JSON.stringify(result.content)).toContain('[Cut to fit. thing: only the first');
    const secret = await client.callTool({
      name: 'test_weigh_thing',
      arguments: { thing: 'password=hunter2-and-more' },
    });
    expect(JSON.stringify(secret.content)).toContain('[1 secret value(s) blacked out.]');
    expect(JSON.stringify(secret)).not.toContain('hunter2');
  });

  test('answers a wrong input, an unknown tool and a run without end with an error, not with silence', async () => {
    const client = await connect();
    const text = async (name: string, args: Record<string, unknown>) => {
      const { isError, content } = await client.callTool({ name, arguments: args });
      return isError === true ? (content as { text: string }[])[0]?.text : undefined;
    };
    expect(await text('test_weigh_thing', {})).toMatch(/^bad-input: .*thing:/);
    expect(await text('test_weigh_nothing', {})).toBe('unknown-tool: there is no tool "test_weigh_nothing".');
    expect(await text('test_weigh_thing', { thing: 'hole' })).toMatch(/^deadline-exceeded: /);
    expect(await text('test_weigh_thing', { thing: 'ok' })).toBeUndefined();
  });
});
