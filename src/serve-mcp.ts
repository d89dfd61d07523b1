import type { Readable, Writable } from 'node:stream';
import { serveMcpOnStdio } from '#channels/mcp';
import type { Config } from '#ground/config';
import { InputError } from '#ground/errors';
import { nearest } from '#ground/text';
import { createLogger } from '#ground/telemetry';
import { connectAlone } from './compose.ts';

interface ServeMcpDeps {
  config: Config;
  writeLog: (line: string) => void;
  input: Readable;
  output: Writable;
}

/** Serves a connector's tools to one MCP client until it leaves. Takes no folder and opens no store: several may run beside Jamie. */
export async function serveMcp(
  name: string,
  { config, writeLog, input, output }: ServeMcpDeps,
): Promise<void> {
  const log = createLogger({ level: config.logLevel, write: writeLog });
  const { servers, close } = await connectAlone({ config, log });
  try {
    const make = Object.hasOwn(servers, name) ? servers[name] : undefined;
    if (!make) throw noSuchServer(name, Object.keys(servers));
    await serveMcpOnStdio(make(), { input, output });
  } finally {
    await close();
  }
}

function noSuchServer(name: string, known: string[]): InputError {
  const [best] = nearest(name, known, 1);
  const hint = best ? `Did you mean ${best}?` : `There are: ${known.join(', ')}.`;
  return new InputError({ code: 'no-such-server', message: `There is no MCP server "${name}". ${hint}` });
}
