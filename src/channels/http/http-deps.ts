import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import type { DoorPolicy } from '#access';
import type { Brain } from '#brain';
import type { Logger, Metrics } from '#ground/telemetry';
import type { ModelReport } from './model-report.ts';

/** Whether questions can be answered yet, and what is still being waited for. */
export interface Readiness {
  ready: boolean;
  waitingFor: string[];
}

/** Another door that hangs itself on this server, such as the WebSocket. */
export type Door = (server: FastifyInstance) => Promise<void> | void;

export interface HttpDeps {
  /** Resolves once questions can be taken: the server listens before that. */
  brain: () => Promise<Brain>;
  readiness: () => Promise<Readiness>;
  facts: () => { store: 'embedded' | 'postgres'; world: boolean };
  /** The language models; none when omitted. */
  models?: () => Promise<ModelReport[]>;
  policy: DoorPolicy;
  /** Paths whose requests prove by a signature who sent them: neither a token nor a local page is asked for there. */
  signed?: readonly string[];
  metrics: Metrics;
  log: Logger;
  version: string;
  newId: () => string;
  doors: Door[];
}

export interface HttpServer {
  /** Starts listening; resolves to the address, such as http://127.0.0.1:8000. ConfigError when it is taken. */
  listen: (at: { host: string; port: number }) => Promise<string>;
  close: () => Promise<void>;
  /** For tests: a request without a socket. */
  inject: (request: InjectOptions | string) => Promise<LightMyRequestResponse>;
}
