import type { ObjectRef } from '#diagnosis/evidence';
import type { ClusterIndex } from '../cluster/facts.ts';

const HOST =
  /(?<![\w.-])(?<!(?<!\/)\/)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?![\w-])/gi;
const MOST_HOSTS = 50;

/** The services of the cluster that a line names: `cart`, `cart.web`, `cart.web.svc.cluster.local`. */
export function servicesNamed(index: ClusterIndex, namespace: string, text: string): ObjectRef[] {
  const found = new Map<string, ObjectRef>();
  for (const [host] of [...text.matchAll(HOST)].slice(0, MOST_HOSTS)) {
    const [name = '', place = namespace, svc] = host.toLowerCase().split('.');
    if (svc !== undefined && svc !== 'svc') continue;
    const service = index.get('Service', place, name);
    if (service !== undefined) found.set(`${place}/${name}`, index.ref('Service', service));
  }
  return [...found.values()];
}

const UNRESOLVED = [
  /could not resolve host:? ?([\w.-]+)/i,
  /lookup ([\w.-]+)(?: on [^ ]+)?: (?:no such host|i\/o timeout|server misbehaving)/i,
  /(?:ENOTFOUND|EAI_AGAIN) ([\w.-]+)/,
  /UnknownHostException: ([\w.-]+)/,
  /could not translate host name "([\w.-]+)"/i,
  /bad address '([\w.-]+)'/i,
  /Failed to resolve '([\w.-]+)'/i,
];

/** The host that a line says could not be resolved. */
export function unresolvedHost(text: string): string | undefined {
  for (const pattern of UNRESOLVED) {
    const host = pattern.exec(text)?.[1];
    if (host !== undefined) return host.replace(/\.$/, '');
  }
  return undefined;
}

const REMOTE =
  /(?:to|at|host|server|with|connecting|connect|database|address)[ :='"]+([a-z][\w.-]*):(\d{2,5})\b/i;

/** The host and port that a line says it could not talk to. */
export function remoteNamed(text: string): { host: string; port: number } | undefined {
  const [, host, port] = REMOTE.exec(text) ?? [];
  return host === undefined || port === undefined ? undefined : { host, port: Number(port) };
}

/** The service that a host name would mean inside the cluster; undefined for a name that points outside of it. */
export function serviceMeant(
  host: string,
  namespace: string,
): { name: string; namespace: string } | undefined {
  const [name = '', place, svc] = host.toLowerCase().split('.');
  if (place === undefined) return { name, namespace };
  return svc === 'svc' ? { name, namespace: place } : undefined;
}

const FORBIDDEN =
  /User "system:serviceaccount:([\w.-]+):([\w.-]+)" cannot (\w+) resource "([\w./-]+)"(?: in API group "([\w.-]*)")?(?: in the namespace "([\w.-]+)"| at the cluster scope)?/;

/** What an API server refused to a service account, as client libraries log it. */
export interface Refusal {
  account: { namespace: string; name: string };
  verb: string;
  resource: string;
  group: string;
  /** '' at the cluster scope. */
  namespace: string;
}

/** The refusal that a line quotes. */
export function refusalIn(text: string): Refusal | undefined {
  const match = FORBIDDEN.exec(text.replaceAll('\\"', '"'));
  if (match === null) return undefined;
  const [, accountNamespace = '', name = '', verb = '', resource = '', group = '', namespace = ''] = match;
  return { account: { namespace: accountNamespace, name }, verb, resource, group, namespace };
}
