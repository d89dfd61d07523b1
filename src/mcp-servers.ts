import type { McpServers } from '#channels/mcp';
import type { Tool } from '#connectors/kit';
import type { KubernetesConnector } from '#connectors/kubernetes';
import type { PrometheusConnector } from '#connectors/prometheus';
import type { Logger } from '#ground/telemetry';
import manifest from '../package.json' with { type: 'json' };

interface Connectors {
  kubernetes: KubernetesConnector;
  prometheus: PrometheusConnector | undefined;
}

/** One MCP server a connector, and one of all their tools. */
export async function mcpServersOf({ kubernetes, prometheus }: Connectors, log: Logger): Promise<McpServers> {
  const { createMcpServer } = await import('#connectors/kit');
  const audit = (call: object): void => {
    log.debug({ call }, 'tool called over MCP');
  };
  const make = (name: string, tools: Tool[]) => () =>
    createMcpServer(tools, { name, version: manifest.version, now: Date.now, audit });
  return {
    all: make('jamie', [...kubernetes.tools, ...(prometheus?.tools ?? [])]),
    kubernetes: make('jamie-kubernetes', kubernetes.tools),
    ...(prometheus ? { prometheus: make('jamie-prometheus', prometheus.tools) } : {}),
  };
}
