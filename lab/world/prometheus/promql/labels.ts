/** Label names to values; a label without a value is not there. */
export type Labels = Readonly<Record<string, string>>;

export const NAME = '__name__';
const keys = new WeakMap<Labels, string>();

/** A text that is the same for the same labels, whatever their order. */
export function keyOf(labels: Labels): string {
  let key = keys.get(labels);
  if (key === undefined) {
    key = Object.keys(labels)
      .sort()
      .map((name) => `${name}\u0001${labels[name] ?? ''}`)
      .join('\u0002');
    keys.set(labels, key);
  }
  return key;
}

const nameless = new WeakMap<Labels, Labels>();

export function withoutName(labels: Labels): Labels {
  let rest = nameless.get(labels);
  if (rest === undefined) {
    const { [NAME]: _name, ...others } = labels;
    nameless.set(labels, (rest = others));
  }
  return rest;
}

export function only(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(names.flatMap((name) => (labels[name] ? [[name, labels[name]]] : [])));
}

export function without(labels: Labels, names: readonly string[]): Labels {
  const gone = new Set(names);
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !gone.has(name)));
}

/** Sets a label, or removes it when the value is empty. */
export function withLabel(labels: Labels, name: string, value: string): Labels {
  const { [name]: _old, ...others } = labels;
  return value === '' ? others : { ...others, [name]: value };
}

/** Labels as Prometheus prints them in messages. */
export function printAll(labels: Labels): string {
  const pairs = Object.keys(labels)
    .sort()
    .map((label) => `${label}=${JSON.stringify(labels[label])}`);
  return `{${pairs.join(', ')}}`;
}
