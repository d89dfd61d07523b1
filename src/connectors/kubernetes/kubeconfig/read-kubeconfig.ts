import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { ConfigError } from '#ground/errors';
import { clusterSchema, contextSchema, kubeconfigSchema, userSchema } from './schema.ts';
import type { ClusterEntry, UserEntry } from './schema.ts';

/** One context, with the cluster and user it names or the reason why it cannot be used. */
export type KubeconfigContext = { name: string; namespace?: string } & (
  { ok: true; cluster: ClusterEntry; user: UserEntry } | { ok: false; problem: string }
);

/** What several kubeconfig files say together. */
export interface Kubeconfig {
  currentContext?: string;
  contexts: KubeconfigContext[];
  /** Files of the list that do not exist, as kubectl would pass over them. */
  missing: string[];
}

/** Where kubeconfigs come from: files, merged as KUBECONFIG lists them, or a text. */
export interface KubeconfigSources {
  kubeconfigs?: string[];
  kubeconfigText?: string;
}

type Frame = z.output<typeof kubeconfigSchema>;
interface Source {
  label: string;
  folder: string;
  text: string;
}
interface Fault {
  at: string;
  problem: string;
}

/**
 * Reads and merges kubeconfigs: the first to name something wins. ConfigError with file and line when a file is broken,
 * or when none exists. A context that cannot be used is kept, with its problem.
 */
export function readKubeconfig(sources: KubeconfigSources): Kubeconfig {
  const files = sources.kubeconfigs ?? [];
  const found = files.map(readSource);
  const missing = found.flatMap((source) => ('missing' in source ? [source.missing] : []));
  const texts = found.flatMap((source) => ('missing' in source ? [] : [source]));
  if (sources.kubeconfigText !== undefined)
    texts.push({ label: 'kubeconfig', folder: '', text: sources.kubeconfigText });
  if (texts.length === 0 && missing.length > 0) throw nothingThere(missing);
  return { ...merge(texts), missing };
}

function readSource(file: string): Source | { missing: string } {
  try {
    return { label: file, folder: path.dirname(path.resolve(file)), text: readFileSync(file, 'utf8') };
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return { missing: file };
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw broken([{ at: file, problem: `cannot be read (${code})` }], cause);
  }
}

function merge(sources: Source[]): Omit<Kubeconfig, 'missing'> {
  const parsed = sources.map((source) => ({ source, ...parseSource(source) }));
  const faults = parsed.flatMap(({ faults }) => faults);
  if (faults.length > 0) throw broken(faults);
  const entries = {
    contexts: new Map<string, object>(),
    clusters: new Map<string, Lookup<ClusterEntry>>(),
    users: new Map<string, Lookup<UserEntry>>(),
  };
  for (const { source, frame } of parsed) {
    for (const item of frame.contexts) keepFirst(entries.contexts, item.name, item);
    for (const item of frame.clusters)
      keepFirst(entries.clusters, item.name, readCluster(item, source.folder));
    for (const item of frame.users) keepFirst(entries.users, item.name, readUser(item, source.folder));
  }
  const contexts = [...entries.contexts].map(([name, item]) => resolveContext(name, item, entries));
  const currentContext = parsed
    .map(({ frame }) => frame['current-context'])
    .find((name) => name !== undefined);
  return { currentContext, contexts };
}

function keepFirst<T>(map: Map<string, T>, name: string, item: T): void {
  if (!map.has(name)) map.set(name, item);
}

function parseSource({ label, text }: Source): { frame: Frame; faults: Fault[] } {
  const empty = { contexts: [], clusters: [], users: [], 'current-context': undefined };
  const document = parseDocument(text, { logLevel: 'silent' });
  const faults = document.errors.map((error) => ({
    at: `${label}:${error.linePos?.[0].line ?? 1}`,
    problem: (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, ''),
  }));
  if (faults.length > 0) return { frame: empty, faults: faults.slice(0, 3) };
  if (document.contents === null) return { frame: empty, faults: [] };
  const frame = kubeconfigSchema.safeParse(document.toJS());
  if (frame.success) return { frame: frame.data, faults: [] };
  const problem = `is not a kubeconfig (${explain(frame.error)})`;
  return { frame: empty, faults: [{ at: `${label}:1`, problem }] };
}

type Lookup<T> = { ok: true; entry: T } | { ok: false; problem: string };

function readCluster(item: object, folder: string): Lookup<ClusterEntry> {
  const parsed = clusterSchema.safeParse(item);
  if (!parsed.success) return { ok: false, problem: `its cluster is incomplete: ${explain(parsed.error)}` };
  const { name, cluster } = parsed.data;
  const entry = {
    name,
    server: cluster.server.replace(/\/+$/, ''),
    caFile: absolute(folder, cluster['certificate-authority']),
    caData: cluster['certificate-authority-data'],
    skipTlsVerify: cluster['insecure-skip-tls-verify'] === true,
    tlsServerName: cluster['tls-server-name'],
    proxyUrl: cluster['proxy-url'],
  };
  return { ok: true, entry };
}

function readUser(item: object, folder: string): Lookup<UserEntry> {
  const parsed = userSchema.safeParse(item);
  if (!parsed.success) return { ok: false, problem: `its user is incomplete: ${explain(parsed.error)}` };
  const { name, user } = parsed.data;
  const command = user?.exec?.command;
  const entry = {
    name,
    certFile: absolute(folder, user?.['client-certificate']),
    certData: user?.['client-certificate-data'],
    keyFile: absolute(folder, user?.['client-key']),
    keyData: user?.['client-key-data'],
    token: user?.token,
    tokenFile: absolute(folder, user?.tokenFile ?? user?.['token-file']),
    username: user?.username,
    password: user?.password,
    impersonate: user?.as,
    exec:
      user?.exec && command?.includes('/')
        ? { ...user.exec, command: absolute(folder, command) ?? command }
        : user?.exec,
    authProvider: user?.['auth-provider'],
  };
  return { ok: true, entry };
}

function resolveContext(
  name: string,
  item: object,
  known: { clusters: Map<string, Lookup<ClusterEntry>>; users: Map<string, Lookup<UserEntry>> },
): KubeconfigContext {
  const parsed = contextSchema.safeParse(item);
  if (!parsed.success) return { name, ok: false, problem: `it is incomplete: ${explain(parsed.error)}` };
  const { cluster: clusterName, user: userName, namespace } = parsed.data.context;
  const cluster = known.clusters.get(clusterName) ?? missingEntry('cluster', clusterName);
  const user =
    userName === undefined ? ANONYMOUS : (known.users.get(userName) ?? missingEntry('user', userName));
  if (!cluster.ok) return { name, namespace, ok: false, problem: cluster.problem };
  if (!user.ok) return { name, namespace, ok: false, problem: user.problem };
  return { name, namespace, ok: true, cluster: cluster.entry, user: user.entry };
}

const ANONYMOUS: Lookup<UserEntry> = { ok: true, entry: { name: '' } };

function missingEntry(what: string, name: string): { ok: false; problem: string } {
  return {
    ok: false,
    problem: `it names the ${what} ${JSON.stringify(name)}, which the kubeconfig does not have`,
  };
}

function absolute(folder: string, file: string | undefined): string | undefined {
  return file === undefined || folder === '' ? file : path.resolve(folder, file);
}

function explain(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.join('.') || 'content'}: ${issue.message}` : 'unknown';
}

function nothingThere(missing: string[]): ConfigError {
  const faults = missing.map((at) => ({ at, problem: 'does not exist' }));
  const message = `There is no kubeconfig: ${missing.join(', ')} does not exist.`;
  return new ConfigError({ code: 'kubeconfig-missing', message, faults });
}

function broken(faults: Fault[], cause?: unknown): ConfigError {
  const message = `The kubeconfig cannot be used: ${faults.map(({ at, problem }) => `${at}: ${problem}`).join('; ')}.`;
  return new ConfigError({ code: 'kubeconfig-broken', message, faults, cause });
}
