import messages from './messages.json' with { type: 'json' };

/** How a field of a Kubernetes message is to be read. */
export interface FieldSchema {
  name: string;
  /** A scalar's or another message's name. */
  type: string;
  form: 'one' | 'list' | 'map';
  /** Absent and zero are two things. */
  isPointer: boolean;
  /** Its fields stand in JSON beside those of the message that holds it. */
  isInline: boolean;
}

export type MessageSchema = ReadonlyMap<number, FieldSchema>;

const FIELD = /^(\d+) (\w+)([?~]?) (.+)$/;
const read = new Map<string, MessageSchema>();

/**
 * The fields of a message by number, undefined for a message that is not known. messages.json holds what the API's own
 * generated.proto and types.go say, one line a message: `number name type`, `[type]` a list, `{type}` a map by string,
 * `?` a pointer, `~` inline.
 */
export function schemaOf(message: string): MessageSchema | undefined {
  const known = read.get(message);
  if (known) return known;
  const line = (messages as Record<string, string>)[message];
  if (line === undefined) return undefined;
  const schema = new Map(line.split('; ').map(readField));
  read.set(message, schema);
  return schema;
}

function readField(text: string): [number, FieldSchema] {
  const [, number = '', name = '', mark = '', type = ''] = FIELD.exec(text) ?? [];
  const form = type.startsWith('[') ? 'list' : type.startsWith('{') ? 'map' : 'one';
  return [
    Number(number),
    {
      name,
      type: form === 'one' ? type : type.slice(1, -1),
      form,
      isPointer: mark === '?',
      isInline: mark === '~',
    },
  ];
}
