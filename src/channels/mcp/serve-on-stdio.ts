import type { Readable, Writable } from 'node:stream';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';

/** Serves one client over the streams; resolves when the client is gone. Nothing else may write to `output`. */
export async function serveMcpOnStdio(
  server: McpServer,
  streams: { input: Readable; output: Writable },
): Promise<void> {
  const { StdioServerTransport } = await import('@modelcontextprotocol/sdk/server/stdio.js');
  const { input, output } = streams;
  const gone = new Promise<void>((resolve) => {
    for (const end of ['end', 'close', 'error'])
      input.once(end, () => {
        resolve();
      });
    output.once('error', () => {
      resolve();
    });
  });
  await server.connect(new StdioServerTransport(input, output));
  await gone;
  await server.close();
}
