/**
 * An object as sorted lines `path: value`, with everything that differs between two runs of the same cluster (identities, times,
 * addresses, generated names) named instead of shown, and without its kind, which lists leave out. Two servers agree when they give the same lines.
 */
export function outline(object: unknown): string[] {
  return lines(object, '')
    .filter((line) => !/^(kind|apiVersion): /.test(line))
    .sort();
}

/** A text of the server with its names, numbers and addresses named instead of shown. */
export function normal(text: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return '<uid>';
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) return '<time>';
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(text)) return '<micro-time>';
  return text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uid>')
    .replace(/\b\d{1,3}(\.\d{1,3}){3}\b/g, '<ip>')
    .replace(/\b(web|refused)-[a-z0-9]{6,10}-[a-z0-9]{5}\b/g, '$1-<hash>-<suffix>')
    .replace(/\b(web|refused)-(?=[a-z0-9]*\d)[a-z0-9]{6,10}\b/g, '$1-<hash>')
    .replace(/(?<=^Successfully assigned \S+ to )\S+$/, '<node>')
    .replace(/external provisioner '[^']+'/, "external provisioner '<provisioner>'")
    .replace(/\b(web|once|kube-api-access)-[bcdfghjklmnpqrstvwxz2456789]{5}\b/g, '$1-<suffix>')
    .replace(/\b\d+\/\d+ nodes/g, 'N/N nodes')
    .replace(/\b\d+ (?=Insufficient|node\(s\)|Preemption|No preemption)/g, 'N ');
}

/** Fields whose value is another on every run. */
const ANY = new Map<RegExp, string>([
  [/(^|\.)resourceVersion$/, '<version>'],
  [/pod-template-hash$|controller-revision-hash$|(current|update)Revision$/, '<hash>'],
  [/(^|\.)nodeName$/, '<node>'],
  [/(^|\.)(podCIDR|hostIP|podIP|clusterIP)$/, '<ip>'],
  [/startedAt|finishedAt/, '<time>'],
  [/^metadata\.generation$/, '<generation>'],
  [/reportingInstance$/, '<instance>'],
  [/topology\.kubernetes\.io\/(region|zone)$|endpoints\[\]\.zone$/, '<place>'],
  [/storage-provisioner$/, '<provisioner>'],
  [/storageClassName$/, '<class>'],
]);

function lines(value: unknown, path: string): string[] {
  if (Array.isArray(value)) {
    if (value.length === 0) return [`${path}: []`];
    return [...new Set(value.flatMap((item) => lines(item, `${path}[${nameOf(item)}]`)))];
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([key]) => key !== 'managedFields');
    if (entries.length === 0) return [`${path}: {}`];
    return entries.flatMap(([key, item]) => lines(item, path === '' ? key : `${path}.${key}`));
  }
  return [`${path}: ${scalar(value, path)}`];
}

function scalar(value: unknown, path: string): string {
  for (const [field, name] of ANY) if (field.test(path)) return name;
  return typeof value === 'string' ? JSON.stringify(normal(value)) : String(value);
}

/** What tells an item of a list from the others: its type or name; items without either are all alike. */
function nameOf(item: unknown): string {
  if (typeof item !== 'object' || item === null) return '';
  const { type, name } = item as { type?: unknown; name?: unknown };
  const key = typeof type === 'string' ? type : name;
  return typeof key === 'string' ? normal(key) : '';
}
