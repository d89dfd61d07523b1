import type { FieldSchema } from './schema.ts';
import { schemaOf } from './schema.ts';
import { readFields } from './wire.ts';
import type { WireField } from './wire.ts';

type Fields = Record<string, unknown>;

/** Messages that JSON writes as something other than an object. */
const PLAIN: Record<string, (bytes: Buffer) => unknown> = {
  'meta.Time': (bytes) => timeOf(bytes, 0),
  'meta.MicroTime': (bytes) => timeOf(bytes, 6),
  Quantity: (bytes) => textAt(bytes, 1),
  IntOrString: (bytes) => (numberAt(bytes, 1) === 1 ? textAt(bytes, 3) : numberAt(bytes, 2)),
  RawExtension: (bytes) => JSON.parse(textAt(bytes, 1) || '{}') as unknown,
  'authorization.v1.ExtraValue': (bytes) => textsAt(bytes, 1),
  'authentication.v1.ExtraValue': (bytes) => textsAt(bytes, 1),
};

/** A message in the form that JSON has of it; fields that are not known are left out. */
export function decodeMessage(message: string, bytes: Buffer): Fields {
  const schema = schemaOf(message);
  if (!schema) throw new RangeError(`the message ${message} is not known`);
  const result: Fields = {};
  for (const field of readFields(bytes)) {
    const known = schema.get(field.number);
    if (known) place(result, known, field);
  }
  return result;
}

function place(result: Fields, schema: FieldSchema, { value }: WireField): void {
  const { name, type, form } = schema;
  if (form === 'map') {
    const [key, item] = entryOf(value as Buffer, type);
    result[name] = { ...(result[name] as Fields | undefined), [key]: item };
    return;
  }
  const decoded = valueOf(type, value);
  if (form === 'list') {
    result[name] = [...((result[name] as unknown[] | undefined) ?? []), decoded];
  } else if (schema.isInline) {
    Object.assign(result, decoded);
  } else if (schema.isPointer || !isZero(decoded)) {
    result[name] = decoded;
  }
}

function entryOf(bytes: Buffer, type: string): [string, unknown] {
  const fields = readFields(bytes);
  const key = fields.find(({ number }) => number === 1)?.value;
  const value = fields.find(({ number }) => number === 2)?.value ?? Buffer.alloc(0);
  return [String(key ?? ''), valueOf(type, value)];
}

function valueOf(type: string, value: bigint | Buffer): unknown {
  if (typeof value === 'bigint') return type === 'bool' ? value !== 0n : Number(value);
  if (type === 'string') return value.toString('utf8');
  if (type === 'bytes') return value.toString('base64');
  const plain = PLAIN[type];
  return plain ? plain(value) : decodeMessage(type, value);
}

/** What Go leaves out of JSON. */
function isZero(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === 0 || value === false) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function timeOf(bytes: Buffer, digits: number): string | undefined {
  const seconds = numberAt(bytes, 1);
  if (seconds <= 0) return undefined;
  const [whole = ''] = new Date(seconds * 1000).toISOString().split('.');
  const fraction = String(numberAt(bytes, 2)).padStart(9, '0').slice(0, digits);
  return digits === 0 ? `${whole}Z` : `${whole}.${fraction}Z`;
}

function numberAt(bytes: Buffer, number: number): number {
  return Number(readFields(bytes).find((field) => field.number === number)?.value ?? 0);
}

function textAt(bytes: Buffer, number: number): string {
  return textsAt(bytes, number)[0] ?? '';
}

function textsAt(bytes: Buffer, number: number): string[] {
  return readFields(bytes)
    .filter((field) => field.number === number)
    .map(({ value }) => String(value));
}
