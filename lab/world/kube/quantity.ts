const SUFFIXES: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

const cache = new Map<string, number>();

/** A Kubernetes quantity as a plain number: "250m" is 0.25, "64Mi" is 67108864. NaN when it is none. */
export function parseQuantity(text: string | number | undefined): number {
  if (text === undefined) return 0;
  const key = String(text);
  const known = cache.get(key);
  if (known !== undefined) return known;
  const match = /^([+-]?[0-9.]+(?:e[0-9]+)?)([a-zA-Z]*)$/.exec(key);
  const factor = match?.[2] ? SUFFIXES[match[2]] : 1;
  const value = match && factor !== undefined ? Number(match[1]) * factor : NaN;
  if (cache.size < 10_000) cache.set(key, value);
  return value;
}

export function formatCpu(cores: number): string {
  const milli = Math.round(cores * 1000);
  return milli % 1000 === 0 ? String(milli / 1000) : `${milli}m`;
}

function formatMemory(bytes: number): string {
  if (bytes === 0) return '0';
  if (bytes % 2 ** 30 === 0) return `${bytes / 2 ** 30}Gi`;
  if (bytes % 2 ** 20 === 0) return `${bytes / 2 ** 20}Mi`;
  if (bytes % 2 ** 10 === 0) return `${bytes / 2 ** 10}Ki`;
  return String(Math.round(bytes));
}

/** Written the way the resource is usually written: bytes for memory and storage, cores for cpu, else a count. */
export function formatResource(resource: string, value: number): string {
  if (/memory|storage/.test(resource)) return formatMemory(value);
  return /cpu/.test(resource) ? formatCpu(value) : String(value);
}
