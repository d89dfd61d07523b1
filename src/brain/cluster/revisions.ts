import type { ReplicaSet } from '#diagnosis/evidence';
import type { Target } from './target.ts';
import { as } from './target.ts';

/** One revision of a Deployment, as its ReplicaSets keep it. */
export interface Revision {
  number: number;
  replicaSet: string;
  createdAt?: string;
  images: { container: string; image: string }[];
  /** The change-cause annotation, where somebody wrote one. */
  cause?: string;
  /** Replicas that it should run now. */
  replicas: number;
  ready: number;
}

const NUMBER = 'deployment.kubernetes.io/revision';
const CAUSE = 'kubernetes.io/change-cause';

function revisionOf({ metadata, spec, status }: ReplicaSet): Revision {
  return {
    number: Number(metadata.annotations[NUMBER] ?? 0),
    replicaSet: metadata.name,
    createdAt: metadata.creationTimestamp,
    images: spec.template.spec.containers.map(({ name, image }) => ({ container: name, image })),
    cause: metadata.annotations[CAUSE],
    replicas: spec.replicas,
    ready: status.readyReplicas,
  };
}

/** The revisions of a Deployment, newest first; empty for other kinds. */
export function revisionsOf(target: Target): Revision[] {
  const deployment = as('Deployment', target);
  if (deployment === undefined) return [];
  return target.index
    .ownedBy('ReplicaSet', deployment)
    .map(revisionOf)
    .sort((a, b) => b.number - a.number);
}

/** A container's image before and after. */
export interface ImageChange {
  container: string;
  from: string;
  to: string;
}

/** What images changed from one revision to the next. */
export function imageChanges(newer: Revision, older: Revision): ImageChange[] {
  return newer.images.flatMap(({ container, image }) => {
    const before = older.images.find((one) => one.container === container);
    return before === undefined || before.image === image
      ? []
      : [{ container, from: before.image, to: image }];
  });
}
