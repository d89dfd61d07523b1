import type { Server } from './server.ts';
import { readRecordTool } from './tools/read-record.ts';
import { searchRecordsTool } from './tools/search-records.ts';

/** Every tool of the connector, by the word the connector calls it. */
export function servicenowTools(server: Server) {
  return {
    searchRecords: searchRecordsTool(server),
    readRecord: readRecordTool(server),
  };
}
