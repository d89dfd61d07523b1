import type { Server } from './server.ts';
import { findPanelsTool } from './tools/find-panels.ts';
import { linkToPanelTool } from './tools/link-to-panel.ts';
import { listAlertRulesTool } from './tools/list-alert-rules.ts';
import { listAnnotationsTool } from './tools/list-annotations.ts';
import { readDashboardTool } from './tools/read-dashboard.ts';
import { searchDashboardsTool } from './tools/search-dashboards.ts';

/** Every tool of the connector, by the word the connector calls it. */
export function grafanaTools(server: Server) {
  return {
    searchDashboards: searchDashboardsTool(server),
    readDashboard: readDashboardTool(server),
    findPanels: findPanelsTool(server),
    linkToPanel: linkToPanelTool(server),
    listAlertRules: listAlertRulesTool(server),
    listAnnotations: listAnnotationsTool(server),
  };
}
