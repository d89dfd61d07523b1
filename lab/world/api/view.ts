import { apiVersionOf } from '../kube/resources.ts';
import type { Resource } from '../kube/resources.ts';
import { jsonOf, listItemJson } from '../kube/json.ts';
import { tableHead, tableRow } from '../table/table.ts';
import type { KubeObject } from '../kube/types.ts';

/** How a client wants objects written: whole, as rows of a table, or as metadata alone. */
export interface View {
  /** One object by itself. */
  one(object: KubeObject): string;
  /** One object inside a list. */
  item(object: KubeObject): string;
  /** What stands before and after the items of a list. */
  frame(metadata: object): { head: string; tail: string };
}

export interface ViewOptions {
  resource: Resource;
  accept: string;
  includeObject: string | null;
  now: number;
}

const META = 'meta.k8s.io/v1';

function listMetadata(metadata: object): string {
  return JSON.stringify(metadata);
}

function whole(resource: Resource): View {
  return {
    one: jsonOf,
    item: resource.custom ? jsonOf : listItemJson,
    frame: (metadata) => ({
      head: `{"kind":"${resource.kind}List","apiVersion":"${apiVersionOf(resource)}","metadata":${listMetadata(metadata)},"items":[`,
      tail: ']}',
    }),
  };
}

function partial(object: KubeObject): object {
  return { kind: 'PartialObjectMetadata', apiVersion: META, metadata: object.metadata };
}

function metadataOnly(): View {
  const text = (object: KubeObject): string => JSON.stringify(partial(object));
  return {
    one: text,
    item: text,
    frame: (metadata) => ({
      head: `{"kind":"PartialObjectMetadataList","apiVersion":"${META}","metadata":${listMetadata(metadata)},"items":[`,
      tail: ']}',
    }),
  };
}

function rowObject(object: KubeObject, include: string | null): object | null {
  if (include === 'None') return null;
  return include === 'Object' ? object : partial(object);
}

function table(options: ViewOptions): View {
  const row = (object: KubeObject): string =>
    JSON.stringify({
      cells: tableRow(options.resource, object, options.now),
      object: rowObject(object, options.includeObject),
    });
  const frame = (metadata: object): { head: string; tail: string } => ({
    head: `{"kind":"Table","apiVersion":"${META}","metadata":${listMetadata(metadata)},"columnDefinitions":${JSON.stringify(tableHead(options.resource))},"rows":[`,
    tail: ']}',
  });
  return {
    frame,
    item: row,
    one(object) {
      const { head, tail } = frame({ resourceVersion: object.metadata.resourceVersion });
      return head + row(object) + tail;
    },
  };
}

/** Reads the Accept header; the first media type that can be served wins. */
export function viewFor(options: ViewOptions): View {
  for (const type of options.accept.split(',')) {
    if (type.includes('as=Table')) return table(options);
    if (type.includes('as=PartialObjectMetadata')) return metadataOnly();
    if (/application\/json|\*\/\*/.test(type)) return whole(options.resource);
  }
  return whole(options.resource);
}
