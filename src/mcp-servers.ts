import type { McpServers } from '#channels/mcp';
import type { Tool } from '#connectors/kit';
import type { KubernetesConnector } from '#connectors/kubernetes';
import type { Logger } from '#ground/telemetry';
import manifest from '../package.json' with { type: 'json' };
import { toolsBySystem } from './connect-systems.ts';
import type { Systems } from './connect-systems.ts';

interface Connectors {
  kubernetes: KubernetesConnector;
  systems: Systems;
}

/** One MCP server a connector, and one of all their tools. */
export async function mcpServersOf({ kubernetes, systems }: Connectors, log: Logger): Promise<McpServers> {
  const { createMcpServer } = await import('#connectors/kit');
  const audit = (call: object): void => {
    log.debug({ call }, 'tool called over MCP');
  };
  const make = (name: string, tools: Tool[]) => () =>
    createMcpServer(tools, { name, version: manifest.version, now: Date.now, audit });
  const each: [string, Tool[]][] = [['kubernetes', kubernetes.tools], ...toolsBySystem(systems)];
  return {
    all: make(
      'jamie',
      each.flatMap(([, tools]) => tools),
    ),
    ...Object.fromEntries(each.map(([name, tools]) => [name, make(`jamie-${name}`, tools)])),
  };
}
