import type { Server } from './server.ts';
import { diffApplicationTool } from './tools/diff-application.ts';
import { listApplicationsTool } from './tools/list-applications.ts';
import { listInstancesTool } from './tools/list-instances.ts';
import { readApplicationTool } from './tools/read-application.ts';
import { readHistoryTool } from './tools/read-history.ts';

/** Every tool of the connector, by the word the connector calls it. */
export function argocdTools(server: Server) {
  return {
    listApplications: listApplicationsTool(server),
    readApplication: readApplicationTool(server),
    readHistory: readHistoryTool(server),
    diffApplication: diffApplicationTool(server),
    listInstances: listInstancesTool(server),
  };
}
