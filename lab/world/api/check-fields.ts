import { badRequest } from '../kube/errors.ts';
import { isRecord } from '../kube/json.ts';
import type { FieldSchema } from './protobuf/schema.ts';
import { schemaOf } from './protobuf/schema.ts';

interface Checked {
  kind: string;
  version: string;
  /** Whether a field that does not exist is a reason to refuse. */
  strict: boolean;
}

/** Fields that every object may have though the messages leave them out. */
const ALWAYS = new Set(['apiVersion', 'kind', 'managedFields']);
const WANTED: Record<string, string> = {
  int32: 'number',
  int64: 'number',
  double: 'number',
  bool: 'boolean',
  string: 'string',
};

/** Refuses, in the API server's words, an object whose fields have another type than their kind says. */
export function checkFields(message: string, object: Record<string, unknown>, checked: Checked): void {
  const unknown: string[] = [];
  checkMessage(message, object, { ...checked, path: '', unknown });
  if (unknown.length === 0 || !checked.strict) return;
  const said = unknown.map((path) => `unknown field ${JSON.stringify(path)}`).join(', ');
  throw cannotBeHandled(checked, `strict decoding error: ${said}`);
}

interface Place extends Checked {
  path: string;
  unknown: string[];
}

function checkMessage(message: string, object: Record<string, unknown>, place: Place): void {
  const fields = fieldsOf(message);
  if (!fields) return;
  for (const [name, value] of Object.entries(object)) {
    if (value === null || ALWAYS.has(name)) continue;
    const path = place.path === '' ? name : `${place.path}.${name}`;
    const field = fields.get(name);
    if (field) checkField(field, value, { ...place, path, of: message.split('.').at(-1) ?? message });
    else place.unknown.push(path);
  }
}

/** By name, those of inline messages among them; undefined for a message that is not known or has a form of its own. */
function fieldsOf(message: string): Map<string, FieldSchema> | undefined {
  const schema = schemaOf(message);
  if (!schema) return undefined;
  const entries = [...schema.values()].flatMap((field): [string, FieldSchema][] =>
    field.isInline ? [...(fieldsOf(field.type) ?? [])] : [[field.name, field]],
  );
  return new Map(entries);
}

function checkField(field: FieldSchema, value: unknown, place: Place & { of: string }): void {
  if (field.form === 'list') {
    if (!Array.isArray(value)) throw mismatch(value, field, place);
    value.forEach((item, index) => checkOne(field, item, { ...place, path: `${place.path}[${index}]` }));
  } else if (field.form === 'map') {
    if (!isRecord(value)) throw mismatch(value, field, place);
    for (const item of Object.values(value)) checkOne(field, item, place);
  } else {
    checkOne(field, value, place);
  }
}

function checkOne(field: FieldSchema, value: unknown, place: Place & { of: string }): void {
  const wanted = WANTED[field.type];
  if (wanted === undefined) {
    if (isRecord(value)) checkMessage(field.type, value, place);
    else if (schemaOf(field.type)) throw mismatch(value, field, place);
  } else if (typeof value !== wanted) {
    throw mismatch(value, field, place);
  }
}

const GO_NAMES: Record<string, string> = { boolean: 'bool' };

function mismatch(value: unknown, field: FieldSchema, place: Place & { of: string }) {
  const found = Array.isArray(value) ? 'array' : (GO_NAMES[typeof value] ?? typeof value);
  const path = place.path.replaceAll(/\[\d+\]/g, '');
  const where = `${place.of}.${path} of type ${field.type}`;
  return cannotBeHandled(place, `json: cannot unmarshal ${found} into Go struct field ${where}`);
}

function cannotBeHandled({ kind, version }: Checked, why: string) {
  return badRequest(`${kind} in version "${version}" cannot be handled as a ${kind}: ${why}`);
}
