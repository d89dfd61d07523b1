import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { ConfigError } from '#ground/errors';
import type { ClusterEntry, UserEntry } from '../kubeconfig/schema.ts';
import { libraryOptions, needsLibrary } from './library-credentials.ts';
import type { Secrets } from './library-credentials.ts';

/** What a request carries to be let in: headers, and an agent that holds certificates and open connections. */
export interface Credentials {
  headers: Record<string, string>;
  agent: http.Agent | undefined;
}

/** The credentials of one context, read again when they may have changed. */
export interface CredentialSource {
  get: () => Promise<Credentials>;
  /** Forgets what is known: the server did not accept it. */
  renew: () => void;
  close: () => void;
}

const FRESH_MS = 60_000;
const KEEP_ALIVE_MS = 15_000;

/** Reads the credentials of a context; certificates and tokens in files are read again every minute. */
export function createCredentials(
  access: { cluster: ClusterEntry; user: UserEntry },
  now: () => number,
): CredentialSource {
  const load = needsLibrary(access) ? libraryOptions(access) : () => readSecrets(access);
  let known: { at: number; credentials: Promise<Credentials> } | undefined;
  let current: { key: string; agent: http.Agent } | undefined;

  const fetchAnew = async (): Promise<Credentials> => {
    const secrets = await load();
    if (secrets.agent) return { headers: secrets.headers, agent: secrets.agent };
    const key = agentKey(secrets.tls);
    if (current?.key !== key) current = { key, agent: makeAgent(access.cluster.server, secrets.tls) };
    return { headers: secrets.headers, agent: current.agent };
  };
  return {
    get: () => {
      if (known && now() - known.at < FRESH_MS) return known.credentials;
      const credentials = fetchAnew();
      known = { at: now(), credentials };
      credentials.catch(() => (known = undefined));
      return credentials;
    },
    renew: () => (known = undefined),
    close: () => current?.agent.destroy(),
  };
}

function makeAgent(server: string, tls: https.AgentOptions): http.Agent {
  const shared = {
    keepAlive: true,
    keepAliveMsecs: KEEP_ALIVE_MS,
    maxFreeSockets: 8,
    scheduling: 'lifo' as const,
  };
  return server.startsWith('http:') ? new http.Agent(shared) : new https.Agent({ ...tls, ...shared });
}

function agentKey(tls: https.AgentOptions): string {
  return JSON.stringify([tls.ca, tls.cert, tls.key].map(String));
}

async function readSecrets({ cluster, user }: { cluster: ClusterEntry; user: UserEntry }): Promise<Secrets> {
  const [ca, cert, key, token] = await Promise.all([
    fileOrData(cluster.caFile, cluster.caData),
    fileOrData(user.certFile, user.certData),
    fileOrData(user.keyFile, user.keyData),
    user.tokenFile === undefined ? user.token : readText(user.tokenFile).then((text) => text.trim()),
  ]);
  const tls = {
    ca,
    cert,
    key,
    servername: cluster.tlsServerName,
    rejectUnauthorized: !cluster.skipTlsVerify,
  };
  return { headers: headersOf(user, token), tls };
}

function headersOf(user: UserEntry, token: string | undefined): Record<string, string> {
  const headers: Record<string, string> = {};
  if (token !== undefined && token !== '') headers.authorization = `Bearer ${token}`;
  else if (user.username !== undefined) {
    const pair = Buffer.from(`${user.username}:${user.password ?? ''}`).toString('base64');
    headers.authorization = `Basic ${pair}`;
  }
  if (user.impersonate !== undefined) headers['impersonate-user'] = user.impersonate;
  return headers;
}

async function fileOrData(file: string | undefined, data: string | undefined): Promise<Buffer | undefined> {
  if (data !== undefined) return Buffer.from(data, 'base64');
  return file === undefined ? undefined : Buffer.from(await readText(file));
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const message = `The kubeconfig names ${file}, which cannot be read.`;
    throw new ConfigError({ code: 'kubeconfig-file-unreadable', message, cause });
  }
}
