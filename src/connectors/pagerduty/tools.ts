import type { Server } from './server.ts';
import { listIncidentsTool } from './tools/list-incidents.ts';
import { listOnCallTool } from './tools/list-on-call.ts';
import { readIncidentTool } from './tools/read-incident.ts';

/** Every tool of the connector, by the word the connector calls it. */
export function pagerdutyTools(server: Server) {
  return {
    listIncidents: listIncidentsTool(server),
    readIncident: readIncidentTool(server),
    listOnCall: listOnCallTool(server),
  };
}
