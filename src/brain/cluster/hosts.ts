import type { ObjectRef } from '#diagnosis/evidence';
import { servicesNamed } from '../logs/mentions.ts';
import type { ClusterIndex } from './facts.ts';

const LONGEST = 100_000;
const LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const IN_URL = /:\/\/(?:[^\s@/"']*@)?([a-z0-9.-]+)/gi;
const WITH_PORT = new RegExp(`(?<![\\w.-])(${LABEL}(?:\\.${LABEL})*):\\d{2,5}(?!\\d)`, 'gi');
const DOTTED = new RegExp(`(?<![\\w.@-])(${LABEL}(?:\\.${LABEL})+)(?![\\w-])`, 'gi');
const ALONE = new RegExp(`^\\s*(${LABEL})\\s*$`, 'i');
/** Names of settings whose value is a host even when it looks like any word. */
const NAMES_HOST = /host|addr|url|uri|server|service|endpoint|broker|upstream|backend|target|dsn|peer/i;

/** The addresses in a setting's value: of URLs, with a port, with dots, or the whole value where its name says host. */
function hostsIn(setting: string, value: string): string[] {
  const text = value.slice(0, LONGEST);
  const found = [IN_URL, WITH_PORT, DOTTED].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, host = '']) => host),
  );
  const [, alone] = NAMES_HOST.test(setting) ? (ALONE.exec(text) ?? []) : [];
  return alone === undefined ? found : [...found, alone];
}

/** `redis-0.redis-headless`: one pod of a set by name, which the headless service answers for. */
const withoutOrdinal = (host: string): string => host.replace(/^[a-z0-9-]+-\d+\./i, '');

/** The services that a setting's value points at, as seen from a namespace. */
export function servicesPointedAt(
  index: ClusterIndex,
  namespace: string,
  { name, value }: { name: string; value: string },
): ObjectRef[] {
  const hosts = hostsIn(name, value).map(withoutOrdinal);
  return hosts.length === 0 ? [] : servicesNamed(index, namespace, hosts.join(' '));
}
