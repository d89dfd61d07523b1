import { autoscalerOf, budgetsOf, deploymentOf, surroundingsOf } from '../company/workloads.ts';
import type { ServiceSpec } from '../company/service-spec.ts';
import type { Manifest } from '../engine/write.ts';
import { copyOf } from '../kube/json.ts';
import { tagOf } from '../kube/image.ts';
import { changesOf } from '../signals/changes.ts';
import type { GitOpsCommit } from '../signals/git-ops.ts';
import type { SignalModel } from '../signals/model.ts';

interface Workload {
  replicas?: number;
  template: { metadata: { labels: Record<string, string> }; spec: { containers: { image: string }[] } };
}

/** Kustomize sets the image alone: what else names the version is not Git's. */
function withImage(manifest: Manifest, service: ServiceSpec, image: string): Manifest {
  const copy = copyOf(manifest) as Manifest & { spec: Workload };
  const { spec } = copy;
  if (service.autoscale) delete spec.replicas;
  delete spec.template.metadata.labels['app.kubernetes.io/version'];
  const [main] = spec.template.spec.containers;
  if (main) main.image = image;
  return copy;
}

function isSame(one: Manifest, other: { kind: string; metadata: { name?: string } }): boolean {
  return one.kind === other.kind && one.metadata.name === other.metadata.name;
}

/** What Git says of the objects that declared changes were about, where they were not taken back. */
function declared({ cluster }: SignalModel, service: ServiceSpec) {
  return changesOf(cluster)
    .filter((change) => change.service === service.name && (change.via ?? 'git') === 'git')
    .filter(({ revertedAt }) => revertedAt === undefined)
    .flatMap(({ wanted }) => wanted);
}

function overlaid(manifest: Manifest, objects: ReturnType<typeof declared>): Manifest {
  const object = objects.findLast((one) => isSame(manifest, one));
  if (!object) return manifest;
  const { status: _status, metadata: _metadata, ...said } = copyOf(object);
  return { ...said, metadata: manifest.metadata };
}

/** What the last commits say that a service consists of in a cluster; what the autoscaler decides is left to it. */
export function desiredOf(
  model: SignalModel,
  service: ServiceSpec,
  commits: readonly GitOpsCommit[],
): Manifest[] {
  const setting = { production: model.cluster.environment === 'prod' };
  const image = commits.findLast((commit) => commit.image !== undefined)?.image ?? '';
  const objects = declared(model, service);
  const workload = overlaid(deploymentOf(service, tagOf(image), setting), objects);
  return [
    withImage(workload, service, image),
    ...[...surroundingsOf(service), ...budgetsOf(service, setting), ...autoscalerOf(service, setting)].map(
      (manifest) => overlaid(manifest, objects),
    ),
  ];
}
