const FACTORS: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};
const QUANTITY = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:(?:[eE]([+-]?\d+))|([numkMGTPE]|[KMGTPE]i))?$/;

/** A Kubernetes quantity as a number: cores for CPU, bytes for memory. Undefined when it is not one. */
export function parseQuantity(text: string | undefined): number | undefined {
  const match = text === undefined ? null : QUANTITY.exec(text.trim());
  if (!match) return undefined;
  const [, digits, exponent, suffix] = match;
  const factor = exponent === undefined ? (FACTORS[suffix ?? ''] ?? 1) : 10 ** Number(exponent);
  return Number(digits) * factor;
}

const BYTE_STEPS = ['Ei', 'Pi', 'Ti', 'Gi', 'Mi', 'Ki'] as const;
const BYTES = /memory|storage|hugepages/;

function inBytes(value: number): string {
  const step = BYTE_STEPS.find((unit) => Math.abs(value) >= (FACTORS[unit] ?? 1));
  const scaled = step ? value / (FACTORS[step] ?? 1) : value;
  return `${Number(scaled.toFixed(scaled >= 100 ? 0 : 1))}${step ?? ''}`;
}

/** An amount of a resource the way Kubernetes writes it: 1500m, 2, 12Gi. */
export function formatQuantity(value: number, resource: string): string {
  if (BYTES.test(resource)) return inBytes(value);
  if (resource.includes('cpu') && !Number.isInteger(value)) return `${Math.round(value * 1_000)}m`;
  return String(Number(value.toFixed(3)));
}
