/** Where the connector reports what an operator may want to know; a pino logger is one. */
export interface Log {
  debug: (fields: object, message: string) => void;
  info: (fields: object, message: string) => void;
  warn: (fields: object, message: string) => void;
}
