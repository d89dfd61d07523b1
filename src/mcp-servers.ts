import type { McpServers } from '#channels/mcp';
import type { Tool } from '#connectors/kit';
import type { KubernetesConnector } from '#connectors/kubernetes';
import type { Logger } from '#ground/telemetry';
import manifest from '../package.json' with { type: 'json' };
import { toolsBySystem } from './connect-systems.ts';
import type { Connected } from './connect-systems.ts';

interface Connectors {
  kubernetes: KubernetesConnector;
  connected: Connected;
}

/** One MCP server a connector, and one of all tools, those of others' servers included. */
export async function mcpServersOf({ kubernetes, connected }: Connectors, log: Logger): Promise<McpServers> {
  const { createMcpServer } = await import('#connectors/kit');
  const { outside } = connected;
  await outside?.ready();
  const audit = (call: object): void => {
    log.debug({ call }, 'tool called over MCP');
  };
  const make = (name: string, tools: () => Tool[]) => () =>
    createMcpServer(tools(), { name, version: manifest.version, now: Date.now, audit });
  const own: [string, Tool[]][] = [['kubernetes', kubernetes.tools], ...toolsBySystem(connected)];
  const all = (): Tool[] => [...own.flatMap(([, tools]) => tools), ...(outside?.tools ?? [])];
  return {
    all: make('jamie', all),
    ...Object.fromEntries(own.map(([name, tools]) => [name, make(`jamie-${name}`, () => tools)])),
    ...(outside ? { outside: make('jamie-outside', () => outside.tools) } : {}),
  };
}
