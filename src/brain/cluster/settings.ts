/** A setting that a manifest or a config map gives a program. */
export interface Setting {
  name: string;
  value: string;
  /** "its variable", "its arguments": where it stands. */
  where: 'variable' | 'arguments' | 'config map';
}

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const part = (value: unknown, key: string): unknown => (isObject(value) ? value[key] : undefined);
const items = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const words = (value: unknown): string[] =>
  items(value).filter((one): one is string => typeof one === 'string');

/** The pod template of a workload as the API server gives it. */
function podSpecOf(object: unknown): unknown {
  const spec = part(object, 'spec');
  const template = part(spec, 'template') ?? part(part(part(spec, 'jobTemplate'), 'spec'), 'template');
  return part(template, 'spec');
}

function ofContainer(container: unknown): Setting[] {
  const variables = items(part(container, 'env')).flatMap((one): Setting[] => {
    const name = part(one, 'name');
    const value = part(one, 'value');
    return typeof name === 'string' && typeof value === 'string' ? [{ name, value, where: 'variable' }] : [];
  });
  const said = [...words(part(container, 'command')), ...words(part(container, 'args'))].map(
    (value): Setting => ({ name: value.split('=')[0] ?? '', value, where: 'arguments' }),
  );
  return [...variables, ...said];
}

/** The settings that stand in a workload's own manifest: variables with a value, and arguments. */
export function settingsOfWorkload(object: unknown): Setting[] {
  const spec = podSpecOf(object);
  return [...items(part(spec, 'containers')), ...items(part(spec, 'initContainers'))].flatMap(ofContainer);
}

/** The entries of a config map. */
export function settingsOfConfigMap(object: unknown): Setting[] {
  const data = part(object, 'data');
  return Object.entries(isObject(data) ? data : {}).flatMap(([name, value]): Setting[] =>
    typeof value === 'string' ? [{ name, value, where: 'config map' }] : [],
  );
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Name and namespace of an object as the API server gives it. */
export function placeOf(object: unknown): { name: string; namespace: string } {
  const metadata = part(object, 'metadata');
  return { name: text(part(metadata, 'name')), namespace: text(part(metadata, 'namespace')) };
}
