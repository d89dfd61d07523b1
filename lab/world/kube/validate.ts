import { invalid } from './errors.ts';
import { isRecord, sameJson } from './json.ts';
import type { Resource } from './resources.ts';
import { selects } from './selectors.ts';
import type { Deployment, StatefulSet } from './workload-kinds.ts';
import type { KubeObject, PodSpec } from './types.ts';

type Cause = { reason: string; message: string; field: string };

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const WORKLOADS = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet']);

function cause(reason: string, field: string, message: string): Cause {
  return { reason: `FieldValue${reason}`, field, message };
}

function required(field: string, what = ''): Cause {
  return cause('Required', field, `Required value${what && `: ${what}`}`);
}

function checkName(object: KubeObject): Cause[] {
  const { name } = object.metadata;
  if (object.kind === 'ClusterRole' || object.kind === 'ClusterRoleBinding' || object.kind === 'Role')
    return [];
  if (object.kind === 'RoleBinding' || (SUBDOMAIN.test(name) && name.length <= 253)) return [];
  const rule =
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start " +
    "and end with an alphanumeric character (e.g. 'example.com', regex used for validation is " +
    "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
  return [cause('Invalid', 'metadata.name', `Invalid value: ${JSON.stringify(name)}: ${rule}`)];
}

function checkPodSpec(spec: PodSpec | undefined, path: string, claims: string[] = []): Cause[] {
  if (!spec || !Array.isArray(spec.containers) || spec.containers.length === 0) {
    return [required(`${path}.containers`)];
  }
  const volumes = new Set([...claims, ...(spec.volumes ?? []).map((volume) => volume.name)]);
  return spec.containers.flatMap((container, index) => [
    ...(container.name ? [] : [required(`${path}.containers[${index}].name`)]),
    ...(container.image ? [] : [required(`${path}.containers[${index}].image`)]),
    ...(container.volumeMounts ?? []).flatMap((mount, at) =>
      volumes.has(mount.name)
        ? []
        : [
            cause(
              'NotFound',
              `${path}.containers[${index}].volumeMounts[${at}].name`,
              `Not found: ${JSON.stringify(mount.name)}`,
            ),
          ],
    ),
  ]);
}

function checkWorkload(object: KubeObject): Cause[] {
  const spec = object.spec as Deployment['spec'] | undefined;
  if (!spec?.template) return [required('spec.template')];
  const causes: Cause[] = [];
  if (!spec.selector) causes.push(required('spec.selector'));
  else if (!selects(spec.selector, spec.template.metadata?.labels)) {
    const shown = JSON.stringify(spec.template.metadata?.labels ?? {});
    const message = `Invalid value: ${shown}: \`selector\` does not match template \`labels\``;
    causes.push(cause('Invalid', 'spec.template.metadata.labels', message));
  }
  const replicas: unknown = spec.replicas;
  if (typeof replicas === 'number' && replicas < 0) {
    const message = `Invalid value: ${replicas}: must be greater than or equal to 0`;
    causes.push(cause('Invalid', 'spec.replicas', message));
  }
  const { volumeClaimTemplates = [] } = spec as StatefulSet['spec'];
  const claims = volumeClaimTemplates.map((claim) => claim.metadata.name);
  return [...causes, ...checkPodSpec(spec.template.spec, 'spec.template.spec', claims)];
}

function checkBody(object: KubeObject): Cause[] {
  if (WORKLOADS.has(object.kind)) return checkWorkload(object);
  if (object.kind === 'Pod') return checkPodSpec(object.spec as PodSpec | undefined, 'spec');
  if (object.kind !== 'Job') return [];
  const { template } = (object.spec ?? {}) as { template?: { spec?: PodSpec } };
  return checkPodSpec(template?.spec, 'spec.template.spec');
}

/** Refuses with 422 what the API server would refuse. Runs before defaults are filled in. */
export function validate(resource: Resource, object: KubeObject): void {
  const causes = [...checkName(object), ...checkBody(object)];
  if (causes.length > 0) throw invalid(resource, object.metadata.name, causes);
}

function podShape(spec: PodSpec): unknown {
  const imageless = spec.containers.map((container) => ({ ...container, image: '' }));
  const initImageless = (spec.initContainers ?? []).map((container) => ({ ...container, image: '' }));
  return {
    ...spec,
    containers: imageless,
    initContainers: initImageless,
    tolerations: undefined,
    activeDeadlineSeconds: undefined,
    schedulingGates: undefined,
    nodeName: undefined,
  };
}

/** Refuses changes to fields that cannot change. */
export function validateUpdate(resource: Resource, before: KubeObject, after: KubeObject): void {
  const { name } = after.metadata;
  if (WORKLOADS.has(after.kind) && isRecord(before.spec) && isRecord(after.spec)) {
    if (!sameJson(before.spec.selector, after.spec.selector)) {
      const message = `Invalid value: ${JSON.stringify(after.spec.selector)}: field is immutable`;
      throw invalid(resource, name, [cause('Invalid', 'spec.selector', message)]);
    }
  }
  if (after.kind === 'Pod' && !sameJson(podShape(before.spec as PodSpec), podShape(after.spec as PodSpec))) {
    const message =
      'Forbidden: pod updates may not change fields other than `spec.containers[*].image`,' +
      '`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations)';
    throw invalid(resource, name, [cause('Forbidden', 'spec', message)]);
  }
  const locked = (after.kind === 'ConfigMap' || after.kind === 'Secret') && before.immutable === true;
  if (locked && !sameJson(before.data, after.data)) {
    const message = 'Forbidden: field is immutable when `immutable` is set';
    throw invalid(resource, name, [cause('Forbidden', 'data', message)]);
  }
}
