import type { ObjectRef, Service } from '../evidence/index.ts';
import type { ClusterIndex } from './cluster-index.ts';
import { closest } from './closest.ts';
import { hasSelector, readyEndpoints } from './service-backing.ts';
import { joinWords } from './wording.ts';

/** Where an Ingress, a route or a webhook leads. */
export interface Backend {
  namespace: string;
  name: string;
  port?: number | string;
}

/** What is wrong with a backend; `leads` names the Service when it exists and only its pods are at fault. */
export interface BackendFault {
  kind: 'missing' | 'port' | 'down';
  words: string;
  service: ObjectRef;
}

function hasPort(service: Service, port: number | string | undefined): boolean {
  if (port === undefined || service.spec.type === 'ExternalName') return true;
  return service.spec.ports.some((one) => one.port === port || one.name === port);
}

function portWords({ spec }: Service): string {
  const ports = spec.ports.map(({ name, port }) => (name ? `${port} (${name})` : String(port)));
  return ports.length ? `it has ${joinWords(ports)}` : 'it has no ports';
}

/** Whether a backend Service exists, has the port and has ready endpoints; undefined when all is well or not to be seen. */
export function backendFault(
  index: ClusterIndex,
  { namespace, name, port }: Backend,
): BackendFault | undefined {
  const ref: ObjectRef = { cluster: index.snapshot.cluster, kind: 'Service', namespace, name };
  const service = index.get('Service', namespace, name);
  if (!service) {
    if (!index.sees('Service', namespace)) return undefined;
    const near = closest(
      name,
      index.inNamespace('Service', namespace).map(({ metadata }) => metadata.name),
    );
    const hint = near ? ` (there is a Service ${near})` : '';
    return {
      kind: 'missing',
      words: `the Service ${name} does not exist in ${namespace}${hint}`,
      service: ref,
    };
  }
  if (!hasPort(service, port)) {
    return {
      kind: 'port',
      words: `the Service ${name} has no port ${port ?? ''} (${portWords(service)})`,
      service: ref,
    };
  }
  if (!hasSelector(service) || readyEndpoints(index, service) !== 0) return undefined;
  return { kind: 'down', words: `the Service ${name} has no ready endpoint`, service: ref };
}
