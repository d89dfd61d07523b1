import type http from 'node:http';
import type https from 'node:https';
import { ConfigError } from '#ground/errors';
import type { ClusterEntry, UserEntry } from '../kubeconfig/schema.ts';

/** What TLS and the headers need, before an agent is made of it. */
export interface Secrets {
  headers: Record<string, string>;
  tls: https.AgentOptions;
  /** Made by the library when a proxy is in between. */
  agent?: http.Agent;
}

interface Access {
  cluster: ClusterEntry;
  user: UserEntry;
}

/** True when signing in takes a plugin, an identity provider or a proxy: what @kubernetes/client-node is loaded for. */
export function needsLibrary({ cluster, user }: Access): boolean {
  return user.exec !== undefined || user.authProvider !== undefined || cluster.proxyUrl !== undefined;
}

/**
 * Credentials by @kubernetes/client-node. It is loaded only when needed, for it takes half a second and 80 MB.
 * Each call asks anew; tokens that have not expired are remembered by the library.
 */
export function libraryOptions(access: Access): () => Promise<Secrets> {
  const loading = once(() => loadConfig(access));
  return async () => {
    const options: https.RequestOptions = {};
    try {
      await (await loading()).applyToHTTPSOptions(options);
    } catch (cause) {
      throw signInFailed(access, cause);
    }
    const { ca, cert, key, rejectUnauthorized, servername } = options;
    const tls = { ca, cert, key, rejectUnauthorized, servername } as https.AgentOptions;
    const headers = { ...(options.headers as Record<string, string> | undefined), ...basic(options.auth) };
    const agent = access.cluster.proxyUrl === undefined ? undefined : (options.agent as http.Agent);
    return { headers, tls, agent };
  };
}

async function loadConfig({ cluster, user }: Access) {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  const plain = cluster.server.startsWith('http:');
  config.loadFromClusterAndUser(
    { ...cluster, skipTLSVerify: cluster.skipTlsVerify || plain },
    {
      ...user,
      impersonateUser: user.impersonate,
      authProvider: user.authProvider ?? tokenFileProvider(user.tokenFile),
    },
  );
  return config;
}

function tokenFileProvider(tokenFile: string | undefined) {
  return tokenFile === undefined ? undefined : { name: 'tokenFile', config: { tokenFile } };
}

function basic(pair: string | null | undefined): Record<string, string> {
  return pair ? { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } : {};
}

function signInFailed({ user }: Access, cause: unknown): ConfigError {
  const how = user.exec === undefined ? 'The identity provider' : `The sign-in plugin ${user.exec.command}`;
  const message = `${how} of the kubeconfig's user ${user.name} failed. Run kubectl with this context to see why.`;
  return new ConfigError({ code: 'sign-in-failed', message, cause });
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
