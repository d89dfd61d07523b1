import type { z } from 'zod';
import { callTool } from '#connectors/kit';
import type { Tool, ToolAudit, ToolResult } from '#connectors/kit';
import { openServer } from './server.ts';
import type { PrometheusSettings } from './settings.ts';
import { prometheusTools } from './tools.ts';

/** What the connector is built from. */
export interface PrometheusConnectorDeps {
  settings: PrometheusSettings;
  now: () => number;
  /** Told of every call of a tool through the port. */
  audit?: (call: ToolAudit) => void;
}

type Tools = ReturnType<typeof prometheusTools>;
type Ask<Name extends keyof Tools> = (
  input: z.input<Tools[Name]['input']>,
  signal?: AbortSignal,
) => Promise<ToolResult<z.output<Tools[Name]['output']>>>;

/** The Prometheus connector as the rest of the house sees it: every read passes the kit's choke point and never rejects. */
export interface PrometheusConnector {
  measure: Ask<'measureSignal'>;
  query: Ask<'queryMetrics'>;
  queryRange: Ask<'queryMetricsRange'>;
  alerts: Ask<'listAlerts'>;
  rules: Ask<'listRules'>;
  targets: Ask<'listTargets'>;
  silences: Ask<'listSilences'>;
  metrics: Ask<'listMetrics'>;
  describe: Ask<'describeMetric'>;
  labels: Ask<'listLabels'>;
  tools: Tool[];
}

/** Connects to Prometheus and Alertmanager. Asks nothing until somebody does. */
export function createPrometheusConnector({
  settings,
  now,
  audit,
}: PrometheusConnectorDeps): PrometheusConnector {
  const tools = prometheusTools(openServer(settings, now));
  const ask =
    <Name extends keyof Tools>(name: Name): Ask<Name> =>
    (input, signal) =>
      callTool(tools[name] as Tool, input, { now, audit, signal }) as ReturnType<Ask<Name>>;
  return {
    measure: ask('measureSignal'),
    query: ask('queryMetrics'),
    queryRange: ask('queryMetricsRange'),
    alerts: ask('listAlerts'),
    rules: ask('listRules'),
    targets: ask('listTargets'),
    silences: ask('listSilences'),
    metrics: ask('listMetrics'),
    describe: ask('describeMetric'),
    labels: ask('listLabels'),
    tools: Object.values(tools),
  };
}
