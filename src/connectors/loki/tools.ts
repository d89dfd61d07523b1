import type { Server } from './server.ts';
import { followLogsTool } from './tools/follow-logs.ts';
import { listLabelsTool } from './tools/list-labels.ts';
import { listPatternsTool } from './tools/list-patterns.ts';
import { measureVolumeTool } from './tools/measure-volume.ts';
import { queryLogsTool } from './tools/query-logs.ts';
import { queryMetricsTool } from './tools/query-metrics.ts';
import { readContextTool } from './tools/read-context.ts';
import { searchLogsTool } from './tools/search-logs.ts';

/** Every tool of the connector, by the word the connector calls it. */
export function lokiTools(server: Server) {
  return {
    searchLogs: searchLogsTool(server),
    queryLogs: queryLogsTool(server),
    queryMetrics: queryMetricsTool(server),
    readContext: readContextTool(server),
    measureVolume: measureVolumeTool(server),
    listPatterns: listPatternsTool(server),
    listLabels: listLabelsTool(server),
    followLogs: followLogsTool(server),
  };
}
