import { isRecord } from '../../kube/json.ts';
import type { Field, Selection, Value } from './parse.ts';

/** What a field is given by. */
export type Args = Record<string, unknown>;

/** A thing of the graph: its type, and its fields, which are values or are worked out from arguments. */
export interface Thing {
  __typename: string;
  [field: string]: unknown;
}

/** What GitHub says of a query that asks for what there is not. */
export class QueryError extends Error {
  readonly extensions: Record<string, string>;
  constructor(message: string, extensions: Record<string, string>) {
    super(message);
    this.extensions = extensions;
  }
}

type Variables = Record<string, unknown>;

function given(value: Value, variables: Variables): unknown {
  if ('variable' in value) return variables[value.variable];
  return 'list' in value ? value.list.map((one) => given(one, variables)) : value.is;
}

function askField(thing: Thing, field: Field, variables: Variables): unknown {
  const { name: fieldName, args } = field;
  if (!(fieldName in thing)) {
    const message = `Field '${fieldName}' doesn't exist on type '${thing.__typename}'`;
    throw new QueryError(message, { code: 'undefinedField', typeName: thing.__typename, fieldName });
  }
  const asked = thing[fieldName];
  const values = Object.entries(args).map(([name, value]) => [name, given(value, variables)]);
  const found: unknown =
    typeof asked === 'function'
      ? (asked as (args: Args) => unknown)(Object.fromEntries(values) as Args)
      : asked;
  return shaped(found, field, variables);
}

function shaped(found: unknown, field: Field, variables: Variables): unknown {
  if (Array.isArray(found)) return found.map((one) => shaped(one, field, variables));
  if (!isRecord(found)) return found ?? null;
  if (field.selection.length === 0) {
    const message = `Field must have selections (field '${field.name}' returns ${String(found.__typename)} but has no selections.)`;
    throw new QueryError(message, { code: 'selectionMismatch', nodeName: field.name });
  }
  return execute(found as Thing, field.selection, variables);
}

/** The fields that are asked of a thing. */
export function execute(
  thing: Thing,
  selection: readonly Selection[],
  variables: Variables,
): Record<string, unknown> {
  const fields = selection.map((one) => {
    if (!('on' in one)) return { [one.alias]: askField(thing, one, variables) };
    return one.on === thing.__typename ? execute(thing, one.selection, variables) : {};
  });
  return Object.assign({}, ...fields) as Record<string, unknown>;
}
