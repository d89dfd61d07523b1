import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { OutsideServer } from './settings.ts';

const MOST_BYTES = 10 * 1024 * 1024;

/** Fetches, and breaks off an answer that is far too large. */
async function boundedFetch(url: string | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (!response.body) return response;
  let size = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size += chunk.byteLength;
      if (size > MOST_BYTES) controller.error(new RangeError('the answer is larger than 10 MiB'));
      else controller.enqueue(chunk);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(counted), { status, statusText, headers });
}

function transportOf(server: OutsideServer): Transport {
  if ('command' in server) {
    const { command, args = [], env = {} } = server;
    return new StdioClientTransport({ command, args, env, stderr: 'ignore', maxBufferSize: MOST_BYTES });
  }
  const { url, headers = {} } = server;
  // Its session id may be undefined, which the SDK's own interface does not spell out.
  return new StreamableHTTPClientTransport(new URL(url), {
    requestInit: { headers },
    fetch: boundedFetch,
  });
}

/** A client that has introduced itself. Rejects when the server does not answer in `timeout` ms. */
export async function connectClient(server: OutsideServer, timeout: number): Promise<Client> {
  const client = new Client({ name: 'jamie', version: '1' }, { capabilities: {} });
  try {
    await client.connect(transportOf(server), { timeout });
    return client;
  } catch (error) {
    await client.close().catch(() => undefined);
    throw error;
  }
}
