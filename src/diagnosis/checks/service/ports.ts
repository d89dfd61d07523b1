import type { Container, Pod, Service } from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { kubectlGet } from '../../facts/refs.ts';
import { hasSelector, samplePod, selectedPods } from '../../facts/service-backing.ts';
import { joinWords } from '../../facts/wording.ts';
import { workloadOf } from '../../facts/workload.ts';
import { fact } from '../draft.ts';
import type { Draft } from '../draft.ts';

type ServicePort = Service['spec']['ports'][number];

const servingContainers = ({ spec }: Pod): Container[] => [
  ...spec.containers,
  ...spec.initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always'),
];
const portsOf = (pod: Pod) => servingContainers(pod).flatMap(({ ports }) => ports);

/** A port that a probe asks is open even where it is not declared. */
function isProbed(pod: Pod, port: number): boolean {
  return servingContainers(pod)
    .flatMap(({ livenessProbe, readinessProbe, startupProbe }) => [
      livenessProbe,
      readinessProbe,
      startupProbe,
    ])
    .some(
      (probe) =>
        probe?.httpGet?.port === port || probe?.tcpSocket?.port === port || probe?.grpc?.port === port,
    );
}

function reaches(pod: Pod, { targetPort, port }: ServicePort): boolean {
  const target = targetPort || port;
  const declared = portsOf(pod);
  if (typeof target === 'string') return declared.some(({ name }) => name === target);
  // a container that declares nothing may listen on anything
  const silent = servingContainers(pod).some(({ ports }) => ports.length === 0);
  return silent || declared.some(({ containerPort }) => containerPort === target) || isProbed(pod, target);
}

/** One pod stands for all as long as every port reaches it; remembered while neither object changes. */
const lastGood = new WeakMap<Service, Pod>();

function isGood(index: ClusterIndex, service: Service): boolean {
  const pod = samplePod(index, service);
  if (!pod) return false;
  if (lastGood.get(service) === pod) return true;
  const good = service.spec.ports.every((port) => reaches(pod, port));
  if (good) lastGood.set(service, pod);
  return good;
}

function openPorts(pods: readonly Pod[]): string {
  const open = pods
    .flatMap(portsOf)
    .map(({ name, containerPort }) => (name ? `${containerPort} (${name})` : String(containerPort)));
  return open.length ? `they declare ${joinWords([...new Set(open)])}` : 'they declare no ports';
}

function mismatchDraft(index: ClusterIndex, service: Service, wrong: readonly ServicePort[]): Draft {
  const ref = index.ref('Service', service);
  const pods = selectedPods(index, service);
  const first = pods.slice(0, 1);
  const named = wrong.some(({ targetPort }) => typeof targetPort === 'string');
  const targets = joinWords(wrong.map(({ targetPort, port }) => String(targetPort || port)));
  const all = wrong.length === service.spec.ports.length;
  const declared = (pod: Pod) =>
    portsOf(pod)
      .map(({ containerPort }) => containerPort)
      .join(', ') || 'none declared';
  return {
    check: 'service-port-mismatch',
    severity: !all ? 'info' : named ? 'critical' : 'warning',
    object: ref,
    explainsNothing: true,
    title: `targetPort ${targets} does not fit its pods`,
    cause: `targetPort ${targets} of Service ${ref.name} is not a port that any container of the selected pods opens (${openPorts(pods)}).`,
    evidence: [
      fact(
        index,
        ref,
        `ports: ${wrong.map(({ port, targetPort }) => `${port} -> ${targetPort ?? port}`).join(', ')}`,
      ),
      ...first.map((pod) => fact(index, index.ref('Pod', pod), `container ports: ${declared(pod)}`)),
    ],
    next: `Set targetPort to the port the container listens on. ${kubectlGet(ref)}`,
    related: first.map((pod) => workloadOf(index, pod)),
  };
}

/** A Service port that leads to a port which none of the selected pods has. */
export function checkPorts(index: ClusterIndex, service: Service): Draft[] {
  const headless = service.spec.clusterIP === 'None';
  if (headless || !hasSelector(service) || isGood(index, service)) return [];
  const pods = selectedPods(index, service);
  const wrong = service.spec.ports.filter(
    (port) => pods.length > 0 && pods.every((pod) => !reaches(pod, port)),
  );
  return wrong.length ? [mismatchDraft(index, service, wrong)] : [];
}
