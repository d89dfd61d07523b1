import type { Call } from '../../signals/graph.ts';
import type { Manner, Profile } from './profile.ts';
import { profileOf } from './profile.ts';
import { close, paceAt, record } from './request.ts';
import type { Outcome, Request, Route } from './request.ts';
import { LIBRARIES, resourceOf } from './resource.ts';
import type { Attributes, Span } from './span.ts';

/** Who calls: its profile, the pod, its span, and what it was asked. */
export interface Caller {
  profile: Profile;
  manner: Manner;
  span: Span;
  route: Route;
}

const PORTS: Record<string, number> = { postgres: 5432, redis: 6379 };

function tableOf(name: string): string {
  return name.replace(/-(api|worker)$/, '').replaceAll('-', '_');
}

interface Statement {
  name: string;
  attributes: Attributes;
}

function sqlFor({ profile, route }: Caller, isRepeated: boolean): Statement {
  const table = isRepeated ? `${tableOf(profile.station.name)}_lines` : tableOf(profile.station.name);
  const operation = route.method === 'POST' && !isRepeated ? 'INSERT' : 'SELECT';
  const text = {
    INSERT: `INSERT INTO ${table} (id, body, created_at) VALUES ($1, $2, now())`,
    one: `SELECT * FROM ${table} WHERE id = $1`,
    all: `SELECT id, body FROM ${table} ORDER BY created_at DESC LIMIT 50`,
  };
  const isOne = isRepeated || route.route.includes('{id}');
  const statement = operation === 'INSERT' ? text.INSERT : isOne ? text.one : text.all;
  return {
    name: `${operation} ${table}`,
    attributes: {
      'db.system': 'postgresql',
      'db.system.name': 'postgresql',
      'db.name': 'app',
      'db.namespace': 'app',
      'db.operation.name': operation,
      'db.collection.name': table,
      'db.statement': statement,
      'db.query.text': statement,
    },
  };
}

function commandFor({ profile, route }: Caller): Statement {
  const operation = route.method === 'POST' ? 'SET' : 'GET';
  const statement = `${operation} ${tableOf(profile.station.name)}:?`;
  return {
    name: operation,
    attributes: {
      'db.system': 'redis',
      'db.system.name': 'redis',
      'db.operation.name': operation,
      'db.statement': statement,
      'db.query.text': statement,
    },
  };
}

const statements = new Map<string, Statement>();

/** What a caller asks of a store; the same object for the same question. */
function statementFor(caller: Caller, service: string, isRepeated: boolean): Statement {
  const { station } = caller.profile;
  const { method, route } = caller.route;
  const key = `${station.name}/${service}/${method}/${route}/${String(isRepeated)}`;
  const known = statements.get(key);
  if (known) return known;
  const { name, attributes } = service === 'postgres' ? sqlFor(caller, isRepeated) : commandFor(caller);
  const place = { 'server.address': `${service}.data`, 'server.port': PORTS[service] ?? 0 };
  const statement = { name, attributes: { ...attributes, ...place } };
  statements.set(key, statement);
  return statement;
}

const FAILURES: Record<string, { type: string; message: string }> = {
  postgres: {
    type: 'PostgresError',
    message: 'ERROR: could not serialize access due to concurrent update (SQLSTATE 40001)',
  },
  redis: { type: 'RedisError', message: 'READONLY You can not write against a read only replica.' },
};

function failureOf(service: string, says: string | undefined): { type: string; message: string } {
  const usual = FAILURES[service] ?? { type: 'Error', message: 'failed' };
  return says === undefined ? usual : { ...usual, message: says };
}

const TIMEOUT_MS = 1600;

/** Milliseconds until a connection that does not come about is given up. */
export function failingTime({ random }: Request, message: string): number {
  return message.includes('TIMEDOUT') ? TIMEOUT_MS : 2 + random.next() * 3;
}

interface StoreCall {
  service: Call['service'];
  from: number;
  isRepeated: boolean;
  fails?: boolean;
}

/** One call of a datastore, which records no spans of its own. */
export function callStore(request: Request, caller: Caller, storeCall: StoreCall): Outcome {
  const { service, from, isRepeated, fails } = storeCall;
  const { profile, manner, span: parent } = caller;
  const statement = statementFor(caller, service, isRepeated);
  const libraries = LIBRARIES[profile.station.language];
  const span = record(request, {
    name: statement.name,
    kind: 'client',
    parent,
    from,
    pod: manner.pod,
    resource: resourceOf(request.model, profile, manner),
    library: libraries?.database ?? '',
    attributes: statement.attributes,
  });
  const unreachable = profile.state.unreachable.get(service);
  if (unreachable !== undefined) {
    const to = from + failingTime(request, unreachable);
    close(span, { from, to }, { failure: { type: 'ConnectionError', message: unreachable } });
    return { to, failed: true };
  }
  const store = profileOf(request.segment, service);
  const lookup = manner.effect.lookup ?? 0;
  const seconds = (store?.state.latency ?? 0.002) * paceAt(request, service, from) + lookup;
  const to = from + seconds * 1000;
  const failed = fails ?? request.random.next() < (store?.state.ownErrors ?? 0);
  close(span, { from, to }, failed ? { failure: failureOf(service, store?.state.effect.says) } : {});
  return { to, failed };
}
