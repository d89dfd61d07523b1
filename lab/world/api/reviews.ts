import type { Cluster } from '../engine/cluster.ts';
import { isRecord } from '../kube/json.ts';
import { may, rulesFor } from './access.ts';
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

function isAllowed(cluster: Cluster, user: User, spec: ReviewSpec): boolean {
  const attributes = spec.resourceAttributes;
  if (!attributes)
    return user.groups.includes('system:masters') || spec.nonResourceAttributes?.verb === 'get';
  return may(cluster, user, {
    verb: attributes.verb ?? '',
    group: attributes.group ?? '',
    plural: attributes.resource ?? '',
    subresource: attributes.subresource || undefined,
    namespace: attributes.namespace || undefined,
    name: attributes.name || undefined,
  });
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
    metadata: { creationTimestamp: null },
    spec: body.spec,
    status,
  });
  switch (body.kind) {
    case 'SelfSubjectAccessReview':
    case 'LocalSubjectAccessReview':
    case 'SubjectAccessReview': {
      const subject = spec.user ? { name: spec.user, groups: spec.groups ?? [] } : user;
      return answer({ allowed: isAllowed(cluster, subject, spec) });
    }
    case 'SelfSubjectRulesReview':
      return answer(rulesReview(cluster, user, spec.namespace ?? 'default'));
    case 'SelfSubjectReview':
      return answer({ userInfo: { username: user.name, groups: user.groups } });
    default:
      return undefined;
  }
}
