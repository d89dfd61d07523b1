/** Where the answers of the real server are kept, recorded by tests/live/servers/prometheus/record.ts. */
export const ANSWERS_FILE = new URL('./answers.json.gz', import.meta.url);
