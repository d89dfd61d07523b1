/** What people ask for in words. */
export interface Wish {
  service?: string;
  operation?: string;
  namespace?: string;
  environment?: string;
  cluster?: string;
  minDurationMs?: number;
  maxDurationMs?: number;
  status?: 'error' | 'ok';
  attributes?: Record<string, string | number | boolean>;
  /** Another service or store whose spans the trace has as well. */
  through?: string;
  /** The trace as a whole, not a span of the service, is to be that long. */
  wholeTrace?: boolean;
}

const quoted = (text: string): string => JSON.stringify(text);
const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

const PLAIN = /^[^\s{}()=~!<>&|^,"]+$/;
const SCOPE = /^(span|resource|event|link|instrumentation)\.(.+)$/s;

/** An attribute's name as TraceQL takes it: without a scope it is looked for on the span and its resource. */
function attributeName(key: string): string {
  const [, scope = '', name = key.replace(/^\./, '')] = SCOPE.exec(key) ?? [];
  return `${scope}.${PLAIN.test(name) ? name : quoted(name)}`;
}

function durationText(ms: number): string {
  if (ms >= 1000 && Number.isInteger(ms / 1000)) return `${ms / 1000}s`;
  return Number.isInteger(ms) ? `${ms}ms` : `${Math.round(ms * 1000)}us`;
}

/** A name as it is, or with * for whatever stands there. */
function matching(field: string, text: string): string {
  if (!text.includes('*')) return `${field} = ${quoted(text)}`;
  return `${field} =~ ${quoted(text.split('*').map(literally).join('.*'))}`;
}

/** What a service says of itself, or what others say of the store or service that they call. */
function spansOf(name: string): string {
  const called = ['.peer.service', '.db.system', '.server.address'];
  const fields = ['resource.service.name', ...called].map((field) => matching(field, name));
  return `{ ${fields.join(' || ')} }`;
}

/** The TraceQL for a wish: one span that fits all of it. Without a wish it selects every span. */
export function writeQuery(wish: Wish): string {
  const { service, operation, namespace, environment, cluster, minDurationMs, maxDurationMs, status } = wish;
  const length = wish.wholeTrace === true ? 'traceDuration' : 'duration';
  const environments = ['deployment.environment', 'deployment.environment.name'];
  const conditions = [
    service !== undefined && matching('resource.service.name', service),
    namespace !== undefined && matching('resource.k8s.namespace.name', namespace),
    cluster !== undefined && matching('resource.k8s.cluster.name', cluster),
    environment !== undefined &&
      `(${environments.map((name) => matching(`resource.${name}`, environment)).join(' || ')})`,
    operation !== undefined && matching('name', operation),
    minDurationMs !== undefined && `${length} >= ${durationText(minDurationMs)}`,
    maxDurationMs !== undefined && `${length} <= ${durationText(maxDurationMs)}`,
    status !== undefined && (status === 'error' ? 'status = error' : 'status != error'),
    ...Object.entries(wish.attributes ?? {}).map(([key, value]) =>
      typeof value === 'string'
        ? matching(attributeName(key), value)
        : `${attributeName(key)} = ${String(value)}`,
    ),
  ].filter((condition) => condition !== false);
  const own = conditions.length === 0 ? '{}' : `{ ${conditions.join(' && ')} }`;
  return wish.through === undefined ? own : `${own} && ${spansOf(wish.through)}`;
}
