/** Where the answers of the real server are kept, recorded by tests/live/servers/loki/record.ts. */
export const ANSWERS_FILE = new URL('./answers.json.gz', import.meta.url);
