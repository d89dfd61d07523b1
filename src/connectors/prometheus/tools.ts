import type { Server } from './server.ts';
import { describeMetricTool } from './tools/describe-metric.ts';
import { listAlertsTool } from './tools/list-alerts.ts';
import { listLabelsTool } from './tools/list-labels.ts';
import { listMetricsTool } from './tools/list-metrics.ts';
import { listRulesTool } from './tools/list-rules.ts';
import { listSilencesTool } from './tools/list-silences.ts';
import { listTargetsTool } from './tools/list-targets.ts';
import { measureSignalTool } from './tools/measure-signal.ts';
import { queryMetricsRangeTool } from './tools/query-metrics-range.ts';
import { queryMetricsTool } from './tools/query-metrics.ts';

/** Every tool of the connector, by the word the connector calls it. */
export function prometheusTools(server: Server) {
  return {
    measureSignal: measureSignalTool(server),
    queryMetrics: queryMetricsTool(server),
    queryMetricsRange: queryMetricsRangeTool(server),
    listMetrics: listMetricsTool(server),
    describeMetric: describeMetricTool(server),
    listLabels: listLabelsTool(server),
    listAlerts: listAlertsTool(server),
    listRules: listRulesTool(server),
    listTargets: listTargetsTool(server),
    listSilences: listSilencesTool(server),
  };
}
