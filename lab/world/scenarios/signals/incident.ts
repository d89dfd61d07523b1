import { upcomingTag, imageRepository, SERVICES } from '../../company/services.ts';
import type { ServiceSpec } from '../../company/service-spec.ts';
import type { Cluster } from '../../engine/cluster.ts';
import type { Random } from '../../engine/random.ts';
import type { SignalEffect } from '../../signals/effect.ts';
import { STATIONS } from '../../signals/graph.ts';
import { declareChange } from '../../signals/changes.ts';
import type { ChangePlan } from '../../signals/changes.ts';
import { MINUTE } from '../../kube/time.ts';
import type { Scenario, Truth } from '../scenario.ts';
import type { Stage } from '../stage.ts';
import { deploymentRef, editTemplate } from '../targets.ts';

/** An application that can suffer: a service of the company, or one of its datastores. */
export type Victim = Pick<ServiceSpec, 'name' | 'namespace'>;

export const POSTGRES: Victim = { name: 'postgres', namespace: 'data' };
export const REDIS: Victim = { name: 'redis', namespace: 'data' };

/** What happens, and what is right to say of it. */
export interface Incident {
  /** What it strikes, as Kind/name in a namespace. */
  place: Victim & { kind?: string };
  truth: Omit<Truth, 'redHerrings'> & { redHerrings?: string[] };
  /** Minutes ago. */
  began: number;
  inject: (stage: Stage) => void;
}

/** A scenario that no object of the cluster shows as a symptom: telemetry tells. */
export function signalScenario(
  id: string,
  title: string,
  happen: (random: Random, cluster: Cluster) => Incident,
): Scenario {
  return {
    id,
    title,
    kind: 'signals',
    aim(cluster, random) {
      const { place, truth, began, inject } = happen(random, cluster);
      return {
        namespace: place.namespace,
        objects: [`${place.kind ?? 'Deployment'}/${place.name}`],
        truth: { redHerrings: [], ...truth },
        beganMinutesAgo: began,
        inject,
      };
    },
  };
}

/** A number between two, to two digits. */
export function between(random: Random, low: number, high: number): number {
  return Math.round(100 * (low + (high - low) * random.next())) / 100;
}

export function minutesAgo(random: Random, low: number, high: number): number {
  return low + random.integer(high - low + 1);
}

/** An application, or only one release or pod of it; how long it takes until the worst, and when it ends by itself. */
interface Suffering extends Victim {
  tag?: string;
  inPod?: string;
  rampMs?: number;
  endsAfterMs?: number;
}

/** Makes an application suffer. */
export function suffer(stage: Stage, sufferer: Suffering, effect: SignalEffect): void {
  const { name: app, namespace, tag, inPod, rampMs, endsAfterMs } = sufferer;
  stage.fault({ type: 'signal', namespace, app, tag, inPod, rampMs, effect }, endsAfterMs);
}

/** Rolls out the version that a service is to get next; gives its tag. */
export function deploy(stage: Stage, service: ServiceSpec): string {
  const tag = upcomingTag(service);
  editTemplate(stage, service, (_spec, main) => {
    main.image = `${imageRepository(service)}:${tag}`;
  });
  return tag;
}

/** Starts the pods of a service anew, one after the other, as after a change of its settings. */
export function rollOutAgain(stage: Stage, service: ServiceSpec): void {
  stage.edit(deploymentRef(service), ({ spec }) => {
    const { template } = spec;
    const annotations = {
      'kubectl.kubernetes.io/restartedAt': new Date(stage.cluster.timeline.now()).toISOString(),
    };
    template.metadata = {
      ...template.metadata,
      annotations: { ...template.metadata?.annotations, ...annotations },
    };
  });
}

/** Sets one key of a service's config map, and has the change written down. */
export function setKey(
  stage: Stage,
  service: ServiceSpec,
  change: { key: string; value: string; kind: ChangePlan['kind']; title: string },
): void {
  const { namespace, name } = service;
  const { key, value, kind, title } = change;
  const reference = { resource: 'configmaps' as const, namespace, name: `${name}-config` };
  stage.edit(reference, (draft) => void (draft.data = { ...draft.data, [key]: value }));
  const path = `apps/${name}/overlays/prod/config.yaml`;
  const files = [{ path, patch: `@@ -4,2 +4,3 @@ data:\n+  ${key}: "${value}"` }];
  stage.onMend(
    declareChange(stage.cluster, { namespace, service: name, kind, title, files, objects: [reference] }),
  );
}

/** So many calls for each request make a callee's slowness a caller's. */
const CLOSE = 0.6;

/** Everybody who calls an application, directly or through others, the outermost first; only who calls it so often. */
export function callersOf(name: string, often = 0): ServiceSpec[] {
  const calling = STATIONS.filter(({ calls }) =>
    calls.some(({ service, perRequest }) => service === name && perRequest > often),
  );
  const direct = SERVICES.filter((one) => calling.some((station) => station.name === one.name));
  const all = [...direct.flatMap((one) => callersOf(one.name, often)), ...direct];
  return [...new Set(all)].filter(({ port }) => port !== undefined);
}

/** Services that others call. */
export function isCalled({ name, port }: ServiceSpec): boolean {
  return port !== undefined && callersOf(name).length > 0;
}

/** Services that others call so often that they get slow together. */
export function isCalledOften({ name, port }: ServiceSpec): boolean {
  return port !== undefined && callersOf(name, CLOSE).length > 0;
}

/** Who feels it, somebody's callers chosen by seed before the others; of slowness those who call often. */
export function feltBy(random: Random, name: string, feels: Truth['feels']): string[] {
  const callers = callersOf(name, feels === 'slow' ? CLOSE : 0).map((one) => one.name);
  const first = random.pick(callers);
  return [first, ...callers.filter((one) => one !== first)];
}

export const minutes = (count: number): number => count * MINUTE;
