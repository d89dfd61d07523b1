import type { Cluster } from '../engine/cluster.ts';
import { targetOf } from '../engine/faults.ts';
import type { Container, Pod, PortNumber, Probe } from '../kube/types.ts';
import { noteTrouble } from './memory.ts';
import { listensOn, modelOf } from './model-of.ts';
import { reachFailure } from './network.ts';

function portOf(container: Container, port: PortNumber): number | undefined {
  if (typeof port === 'number') return port;
  return (
    container.ports?.find((candidate) => candidate.name === port)?.containerPort ??
    (Number(port) || undefined)
  );
}

function socketFailure(pod: Pod, container: Container, probe: Probe): string | undefined {
  const wanted = probe.httpGet?.port ?? probe.tcpSocket?.port;
  if (wanted === undefined) return undefined;
  const port = portOf(container, wanted);
  if (port !== undefined && listensOn(container).includes(port)) return undefined;
  const address = `${pod.status.podIP ?? '127.0.0.1'}:${port ?? wanted}`;
  const refused = `dial tcp ${address}: connect: connection refused`;
  if (!probe.httpGet) return refused;
  const { scheme = 'HTTP', path = '/' } = probe.httpGet;
  return `Get "${scheme.toLowerCase()}://${address}${path}": ${refused}`;
}

const UNREADY = 'HTTP probe failed with statuscode: 503';

/** Looks at everything a pod depends on, notes trouble in its log, and says whether it can still work. */
export function dependenciesWork(cluster: Cluster, pod: Pod): boolean {
  let works = true;
  for (const container of pod.spec.containers) {
    for (const dependency of modelOf(container.image).dependencies) {
      const failure = reachFailure(cluster, pod, dependency);
      const key = `${dependency.service}.${dependency.namespace}`;
      noteTrouble(cluster, pod, {
        key,
        text: failure && `request to ${key}:${dependency.port} failed: ${failure}`,
      });
      if (failure && dependency.required) works = false;
    }
  }
  return works;
}

/** Why a readiness probe fails now; undefined when it passes. */
export function readinessFailure(cluster: Cluster, pod: Pod, container: Container): string | undefined {
  const { readinessProbe } = container;
  const target = targetOf(pod);
  const [fault] = cluster.faults.striking('unready', target);
  noteTrouble(cluster, pod, { key: 'unready', text: fault?.logs[0] });
  const works = dependenciesWork(cluster, pod);
  if (!readinessProbe) return undefined;
  const socket = socketFailure(pod, container, readinessProbe);
  if (socket) return socket;
  if (fault) return fault.failure;
  const asksTheApp = readinessProbe.httpGet !== undefined && modelOf(container.image).dependencies.length > 0;
  return asksTheApp && !works ? UNREADY : undefined;
}

/** Why a liveness or startup probe fails now: such probes only ask whether the port answers. */
export function livenessFailure(
  pod: Pod,
  container: Container,
  probe: Probe | undefined,
): string | undefined {
  return probe && socketFailure(pod, container, probe);
}
