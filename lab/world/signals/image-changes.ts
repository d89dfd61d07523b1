import { REGISTRY, SERVICES } from '../company/services.ts';
import type { ServiceSpec } from '../company/service-spec.ts';
import type { Deployment } from '../kube/workload-kinds.ts';
import { versionAt } from './journal.ts';
import type { Life } from './journal.ts';
import type { SignalModel } from './model.ts';

/** The moment at which a service's Deployment was given another image. */
export interface ImageChange {
  service: ServiceSpec;
  cluster: string;
  environment: string;
  at: number;
  image: string;
  /** What ran before; undefined for the first. */
  previous?: string;
}

interface Seen {
  at: number;
  image: string;
}

const SAME_MOMENT = 5_000;

function imageOf(object: Pick<Deployment, 'spec'> | undefined): string {
  return object?.spec.template.spec.containers[0]?.image ?? '';
}

function ofReplicaSets({ cluster }: SignalModel, { namespace, name }: ServiceSpec): Seen[] {
  return cluster.store
    .list('replicasets.apps', namespace)
    .filter(({ metadata }) =>
      metadata.ownerReferences?.some((owner) => owner.kind === 'Deployment' && owner.name === name),
    )
    .map((set) => ({ at: Date.parse(set.metadata.creationTimestamp), image: imageOf(set) }));
}

function ofJournal({ versions }: Life<Deployment>): Seen[] {
  return versions
    .map(({ from, object }) => ({ at: from, image: imageOf(object) }))
    .filter(({ image }, index, all) => index > 0 && image !== all[index - 1]?.image);
}

/** Whether the journal, where it knows, says the same; a world that was set back has sets of a future that never came. */
function agrees(life: Life<Deployment>, { at, image }: Seen): boolean {
  const known = life.versions[1]?.from ?? Infinity;
  if (at < known - SAME_MOMENT) return true;
  return imageOf(versionAt(life, at + SAME_MOMENT)) === image;
}

function changesOfService(model: SignalModel, service: ServiceSpec): ImageChange[] {
  const lives = model.journal.lives('deployments.apps').filter(({ versions }) => {
    const metadata = versions[0]?.object.metadata;
    return metadata?.name === service.name && metadata.namespace === service.namespace;
  });
  const sets = ofReplicaSets(model, service).filter((seen) => lives.every((life) => agrees(life, seen)));
  const seen = [...sets, ...lives.flatMap(ofJournal)].sort((a, b) => a.at - b.at);
  const { name: cluster, environment } = model.cluster;
  return seen
    .filter(({ image }, index) => image.startsWith(`${REGISTRY}/`) && image !== seen[index - 1]?.image)
    .map(({ at, image }, index, all) => ({
      service,
      cluster,
      environment,
      at,
      image,
      ...(index > 0 ? { previous: all[index - 1]?.image } : {}),
    }));
}

/** Every change of a service's image in a cluster, oldest first, the return to an earlier one included. */
export function imageChangesOf(model: SignalModel): ImageChange[] {
  return SERVICES.flatMap((service) => changesOfService(model, service)).sort((a, b) => a.at - b.at);
}
