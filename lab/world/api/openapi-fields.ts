import { schemaOf } from './protobuf/schema.ts';
import type { FieldSchema } from './protobuf/schema.ts';

const SCALARS: Record<string, object> = {
  string: { type: 'string' },
  bytes: { type: 'string', format: 'byte' },
  bool: { type: 'boolean' },
  int32: { type: 'integer', format: 'int32' },
  int64: { type: 'integer', format: 'int64' },
  double: { type: 'number', format: 'double' },
  'meta.Time': { type: 'string', format: 'date-time' },
  'meta.MicroTime': { type: 'string', format: 'date-time' },
  Quantity: { type: 'string' },
  IntOrString: { type: 'string', format: 'int-or-string' },
  RawExtension: { type: 'object' },
};

type Properties = Record<string, object>;

/** The OpenAPI schemas of messages and of all that they hold, by message; a message that is not known has none. */
export function fieldSchemas(messages: string[]): Record<string, { type: 'object'; properties: Properties }> {
  const schemas: Record<string, { type: 'object'; properties: Properties }> = {};
  const waiting = [...messages];
  for (let message = waiting.pop(); message !== undefined; message = waiting.pop()) {
    if (schemas[message] || !schemaOf(message)) continue;
    schemas[message] = { type: 'object', properties: propertiesOf(message) };
    waiting.push(...fieldsOf(message).map(({ type }) => type));
  }
  return schemas;
}

function propertiesOf(message: string): Properties {
  return Object.fromEntries(fieldsOf(message).map((field) => [field.name, propertyOf(field)]));
}

/** The fields as JSON has them: those of an inline message are the holder's own. */
function fieldsOf(message: string): FieldSchema[] {
  return [...(schemaOf(message)?.values() ?? [])].flatMap((field) =>
    field.isInline ? fieldsOf(field.type) : [field],
  );
}

function propertyOf({ type, form }: FieldSchema): object {
  const item = SCALARS[type] ?? { allOf: [{ $ref: `#/components/schemas/${type}` }], default: {} };
  if (form === 'list') return { type: 'array', items: item };
  return form === 'map' ? { type: 'object', additionalProperties: item } : item;
}
