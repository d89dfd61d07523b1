import type { Server } from './server.ts';
import { compareWindowsTool } from './tools/compare-windows.ts';
import { listServicesTool } from './tools/list-services.ts';
import { listTagsTool } from './tools/list-tags.ts';
import { mapServicesTool } from './tools/map-services.ts';
import { queryMetricsTool } from './tools/query-metrics.ts';
import { queryTracesTool } from './tools/query-traces.ts';
import { readTraceTool } from './tools/read-trace.ts';
import { sampleSpansTool } from './tools/sample-spans.ts';
import { searchTracesTool } from './tools/search-traces.ts';

/** Every tool of the connector, by the word the connector calls it. */
export function tempoTools(server: Server) {
  return {
    searchTraces: searchTracesTool(server),
    queryTraces: queryTracesTool(server),
    readTrace: readTraceTool(server),
    queryMetrics: queryMetricsTool(server),
    listServices: listServicesTool(server),
    listTags: listTagsTool(server),
    mapServices: mapServicesTool(server),
    sampleSpans: sampleSpansTool(server),
    compareWindows: compareWindowsTool(server),
  };
}
