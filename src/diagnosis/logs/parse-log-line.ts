export interface LogEntry {
  readonly message: string;
}

export function parseLogLine(line: string): LogEntry {
  return { message: line };
}
