import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { requireBinary } from '../binaries.ts';
import { createChildren } from '../children/children.ts';
import { eventually, freePorts } from '../children/wait.ts';
import { pushTraces } from './push-traces.ts';
import type { Batch } from './push-traces.ts';

/** A Tempo of one program that runs. */
export interface LiveTempo {
  url: string;
  stop: () => Promise<void>;
}

/** A series for each service; the company has more. */
const SOME_SERVICES = 5;

interface Ports {
  http: number;
  grpc: number;
  otlp: number;
}

/** Spans may be a day old, and are searched as soon as they are there. Blocks whose times are not told to be so are found by the time of their making. */
function configOf(folder: string, { http, grpc, otlp }: Ports): string {
  return `
server: { http_listen_address: 127.0.0.1, http_listen_port: ${http}, grpc_listen_address: 127.0.0.1, grpc_listen_port: ${grpc}, log_level: error }
distributor:
  ring: { kvstore: { store: inmemory } }
  receivers: { otlp: { protocols: { http: { endpoint: 127.0.0.1:${otlp} } } } }
ingester:
  lifecycler: { address: 127.0.0.1, min_ready_duration: 0s, ring: { kvstore: { store: inmemory }, replication_factor: 1 } }
  trace_idle_period: 1s
  max_block_duration: 24h
metrics_generator:
  ring: { kvstore: { store: inmemory } }
  processor: { local_blocks: { filter_server_spans: false, flush_to_storage: false, trace_idle_period: 1s, complete_block_timeout: 24h } }
  storage: { path: ${folder}/generator }
  traces_storage: { path: ${folder}/generator-traces, ingestion_time_range_slack: 24h }
  metrics_ingestion_time_range_slack: 24h
compactor: { ring: { kvstore: { store: inmemory } } }
memberlist: { bind_addr: [127.0.0.1], bind_port: 0, join_members: [] }
querier: { frontend_worker: { frontend_address: "127.0.0.1:${grpc}" } }
query_frontend:
  search: { query_ingesters_until: 24h, query_backend_after: 24h, max_duration: 168h }
  metrics: { query_backend_after: 24h, max_duration: 24h }
storage:
  trace:
    backend: local
    local: { path: ${folder}/blocks }
    wal: { path: ${folder}/wal, ingestion_time_range_slack: 24h }
overrides: { defaults: { metrics_generator: { processors: [local-blocks] }, ingestion: { rate_limit_bytes: 100000000, burst_size_bytes: 100000000, max_traces_per_user: 0 } } }
usage_report: { reporting_enabled: false }
`;
}

const isFound = async (url: string, from: number): Promise<boolean> => {
  const params = new URLSearchParams({ q: '{}', start: String(Math.floor(from / 1000)), limit: '1' });
  params.set('end', String(Math.ceil(Date.now() / 1000)));
  const answer = await fetch(`${url}/api/search?${params.toString()}`);
  const { traces } = (await answer.json()) as { traces?: unknown[] };
  return answer.ok && (traces ?? []).length > 0;
};

/** Series are computed by another part of Tempo than traces are found by, which has them somewhat later. */
async function hasSeries(url: string, from: number): Promise<boolean> {
  const params = new URLSearchParams({ q: '{} | rate() by (resource.service.name)', step: '10m' });
  params.set('start', String(Math.floor(from / 1000)));
  params.set('end', String(Math.ceil(Date.now() / 1000)));
  const answer = await fetch(`${url}/api/metrics/query_range?${params.toString()}`);
  if (!answer.ok) return false;
  const { series } = (await answer.json()) as { series?: unknown[] };
  return (series ?? []).length > SOME_SERVICES;
}

/** Starts Tempo on free ports of 127.0.0.1 with traces since `from`, which go with it. */
export async function startTempo({ batches, from }: { batches: Batch[]; from: number }): Promise<LiveTempo> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jamie-tempo-'));
  const children = createChildren(folder);
  try {
    const [http = 0, grpc = 0, otlp = 0] = await freePorts(3);
    const config = path.join(folder, 'tempo.yaml');
    writeFileSync(config, configOf(folder, { http, grpc, otlp }));
    const program = requireBinary('tempo');
    const server = children.start({ name: 'tempo', program, args: [`-config.file=${config}`] });
    const url = `http://127.0.0.1:${http}`;
    await eventually(
      async () => {
        if (!server.running()) throw new Error(server.tail());
        return (await fetch(`${url}/ready`)).ok;
      },
      { what: 'Tempo', within: 90_000 },
    );
    await pushTraces(`http://127.0.0.1:${otlp}`, batches);
    await eventually(() => isFound(url, from), { what: 'the traces in Tempo', within: 60_000 });
    await eventually(() => hasSeries(url, from), { what: 'the series in Tempo', within: 60_000 });
    return { url, stop: () => children.stopAll() };
  } catch (error) {
    await children.stopAll();
    throw error;
  }
}
