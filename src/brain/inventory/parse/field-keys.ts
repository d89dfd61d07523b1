import type { Field } from '../query.ts';

/** Properties that people write as if they were labels: "services with type=LoadBalancer". */
export const FIELDS_AS_KEYS: Readonly<Record<string, Field>> = {
  type: 'type',
  status: 'status',
  phase: 'phase',
  node: 'node',
  nodename: 'node',
  namespace: 'namespace',
  name: 'name',
  image: 'image',
  qos: 'qos',
  storageclass: 'storageClass',
  serviceaccount: 'serviceAccount',
};
