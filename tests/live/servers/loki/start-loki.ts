import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { WrittenStream } from '../../../../lab/world/loki/testing/written-lines.ts';
import { requireBinary } from '../binaries.ts';
import { createChildren } from '../children/children.ts';
import { eventually, freePorts } from '../children/wait.ts';

/** A Loki of one program that runs. */
export interface LiveLoki {
  url: string;
  stop: () => Promise<void>;
}

function configOf(folder: string, { http, grpc }: { http: number; grpc: number }): string {
  return `
auth_enabled: false
server: { http_listen_address: 127.0.0.1, http_listen_port: ${http}, grpc_listen_address: 127.0.0.1, grpc_listen_port: ${grpc}, log_level: error }
common:
  instance_addr: 127.0.0.1
  path_prefix: ${folder}
  storage: { filesystem: { chunks_directory: ${folder}/chunks, rules_directory: ${folder}/rules } }
  replication_factor: 1
  ring: { kvstore: { store: inmemory } }
memberlist: { join_members: [] }
schema_config:
  configs: [{ from: 2020-10-24, store: tsdb, object_store: filesystem, schema: v13, index: { prefix: index_, period: 24h } }]
ingester: { lifecycler: { min_ready_duration: 0s } }
querier: { query_ingesters_within: 0s }
limits_config: { volume_enabled: true, reject_old_samples: false }
pattern_ingester: { enabled: true }
analytics: { reporting_enabled: false }
`;
}

async function push(url: string, streams: readonly WrittenStream[]): Promise<void> {
  const body = JSON.stringify({
    streams: streams.map(({ labels, lines }) => ({
      stream: labels,
      values: [...lines].sort((a, b) => a.at - b.at).map(({ at, text }) => [`${at}000000`, text]),
    })),
  });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/loki/api/v1/push`, { method: 'POST', headers, body });
  if (response.status !== 204) throw new Error(`push: ${response.status} ${await response.text()}`);
}

async function hasLines(url: string, streams: readonly WrittenStream[]): Promise<boolean> {
  const times = streams.flatMap(({ lines }) => lines.map(({ at }) => at));
  const start = `${Math.min(...times)}000000`;
  const end = `${Math.max(...times) + 1}000000`;
  const params = new URLSearchParams({ query: '{service_name=~".+"}', start, end, limit: '5000' });
  const response = await fetch(`${url}/loki/api/v1/query_range?${params.toString()}`);
  const body = (await response.json()) as { data: { result: { values: unknown[] }[] } };
  return body.data.result.reduce((total, { values }) => total + values.length, 0) === times.length;
}

/** Starts Loki on a free port of 127.0.0.1 with lines of its own, which go with it. */
export async function startLoki(streams: readonly WrittenStream[]): Promise<LiveLoki> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jamie-loki-'));
  const children = createChildren(folder);
  try {
    const [http = 0, grpc = 0] = await freePorts(2);
    const config = path.join(folder, 'loki.yaml');
    writeFileSync(config, configOf(folder, { http, grpc }));
    const program = requireBinary('loki');
    const server = children.start({ name: 'loki', program, args: [`-config.file=${config}`] });
    const url = `http://127.0.0.1:${http}`;
    await eventually(
      async () => {
        if (!server.running()) throw new Error(server.tail());
        return (await fetch(`${url}/ready`)).ok;
      },
      { what: 'Loki', within: 90_000 },
    );
    await push(url, streams);
    await fetch(`${url}/flush`, { method: 'POST' });
    await eventually(async () => hasLines(url, streams), { what: 'the lines in Loki' });
    return { url, stop: () => children.stopAll() };
  } catch (error) {
    await children.stopAll();
    throw error;
  }
}
