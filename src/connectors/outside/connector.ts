import type { Tool } from '#connectors/kit';
import { ConfigError } from '#ground/errors';
import { createSession } from './session.ts';
import type { OutsideServer, OutsideSettings } from './settings.ts';
import { outsideTools } from './tools.ts';

/** What the connector is built from. */
interface OutsideConnectorDeps {
  settings: OutsideSettings;
  now: () => number;
}

/** How one outside server does. */
interface OutsideState {
  name: string;
  connected: boolean;
  tools: number;
  /** What is not offered, or why it is not connected. */
  problems: string[];
}

/** The outside servers as the rest of the house sees them. */
export interface OutsideConnector {
  /** The tools that are known now; none before the servers were asked. A server that was away is asked again meanwhile. */
  readonly tools: Tool[];
  /** Asks every server for its tools. Never rejects. */
  ready: () => Promise<void>;
  state: () => OutsideState[];
  /** Ends the sessions, and the programs that were started. */
  close: () => Promise<void>;
}

const prefixOf = (name: string): string => `${name.replaceAll('-', '_')}_`;

function checkNames({ servers, reserved = [] }: OutsideSettings): void {
  const faults = servers.flatMap(({ name }, index) => {
    const at = `mcpServers[${index}].name`;
    const own = reserved.find((other) => prefixOf(name).startsWith(prefixOf(other)));
    if (own !== undefined) return [{ at, problem: `"${name}" would hide the house's own ${own}` }];
    const twice = servers.findIndex((other) => other.name === name) < index;
    return twice ? [{ at, problem: `"${name}" is taken by another server` }] : [];
  });
  if (faults.length === 0) return;
  const list = faults.map(({ at, problem }) => `${at}: ${problem}`).join('; ');
  throw new ConfigError({
    code: 'bad-settings',
    message: `MCP servers need names of their own. ${list}.`,
    faults,
  });
}

function openOne(server: OutsideServer, now: () => number, taken: Set<string>) {
  const session = createSession(server, now);
  let tools: Tool[] = [];
  let state: OutsideState = { name: server.name, connected: false, tools: 0, problems: ['not asked yet'] };
  return {
    tools: () => tools,
    state: () => state,
    close: () => session.close(),
    async ask() {
      try {
        const listed = await session.list();
        for (const { name } of tools) taken.delete(name);
        const made = outsideTools(server, session, { listed, taken });
        tools = made.tools;
        state = { name: server.name, connected: true, tools: tools.length, problems: made.leftOut };
      } catch (error) {
        const problem = error instanceof Error ? error.message : 'failed';
        state = { ...state, connected: false, problems: [problem] };
      }
    },
  };
}

/** Offers the tools of outside MCP servers. ConfigError when two share a name, or one has a name of the house. Connects when asked. */
export function createOutsideConnector({ settings, now }: OutsideConnectorDeps): OutsideConnector {
  checkNames(settings);
  const taken = new Set<string>();
  const servers = settings.servers.map((server) => openOne(server, now, taken));
  let asked = false;
  return {
    get tools() {
      if (asked) for (const server of servers) if (!server.state().connected) void server.ask();
      return servers.flatMap((server) => server.tools());
    },
    async ready() {
      asked = true;
      await Promise.all(servers.map((server) => server.ask()));
    },
    state: () => servers.map((server) => server.state()),
    close: async () => void (await Promise.all(servers.map((server) => server.close()))),
  };
}
