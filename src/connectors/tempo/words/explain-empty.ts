import { nearest } from '#ground/text';
import { isoOf } from '../reads/window.ts';
import type { Window } from '../reads/window.ts';
import type { Server } from '../server.ts';

const MOST_NAMES = 12;

const SERVICE = /(?:resource)?\.service\.name\s*=\s*"([^"]+)"|rootServiceName\s*=\s*"([^"]+)"/g;
const ATTRIBUTE = /(?<![\w"])(?:span|resource)?\.((?!service\.name\b)[\w.-]+)\s*(?:=|!=|>|<)/g;

async function unknownService(server: Server, query: string, window: Window): Promise<string | undefined> {
  const named = [...query.matchAll(SERVICE)].map(([, first, second]) => first ?? second ?? '');
  if (named.length === 0) return undefined;
  const services = await server.vocabulary.services(window);
  const missing = named.find((name) => !services.includes(name));
  if (missing === undefined) return undefined;
  const near = nearest(missing, services, 3);
  const there =
    near.length > 0
      ? `the nearest are ${near.join(', ')}`
      : `there are ${services.slice(0, MOST_NAMES).join(', ') || 'none at all'}`;
  return `There is no service "${missing}" in the traces of this range; ${there}.`;
}

async function unknownAttribute(server: Server, query: string, window: Window): Promise<string | undefined> {
  const named = [...query.matchAll(ATTRIBUTE)].map(([, name = '']) => name);
  if (named.length === 0) return undefined;
  const scopes = await server.vocabulary.scopes(window);
  const tags = scopes.flatMap((scope) => scope.tags);
  const missing = named.find((name) => !tags.includes(name));
  if (missing === undefined) return undefined;
  const near = nearest(missing, tags, 3);
  return `No span of this range has the attribute ${missing}${near.length > 0 ? `; the nearest are ${near.join(', ')}` : ''}.`;
}

const SAMPLED = 'Traces are sampled: that nothing was kept is no proof that nothing happened.';

/** Why a query found nothing: what was looked for, when, and what there is instead. Never fails itself. */
export async function explainEmpty(server: Server, query: string, window: Window): Promise<string> {
  const looked = `No traces for ${query} from ${isoOf(window.from)} to ${isoOf(window.to)}.`;
  try {
    const why =
      (await unknownService(server, query, window)) ?? (await unknownAttribute(server, query, window));
    return `${looked} ${why ?? `The names in it exist. ${SAMPLED}`}`;
  } catch {
    return `${looked} Whether its names exist could not be found out. ${SAMPLED}`;
  }
}
