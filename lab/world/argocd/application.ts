import { SERVICES } from '../company/services.ts';
import type { ServiceSpec } from '../company/service-spec.ts';
import type { Manifest } from '../engine/write.ts';
import type { KubeObject } from '../kube/types.ts';
import { gitOpsCommitsOf } from '../signals/git-ops.ts';
import type { GitOpsCommit } from '../signals/git-ops.ts';
import type { SignalModel } from '../signals/model.ts';
import { desiredOf } from './desired.ts';
import { isOutOfSync } from './differs.ts';
import { healthOf } from './health.ts';
import type { Health } from './health.ts';

/** One object of an application: as Git wants it, and as it is. */
export interface Managed {
  wanted: Manifest;
  live?: KubeObject;
  synced: boolean;
  health?: Health;
}

/** A service in one cluster, as Argo CD keeps it. */
export interface Application {
  name: string;
  service: ServiceSpec;
  model: SignalModel;
  /** What was synced, oldest first. */
  commits: GitOpsCommit[];
  managed: Managed[];
}

function managedOf(model: SignalModel, { namespace }: ServiceSpec, wanted: Manifest): Managed {
  const { cluster } = model;
  const resource = cluster.registry.ofKind(wanted.apiVersion, wanted.kind);
  const live = resource && cluster.store.find(resource.key, namespace, wanted.metadata.name ?? '');
  if (!live) return { wanted, synced: false, health: { status: 'Missing' } };
  return { wanted, live, synced: !isOutOfSync(wanted, live), health: healthOf(live) };
}

/** The applications of a cluster as they are now. */
export function applicationsOf(model: SignalModel, models: readonly SignalModel[]): Application[] {
  const { name: cluster, environment, timeline } = model.cluster;
  const commits = gitOpsCommitsOf(models).filter(
    (one) => one.cluster === cluster && one.syncedAt <= timeline.now(),
  );
  return SERVICES.map((service) => {
    const own = commits.filter((commit) => commit.service === service.name);
    const managed = desiredOf(model, service, own).map((wanted) => managedOf(model, service, wanted));
    return { name: `${service.name}-${environment}`, service, model, commits: own, managed };
  });
}
