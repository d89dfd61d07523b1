import { Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { createModelMetrics } from './model-metrics.ts';
import type { ModelCalled } from './model-metrics.ts';

/** What is counted and timed. Durations in seconds, as Prometheus has it. */
export interface Metrics {
  turnFinished: (turn: { skill: string; outcome: string; seconds: number }) => void;
  toolCalled: (call: { tool: string; ok: boolean; seconds: number }) => void;
  httpAnswered: (request: { method: string; route: string; status: number; seconds: number }) => void;
  modelCalled: (call: ModelCalled) => void;
  openSockets: (change: 1 | -1) => void;
  /** The Prometheus text format. */
  render: () => Promise<string>;
  contentType: string;
  /** Forgets everything: the process' own numbers are watched as long as it lives, and what was handed in would live with them. */
  close: () => void;
}

interface MetricsOptions {
  /** Asked at every scrape: how old what is known of each cluster is. */
  staleness: () => { cluster: string; seconds: number }[];
}

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** A registry of its own, with the process' numbers (memory, CPU, event loop lag) and Jamie's. */
export function createMetrics({ staleness }: MetricsOptions): Metrics {
  const registry = new Registry();
  const shared = { registers: [registry] };
  collectDefaultMetrics({ register: registry });
  const timed = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Histogram({ name, help, labelNames, buckets: BUCKETS, ...shared });
  const turns = timed('jamie_turn_seconds', 'Time from message to answer.', ['skill', 'outcome']);
  const tools = timed('jamie_tool_call_seconds', 'Time of a tool call.', ['tool', 'ok']);
  const http = timed('jamie_http_request_seconds', 'Time of an HTTP request.', ['method', 'route', 'status']);
  const sockets = new Gauge({ name: 'jamie_websockets', help: 'Open WebSocket connections.', ...shared });
  registerStaleness(registry, staleness);
  return {
    turnFinished: ({ skill, outcome, seconds }) => {
      turns.observe({ skill, outcome }, seconds);
    },
    toolCalled: ({ tool, ok, seconds }) => {
      tools.observe({ tool, ok: String(ok) }, seconds);
    },
    httpAnswered: ({ method, route, status, seconds }) => {
      http.observe({ method, route, status }, seconds);
    },
    modelCalled: createModelMetrics(registry),
    openSockets: (change) => {
      sockets.inc(change);
    },
    render: () => registry.metrics(),
    contentType: registry.contentType,
    close: () => {
      registry.clear();
    },
  };
}

function registerStaleness(registry: Registry, staleness: MetricsOptions['staleness']): void {
  const gauge = new Gauge({
    name: 'jamie_watch_staleness_seconds',
    help: 'How old what is known of a cluster is.',
    labelNames: ['cluster'],
    registers: [registry],
    collect: () => {
      gauge.reset();
      for (const { cluster, seconds } of staleness()) gauge.set({ cluster }, seconds);
    },
  });
}
