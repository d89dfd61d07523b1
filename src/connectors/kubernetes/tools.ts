import type { Clusters } from './clusters.ts';
import { canITool } from './tools/can-i.ts';
import { getObjectTool } from './tools/get-object.ts';
import { getRelationsTool } from './tools/get-relations.ts';
import { getUsageTool } from './tools/get-usage.ts';
import { listClustersTool } from './tools/list-clusters.ts';
import { listEventsTool } from './tools/list-events.ts';
import { listKindsTool } from './tools/list-kinds.ts';
import { listObjectsTool } from './tools/list-objects.ts';
import { readLogsTool } from './tools/read-logs.ts';

/** Every tool of the connector, by the word the connector calls it. */
export function kubernetesTools(clusters: Clusters) {
  return {
    listClusters: listClustersTool(clusters),
    listKinds: listKindsTool(clusters),
    listObjects: listObjectsTool(clusters),
    getObject: getObjectTool(clusters),
    getRelations: getRelationsTool(clusters),
    listEvents: listEventsTool(clusters),
    readLogs: readLogsTool(clusters),
    getUsage: getUsageTool(clusters),
    canI: canITool(clusters),
  };
}
