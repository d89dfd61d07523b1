import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** One program of one server: a main package of the Go module in `<server>/go.mod`. */
export interface Binary {
  name: string;
  server: string;
  package: string;
  version: string;
  ldflags: string;
  /** Files of ours that it is made of, beside the server's go.mod. */
  sources: string[];
}

interface Server {
  /** The module in go.mod whose version is the server's version. */
  module: string;
  packages: Record<string, string>;
  ldflags: (version: string) => string;
  sources?: string[];
}

const here = import.meta.dirname;

/** Tempo's tags are no versions of a Go module: this is the release that the commit in go.mod belongs to. */
const TEMPO = '2.8.0';

const SERVERS: Record<string, Server> = {
  argocd: {
    module: 'github.com/argoproj/argo-cd/v3',
    packages: { argocd: 'github.com/argoproj/argo-cd/v3/cmd', 'argocd-redis': './redis' },
    ldflags: (version) => `-X github.com/argoproj/argo-cd/v3/common.version=${version.slice(1)}`,
    sources: ['redis/main.go'],
  },
  etcd: {
    module: 'go.etcd.io/etcd/server/v3',
    packages: { etcd: 'go.etcd.io/etcd/server/v3' },
    ldflags: () => '',
  },
  kubernetes: {
    module: 'k8s.io/kubernetes',
    packages: {
      'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
      'kube-controller-manager': 'k8s.io/kubernetes/cmd/kube-controller-manager',
      'kube-scheduler': 'k8s.io/kubernetes/cmd/kube-scheduler',
      kubeadm: 'k8s.io/kubernetes/cmd/kubeadm',
      kubectl: 'k8s.io/kubernetes/cmd/kubectl',
    },
    ldflags: kubernetesLdflags,
  },
  kwok: {
    module: 'sigs.k8s.io/kwok',
    packages: { kwok: 'sigs.k8s.io/kwok/cmd/kwok' },
    ldflags: (version) => `-X sigs.k8s.io/kwok/pkg/consts.Version=${version.slice(1)}`,
  },
  loki: {
    module: 'github.com/grafana/loki/v3',
    packages: { loki: 'github.com/grafana/loki/v3/cmd/loki' },
    ldflags: (version) => `-X github.com/grafana/loki/v3/pkg/util/build.Version=${version.slice(1)}`,
  },
  'metrics-server': {
    module: 'sigs.k8s.io/metrics-server',
    packages: { 'metrics-server': 'sigs.k8s.io/metrics-server/cmd/metrics-server' },
    ldflags: (version) => `-X k8s.io/client-go/pkg/version.gitVersion=${version}`,
  },
  tempo: {
    module: 'github.com/grafana/tempo',
    packages: { tempo: 'github.com/grafana/tempo/cmd/tempo' },
    ldflags: () => `-X main.Version=${TEMPO}`,
  },
};

/** Flags of every build: small, reproducible, without C. */
export const GO_BUILD_FLAGS = ['-mod=readonly', '-trimpath', '-buildvcs=false', '-p', '2'];

/** Every program of every server, in the order in which it pays to build them. */
export function allBinaries(): Binary[] {
  return Object.entries(SERVERS).flatMap(([server, { module, packages, ldflags, sources = [] }]) => {
    const version = versionOf(server, module);
    return Object.entries(packages).map(([name, pkg]) => ({
      name,
      server,
      package: pkg,
      version,
      ldflags: `-s -w ${ldflags(version)}`.trim(),
      sources,
    }));
  });
}

/** The folder with a server's go.mod. */
export function moduleFolder(binary: Binary): string {
  return path.join(here, binary.server);
}

/** Where a program is, or will be, in the cache. Its folder changes when go.mod, go.sum or a flag does. */
export function cachedPath(binary: Binary): string {
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum', ...binary.sources])
    hash.update(readFileSync(path.join(moduleFolder(binary), file)));
  hash.update([...GO_BUILD_FLAGS, binary.ldflags, process.platform, process.arch].join('\0'));
  return path.join(cacheRoot(), `${binary.server}-${hash.digest('hex').slice(0, 12)}`, binary.name);
}

/** The built program's path; throws, with the remedy, when it has not been built. */
export function requireBinary(name: string): string {
  const binary = allBinaries().find((candidate) => candidate.name === name);
  if (!binary) throw new Error(`No server here has a program called ${name}.`);
  const file = cachedPath(binary);
  if (!existsSync(file))
    throw new Error(`${name} has not been built: run "node tests/live/servers/build.ts" first.`);
  return file;
}

/** The version that go.mod asks for, such as v1.36.3. */
export function serverVersion(name: string): string {
  const server = SERVERS[name];
  if (!server) throw new Error(`There is no server called ${name}.`);
  return versionOf(name, server.module);
}

function cacheRoot(): string {
  return process.env['JAMIE_LIVE_CACHE'] ?? path.join(homedir(), '.cache', 'jamie-live');
}

function versionOf(server: string, module: string): string {
  const goMod = readFileSync(path.join(here, server, 'go.mod'), 'utf8');
  const line = goMod.split('\n').find((text) => text.replace('require', '').trim().startsWith(`${module} v`));
  const version = line?.match(/\sv\S+/)?.[0].trim();
  if (!version) throw new Error(`${server}/go.mod does not require ${module}.`);
  return version;
}

function kubernetesLdflags(version: string): string {
  const [major, minor] = version.slice(1).split('.');
  const values = {
    gitVersion: version,
    gitMajor: major,
    gitMinor: minor,
    gitTreeState: 'clean',
    gitCommit: '',
  };
  return ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version']
    .flatMap((pkg) => Object.entries(values).map(([name, value]) => `-X ${pkg}.${name}=${value}`))
    .join(' ');
}
