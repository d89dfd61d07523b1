import { decodeMessage } from './decode.ts';
import { schemaOf } from './schema.ts';
import { readFields } from './wire.ts';

const MAGIC = Buffer.from('k8s\0');

/** The content type of Kubernetes' own protobuf, which newer clients send. */
export function isProtobuf(contentType: string): boolean {
  return contentType.includes('application/vnd.kubernetes.protobuf');
}

/**
 * The object in a protobuf body, as its JSON would be; undefined when it is of a kind whose message is not known. Throws
 * RangeError when the body is no such message.
 */
export function parseProtobuf(body: Buffer): Record<string, unknown> | undefined {
  if (!body.subarray(0, MAGIC.length).equals(MAGIC))
    throw new RangeError('the body has not the magic of Kubernetes');
  const envelope = readFields(body.subarray(MAGIC.length));
  const bytesAt = (number: number) => envelope.find((field) => field.number === number)?.value as Buffer;
  const [apiVersion, kind] = [1, 2].map((number) =>
    String(readFields(bytesAt(1)).find((field) => field.number === number)?.value ?? ''),
  ) as [string, string];
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  const message = [messageOf({ group, version, kind }), `meta.${kind}`].find((name) => schemaOf(name));
  return message === undefined ? undefined : { apiVersion, kind, ...decodeMessage(message, bytesAt(2)) };
}

/** The message that a kind is, such as apps.v1.Deployment. */
export function messageOf({
  group,
  version,
  kind,
}: {
  group: string;
  version: string;
  kind: string;
}): string {
  return `${group.split('.')[0] || 'core'}.${version}.${kind}`;
}
