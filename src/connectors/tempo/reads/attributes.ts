import type { KeyValues } from '../schema.ts';

export type AttributeMap = Record<string, string | number | boolean>;

const LONGEST = 1000;

/** Attributes as a plain object; lists and nested values are left out. */
export function attributeMap(attributes: KeyValues): AttributeMap {
  const entries = attributes.flatMap(({ key, value }): [string, string | number | boolean][] => {
    if (!value) return [];
    const { stringValue, intValue, doubleValue, boolValue } = value;
    if (stringValue !== undefined) return [[key, stringValue.slice(0, LONGEST)]];
    const plain = intValue === undefined ? (doubleValue ?? boolValue) : Number(intValue);
    return plain === undefined ? [] : [[key, plain]];
  });
  return Object.fromEntries(entries);
}

/** Nanoseconds in a text as milliseconds with fractions. */
export function milliseconds(nanos: string): number {
  if (!/^\d+$/.test(nanos)) return 0;
  const whole = BigInt(nanos);
  return Number(whole / 1_000_000n) + Number(whole % 1_000_000n) / 1e6;
}

/** Milliseconds from one moment to another, exact to the nanosecond; 0 when it is no time at all. */
export function between(start: string, end: string): number {
  if (!/^\d+$/.test(start) || !/^\d+$/.test(end)) return 0;
  return Math.max(0, Number(BigInt(end) - BigInt(start)) / 1e6);
}
