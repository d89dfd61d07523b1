import type { Server } from './server.ts';
import { readIssueTool } from './tools/read-issue.ts';
import { searchIssuesTool } from './tools/search-issues.ts';

/** Every tool of the connector, by the word the connector calls it. */
export function jiraTools(server: Server) {
  return {
    searchIssues: searchIssuesTool(server),
    readIssue: readIssueTool(server),
  };
}
