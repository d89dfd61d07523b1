import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import {
  CallToolResultSchema,
  ErrorCode,
  ListToolsResultSchema,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';
import type { CallToolResult, Tool as McpTool } from '@modelcontextprotocol/sdk/types.js';
import { InputError, isHouseError, UpstreamError } from '#ground/errors';
import { visible } from './clean.ts';
import { connectClient } from './client.ts';
import type { OutsideServer } from './settings.ts';

const CONNECT_MS = 10_000;
const LIST_MS = 10_000;
/** A server that could not be reached is left in peace for so long. */
const REST_MS = 5_000;
const MOST_PAGES = 20;
const LONGEST_REASON = 300;

/** One outside server. Nothing is connected until somebody asks; what broke is connected again when it is needed. */
export interface Session {
  list: () => Promise<McpTool[]>;
  call: (tool: string, input: Record<string, unknown>, limits: CallLimits) => Promise<CallToolResult>;
  close: () => Promise<void>;
}

interface CallLimits {
  signal: AbortSignal;
  timeout: number;
}

function reasonOf(error: unknown): string {
  return visible(error instanceof Error ? error.message : 'no reason given', LONGEST_REASON);
}

/** Whether the connection is to blame, not the call. */
function isLost(error: unknown): boolean {
  if (error instanceof McpError) return error.code === Number(ErrorCode.ConnectionClosed);
  return !isHouseError(error);
}

function gone(name: string, cause: unknown): UpstreamError {
  const message = `The MCP server ${name} cannot be used: ${reasonOf(cause)}`;
  return new UpstreamError({ code: 'outside-unreachable', message, cause, retryable: true });
}

/** What a server says about a call of its own. */
function refused(name: string, tool: string, error: McpError): InputError | UpstreamError {
  const message = `The MCP server ${name} says of ${tool}: ${reasonOf(error)}`;
  if (error.code === Number(ErrorCode.InvalidParams))
    return new InputError({ code: 'bad-input', message, cause: error });
  const retryable = error.code === Number(ErrorCode.RequestTimeout);
  return new UpstreamError({
    code: retryable ? 'outside-slow' : 'outside-failing',
    message,
    cause: error,
    retryable,
  });
}

async function listAll(client: Client): Promise<McpTool[]> {
  const tools: McpTool[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const params = cursor === undefined ? {} : { cursor };
    const asked = { method: 'tools/list' as const, params };
    const answer = await client.request(asked, ListToolsResultSchema, { timeout: LIST_MS });
    tools.push(...answer.tools);
    cursor = answer.nextCursor;
    if (cursor === undefined) break;
  }
  return tools;
}

/** Keeps at most one connection to a server; after a failure there is a rest before the next try. */
function createLine(server: OutsideServer, now: () => number) {
  let line: Promise<Client> | undefined;
  let failed: { at: number; error: unknown } | undefined;
  const drop = (old: Promise<Client>): void => {
    if (line === old) line = undefined;
    old.then((client) => client.close()).catch(() => undefined);
  };
  const open = (): Promise<Client> => {
    if (line) return line;
    if (failed && now() - failed.at < REST_MS) return Promise.reject(gone(server.name, failed.error));
    const opening = connectClient(server, CONNECT_MS);
    line = opening;
    opening.then(
      (client) => (client.onclose = () => drop(opening)),
      (error: unknown) => {
        failed = { at: now(), error };
        drop(opening);
      },
    );
    return opening;
  };
  return { open, drop, current: () => line };
}

/** A session with a server. */
export function createSession(server: OutsideServer, now: () => number): Session {
  const { name } = server;
  const line = createLine(server, now);
  /** A connection that was lost unnoticed is opened anew, once. */
  async function using<Value>(
    work: (client: Client) => Promise<Value>,
    signal?: AbortSignal,
  ): Promise<Value> {
    for (let attempt = 1; ; attempt += 1) {
      const opening = line.open();
      try {
        return await work(await opening);
      } catch (error) {
        if (signal?.aborted || !isLost(error)) throw error;
        line.drop(opening);
        if (attempt === 2) throw gone(name, error);
      }
    }
  }
  return {
    list: () => using(listAll),
    call: (tool, input, { signal, timeout }) =>
      using(
        (client) =>
          client
            .request(
              { method: 'tools/call', params: { name: tool, arguments: input } },
              CallToolResultSchema,
              { signal, timeout },
            )
            .catch((error: unknown) => {
              throw error instanceof McpError && !isLost(error) ? refused(name, tool, error) : error;
            }),
        signal,
      ),
    async close() {
      const client = await line.current()?.catch(() => undefined);
      await client?.close();
    },
  };
}
