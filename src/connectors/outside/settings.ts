/** What all outside servers have. */
interface Named {
  /** Lower case letters, digits and dashes: what its tools' names begin with. */
  name: string;
  /** The tools that change nothing, by the server's own names, as the operator knows them. */
  effects?: Record<string, 'read'> | undefined;
}

/** An MCP server: a program that speaks on its standard input and output, or an address. */
export type OutsideServer = Named &
  (
    | { command: string; args?: string[] | undefined; env?: Record<string, string> | undefined }
    | { url: string; headers?: Record<string, string> | undefined }
  );

/** The MCP servers whose tools are offered. */
export interface OutsideSettings {
  servers: readonly OutsideServer[];
  /** Names that no server may take, such as those of the house's own connectors. */
  reserved?: readonly string[];
}
