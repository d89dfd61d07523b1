import type { Cluster } from '../engine/cluster.ts';
import { isRecord } from '../kube/json.ts';
import { invalid } from '../kube/errors.ts';
import { grantFor, rulesFor } from './access.ts';
import type { User } from './request.ts';

interface ReviewSpec {
  namespace?: string;
  resourceAttributes?: {
    verb?: string;
    group?: string;
    resource?: string;
    subresource?: string;
    namespace?: string;
    name?: string;
  };
  nonResourceAttributes?: { path?: string; verb?: string };
  user?: string;
  groups?: string[];
}

function verdict(cluster: Cluster, user: User, spec: ReviewSpec): { allowed: boolean; reason?: string } {
  const attributes = spec.resourceAttributes;
  if (!attributes) {
    const allowed = user.groups.includes('system:masters') || spec.nonResourceAttributes?.verb === 'get';
    return { allowed };
  }
  const reason = grantFor(cluster, user, {
    verb: attributes.verb ?? '',
    group: attributes.group ?? '',
    plural: attributes.resource ?? '',
    subresource: attributes.subresource || undefined,
    namespace: attributes.namespace || undefined,
    name: attributes.name || undefined,
  });
  return { allowed: reason !== undefined, ...(reason ? { reason } : {}) };
}

function refuseEmpty(kind: string, spec: ReviewSpec): void {
  if (spec.resourceAttributes || spec.nonResourceAttributes) return;
  const message =
    'Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified';
  throw invalid({ plural: 'reviews', kind, group: 'authorization.k8s.io' }, '', [
    { reason: 'FieldValueInvalid', message, field: 'spec.resourceAttributes' },
  ]);
}

const PUBLIC_PATHS = [
  '/api',
  '/api/*',
  '/apis',
  '/apis/*',
  '/healthz',
  '/livez',
  '/openapi',
  '/openapi/*',
  '/readyz',
  '/version',
  '/version/',
];

function rulesReview(cluster: Cluster, user: User, namespace: string): object {
  const rules = rulesFor(cluster, user, namespace);
  return {
    resourceRules: rules
      .filter((rule) => rule.resources)
      .map(({ verbs, apiGroups, resources, resourceNames }) => ({
        verbs,
        apiGroups,
        resources,
        resourceNames,
      })),
    nonResourceRules: [
      ...rules
        .filter((rule) => rule.nonResourceURLs)
        .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
      { verbs: ['get'], nonResourceURLs: PUBLIC_PATHS },
    ],
    incomplete: false,
  };
}

/** Answers the self-subject reviews; undefined for other kinds. */
export function review(cluster: Cluster, user: User, body: Record<string, unknown>): object | undefined {
  const spec = (isRecord(body.spec) ? body.spec : {}) as ReviewSpec;
  const answer = (status: object): object => ({
    ...body,
    metadata: {},
    spec: body.spec,
    status,
  });
  switch (body.kind) {
    case 'SelfSubjectAccessReview':
    case 'LocalSubjectAccessReview':
    case 'SubjectAccessReview': {
      refuseEmpty(body.kind, spec);
      const subject = spec.user ? { name: spec.user, groups: spec.groups ?? [] } : user;
      return answer(verdict(cluster, subject, spec));
    }
    case 'SelfSubjectRulesReview':
      return answer(rulesReview(cluster, user, spec.namespace ?? 'default'));
    case 'SelfSubjectReview':
      return answer({ userInfo: { username: user.name, groups: user.groups } });
    default:
      return undefined;
  }
}
