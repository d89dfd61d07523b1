import { closest } from '../../facts/closest.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import type { ObjectRef, Pod, WatchedKind } from '../../evidence/index.ts';
import { kubectlList } from '../../facts/refs.ts';
import { own } from '../../facts/own.ts';

/** A named thing that a pod needs and that is not there. */
interface MissingReference {
  title: string;
  /** "the ConfigMap app-config does not exist in web". */
  words: string;
  next: string;
  related: ObjectRef[];
}

type Named = 'ConfigMap' | 'Secret' | 'PersistentVolumeClaim' | 'ServiceAccount';
const KINDS: Record<string, Named> = {
  configmap: 'ConfigMap',
  secret: 'Secret',
  persistentvolumeclaim: 'PersistentVolumeClaim',
  serviceaccount: 'ServiceAccount',
};

const ABSENT =
  /\b(configmaps?|secrets?|persistentvolumeclaims?|serviceaccounts?|service account)\s+"?(?:[\w.-]+\/)?([a-z0-9][\w.-]*)"?\s+(?:was )?not found/i;
const KEY =
  /(?:couldn't find key|references non-existent (?:config|secret) key:?)\s+"?([^\s",]+)"?(?:\s+in\s+(ConfigMap|Secret)\s+(?:[\w.-]+\/)?([\w.-]+))?/i;

function kindOf(word: string): Named | undefined {
  return own(KINDS, word.toLowerCase().replace(/\s/g, '').replace(/s$/, ''));
}

function absent(index: ClusterIndex, namespace: string, [kind, name]: [Named, string]): MissingReference {
  const known = index.sees(kind, namespace) ? index.inNamespace(kind, namespace) : [];
  const near = closest(
    name,
    known.map(({ metadata }) => metadata.name),
  );
  const elsewhere = index.sees(kind)
    ? index.list(kind as WatchedKind).find(({ metadata }) => metadata.name === name)
    : undefined;
  const hint = near
    ? ` (there is a ${kind} ${near})`
    : elsewhere
      ? ` (one of that name is in ${elsewhere.metadata.namespace})`
      : '';
  return {
    title: `${kind} ${name} is missing`,
    words: `the ${kind} ${name} does not exist in ${namespace}${hint}`,
    next: `Create the ${kind} ${name} in ${namespace}, or correct the name. ${kubectlList(kind, namespace)}`,
    related: [],
  };
}

/** The volume of a pod whose mount failed, as the kind and name of what it shows. */
function volumeSource(pod: Pod, message: string): [Named, string] | undefined {
  const volume = pod.spec.volumes.find(({ name }) => message.includes(`"${name}"`));
  if (volume?.configMap) return ['ConfigMap', volume.configMap.name];
  return volume?.secret ? ['Secret', volume.secret.secretName] : undefined;
}

/** Reads which ConfigMap, Secret, claim, service account or key an error speaks of; undefined when none. */
export function explainMissing(index: ClusterIndex, pod: Pod, message: string): MissingReference | undefined {
  const { namespace } = pod.metadata;
  const [, word = '', name = ''] = ABSENT.exec(message) ?? [];
  const kind = kindOf(word);
  if (kind) return index.get(kind, namespace, name) ? undefined : absent(index, namespace, [kind, name]);
  const [, key, inKind, inName] = KEY.exec(message) ?? [];
  if (key === undefined) return undefined;
  const source =
    inKind && inName ? ([kindOf(inKind) ?? 'ConfigMap', inName] as const) : volumeSource(pod, message);
  const [holder, holderName] = source ?? ['ConfigMap or Secret', ''];
  const where = `${holder} ${holderName}`.trim();
  return {
    title: `key ${key} is missing`,
    words: `the ${where} in ${namespace} has no key ${key}`,
    next: `Add the key ${key} to the ${where}, or correct the reference. ${source ? `kubectl -n ${namespace} describe ${holder.toLowerCase()} ${holderName}` : ''}`.trim(),
    related: source ? [{ cluster: index.snapshot.cluster, kind: holder, namespace, name: holderName }] : [],
  };
}
