import type { AppModel } from '../kubelet/app-model.ts';
import { SERVICES, imageRepository } from './services.ts';
import type { ServiceSpec } from './service-spec.ts';

const MI = 2 ** 20;

/** What an image nobody described is taken for. */
export const GENERIC: AppModel = {
  listens: [],
  needs: [],
  memoryBytes: 24 * MI,
  cpuCores: 0.003,
  startMs: 500,
  speaks: 'plain',
  banner: [],
  chatter: [],
  chatterEveryMs: 60_000,
  dependencies: [],
};

const REQUESTS = [
  'GET /{name}/items 200 {ms}ms request_id={id}',
  'GET /{name}/items/{n} 200 {ms}ms request_id={id}',
  'POST /{name}/items 201 {ms}ms request_id={id}',
  'GET /healthz 200 1ms',
];
const WORK = ['job {id} finished in {ms}ms', 'queue depth {n}', 'job {id} started attempt=1'];

function ofService(service: ServiceSpec): AppModel {
  return {
    ...GENERIC,
    listens: service.port === undefined ? [] : [service.port],
    needs: service.needs ?? [],
    memoryBytes: (service.usesMi ?? 120) * MI,
    cpuCores: service.usesCpu ?? 0.06,
    startMs: 2500,
    speaks: service.language === 'go' ? 'go' : 'json',
    banner: [
      `starting ${service.name} version={tag}`,
      'configuration loaded',
      `listening on :${service.port ?? 9090}`,
    ],
    chatter: (service.port === undefined ? WORK : REQUESTS).map((line) =>
      line.replace('{name}', service.name),
    ),
    chatterEveryMs: 7_000,
    dependencies: service.dependencies ?? [],
  };
}

function system(changes: Partial<AppModel>): AppModel {
  return { ...GENERIC, speaks: 'klog', chatterEveryMs: 120_000, ...changes };
}

function job(runsForMs: number, banner: string[]): AppModel {
  return { ...GENERIC, runsForMs, speaks: 'go', banner, chatter: [], memoryBytes: 90 * MI };
}

const INFRASTRUCTURE: Record<string, AppModel> = {
  'docker.io/library/postgres': {
    ...GENERIC,
    listens: [5432],
    needs: ['POSTGRES_PASSWORD'],
    memoryBytes: 420 * MI,
    cpuCores: 0.18,
    startMs: 3000,
    speaks: 'postgres',
    banner: [
      'starting PostgreSQL 16.4 (Debian 16.4-1.pgdg120+1) on x86_64-pc-linux-gnu',
      'listening on IPv4 address "0.0.0.0", port 5432',
      'database system is ready to accept connections',
    ],
    chatter: [
      'checkpoint starting: time',
      'checkpoint complete: wrote {n} buffers (0.2%); write={n}.1 s, sync=0.004 s',
    ],
    chatterEveryMs: 150_000,
  },
  'docker.io/library/redis': {
    ...GENERIC,
    listens: [6379],
    memoryBytes: 64 * MI,
    cpuCores: 0.02,
    banner: ['# Redis version=7.4.1, bits=64, just started', '* Ready to accept connections tcp'],
    chatter: ['* 1 changes in 3600 seconds. Saving...', '* Background saving terminated with success'],
    chatterEveryMs: 300_000,
  },
  'registry.k8s.io/ingress-nginx/controller': system({
    listens: [80, 443, 10254, 8443],
    speaks: 'nginx',
    memoryBytes: 160 * MI,
    cpuCores: 0.04,
    startMs: 4000,
    banner: ['NGINX Ingress controller', 'Starting NGINX Ingress controller'],
    chatter: ['"GET / HTTP/2.0" 200 {n} "-" "Mozilla/5.0" {ms} 0.0{ms} [shop-storefront-http] []'],
    chatterEveryMs: 4_000,
  }),
  'docker.io/fluent/fluent-bit': system({
    listens: [2020],
    speaks: 'plain',
    memoryBytes: 38 * MI,
    banner: [
      '[ info] [fluent bit] version=3.1.9, commit=431fa79ae2',
      '[ info] [sp] stream processor started',
    ],
    chatter: ['[ info] [input:tail:tail.0] inotify_fs_add(): inode={n} watch_fd={n}'],
  }),
  'registry.k8s.io/coredns/coredns': system({
    listens: [53, 8080, 8181, 9153],
    speaks: 'plain',
    memoryBytes: 22 * MI,
    banner: [
      '.:53',
      '[INFO] plugin/reload: Running configuration SHA512 = 591cf328cccc12bc',
      'CoreDNS-1.11.3',
      'linux/amd64, go1.21.11, a6338e9',
    ],
    chatter: [
      '[INFO] 127.0.0.1:{n} - {n} "HINFO IN 481728.910 udp 57 false 512" NXDOMAIN qr,rd,ra 132 0.0{ms}s',
    ],
    chatterEveryMs: 600_000,
  }),
  'registry.k8s.io/metrics-server/metrics-server': system({
    listens: [10250],
    memoryBytes: 34 * MI,
    banner: ['Serving securely on [::]:10250'],
    chatter: ['"Scraped metrics" nodes={n}'],
  }),
  'registry.k8s.io/kube-proxy': system({
    banner: ['"Using iptables Proxier"'],
    chatter: ['"SyncProxyRules complete" elapsed="{ms}ms"'],
  }),
  'registry.k8s.io/etcd': system({
    listens: [2379, 2381],
    memoryBytes: 210 * MI,
    cpuCores: 0.05,
    banner: ['{"level":"info","msg":"ready to serve client requests"}'],
    speaks: 'plain',
    chatter: ['{"level":"info","msg":"finished scheduled compaction","took":"{ms}ms"}'],
  }),
  'registry.k8s.io/kube-apiserver': system({
    listens: [6443],
    memoryBytes: 480 * MI,
    cpuCores: 0.12,
    banner: ['Serving securely on [::]:6443'],
    chatter: ['"Trace[{n}]: List" total="{ms}ms"'],
  }),
  'registry.k8s.io/kube-controller-manager': system({
    listens: [10257],
    memoryBytes: 90 * MI,
    banner: ['"Started controller" controller="deployment-controller"'],
    chatter: ['"Finished syncing" duration="{ms}ms"'],
  }),
  'registry.k8s.io/kube-scheduler': system({
    listens: [10259],
    memoryBytes: 45 * MI,
    banner: ['"successfully acquired lease kube-system/kube-scheduler"'],
    chatter: ['"Successfully bound pod to node" evaluatedNodes={n}'],
  }),
  'docker.io/flannel/flannel': system({
    banner: ['Running backend.'],
    chatter: ['Lease renewed, new expiration in 24h'],
  }),
  'registry.k8s.io/pause': { ...GENERIC, banner: [], chatter: [], memoryBytes: MI },
  'registry.harbour.example/tools/pg-backup': job(42_000, [
    'starting backup of database shop',
    'dumped 48 tables',
    'uploaded backup to s3://harbour-backups',
  ]),
  'registry.harbour.example/tools/report-builder': job(25_000, [
    'building sales report',
    'report written: 1184 rows',
  ]),
  'registry.harbour.example/tools/db-migrate': job(6_000, [
    'connecting to database',
    'applying migrations',
    'schema is up to date',
  ]),
  'docker.io/library/nginx': {
    ...GENERIC,
    listens: [80],
    speaks: 'nginx',
    banner: ['start worker processes'],
    chatter: ['"GET / HTTP/1.1" 200 615 "-" "kube-probe/1.32"'],
  },
  'registry.harbour.example/tools/envoy': {
    ...GENERIC,
    listens: [9901, 15001],
    memoryBytes: 48 * MI,
    cpuCores: 0.01,
    banner: ['all dependencies initialized. starting main dispatch loop'],
    chatter: ['lds: add/update listener'],
  },
};

/** Behaviour by image repository. */
export const MODELS: ReadonlyMap<string, AppModel> = new Map([
  ...SERVICES.map((service): [string, AppModel] => [imageRepository(service), ofService(service)]),
  ...Object.entries(INFRASTRUCTURE),
]);
