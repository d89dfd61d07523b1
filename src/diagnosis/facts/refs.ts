import type { AnyObject, ObjectRef } from '../evidence/index.ts';

/** Identity of an object within its cluster. */
export function refKey({ kind, namespace, name }: { kind: string; namespace: string; name: string }): string {
  return `${kind}/${namespace}/${name}`;
}

/** The reference to an object of a known kind. */
export function refTo(cluster: string, kind: string, object: AnyObject): ObjectRef {
  return { cluster, kind, namespace: object.metadata.namespace, name: object.metadata.name };
}

const inNamespace = (namespace: string) => (namespace ? `kubectl -n ${namespace}` : 'kubectl');

/** The command that shows an object as it is stored. */
export function kubectlGet({ kind, namespace, name }: ObjectRef): string {
  return `${inNamespace(namespace)} get ${kind.toLowerCase()} ${name} -o yaml`;
}

/** The command that shows an object with its events. */
export function kubectlDescribe({ kind, namespace, name }: ObjectRef): string {
  return `${inNamespace(namespace)} describe ${kind.toLowerCase()} ${name}`;
}

/** The command that lists a kind in a namespace. */
export function kubectlList(kind: string, namespace: string, rest = ''): string {
  return `${inNamespace(namespace)} get ${kind.toLowerCase()}${rest ? ` ${rest}` : ''}`;
}

/** The command that lists the events of an object. */
export function kubectlEvents({ kind, namespace, name }: ObjectRef): string {
  return `${inNamespace(namespace)} get events --field-selector involvedObject.kind=${kind},involvedObject.name=${name}`;
}
