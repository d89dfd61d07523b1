/** A Stage of kwok: when a resource looks like this, that is done to it. */
export interface Stage {
  apiVersion: 'kwok.x-k8s.io/v1alpha1';
  kind: 'Stage';
  metadata: { name: string };
  spec: {
    resourceRef: { apiGroup: string; kind: string };
    selector: { matchExpressions: Match[] };
    /** Of several stages that match, those of weight 0 stand back. */
    weight?: number;
    delay?: { durationMilliseconds: number; durationFrom?: { expressionFrom: string } };
    steps: Step[];
  };
}

/** A jq expression on the resource, compared with values. */
export interface Match {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

/** One thing that a stage does. */
export type Step =
  | { patch: { root: 'status'; subresource: 'status'; template: string } }
  | { apply: { template: string; type?: 'merge' } }
  | { delete: true };

/** A stage of one kind of the core API. */
export function stage(name: string, kind: string, spec: Omit<Stage['spec'], 'resourceRef'>): Stage {
  return {
    apiVersion: 'kwok.x-k8s.io/v1alpha1',
    kind: 'Stage',
    metadata: { name },
    spec: { resourceRef: { apiGroup: 'v1', kind }, ...spec },
  };
}

/** A step that writes the resource's status from a Go template. */
export function patchStatus(template: string): Step {
  return { patch: { root: 'status', subresource: 'status', template } };
}
