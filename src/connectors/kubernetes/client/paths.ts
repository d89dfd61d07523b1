import { InputError } from '#ground/errors';

/** Where a resource lives in the API. */
interface ResourceAddress {
  /** '' for the core group. */
  group: string;
  version: string;
  plural: string;
  /** Undefined: all namespaces, or a cluster-scoped resource. */
  namespace?: string;
  name?: string;
  subresource?: string;
}

const NAMESPACE = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const LONGEST_NAME = 253;

/** The URL path of a resource. InputError when a namespace or name could not exist, so that none escapes its path. */
export function resourcePath(address: ResourceAddress): string {
  const { group, version, plural, namespace, name, subresource } = address;
  const parts = group === '' ? ['api', version] : ['apis', group, version];
  if (namespace !== undefined) parts.push('namespaces', checkNamespace(namespace));
  parts.push(plural);
  if (name !== undefined) parts.push(checkName(name));
  if (subresource !== undefined) parts.push(subresource);
  return `/${parts.map(encodeURIComponent).join('/')}`;
}

/** The namespace itself. InputError when Kubernetes could not have one of that name. */
export function checkNamespace(namespace: string): string {
  if (NAMESPACE.test(namespace)) return namespace;
  throw badName('namespace', namespace);
}

function checkName(name: string): string {
  const impossible = name === '' || name === '.' || name === '..' || name.length > LONGEST_NAME;

  if (!impossible && !/[/%\\\s\u0000-\u001f\u007f]/.test(name)) return name;
  throw badName('name', name);
}

function badName(at: string, value: string): InputError {
  const shown = JSON.stringify(value.slice(0, 80));
  return new InputError({
    code: 'bad-name',
    message: `${shown} cannot be a Kubernetes ${at}.`,
    faults: [{ at, problem: `${shown} is not allowed in Kubernetes` }],
  });
}
