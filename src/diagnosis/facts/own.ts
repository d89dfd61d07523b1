/** A record's own entry: text from a cluster may also spell the name of something every object inherits. */
export function own<V>(record: Readonly<Record<string, V>>, key: string | undefined): V | undefined {
  return key !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}
