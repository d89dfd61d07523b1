import { InputError } from '#ground/errors';
import { checkNamespace } from '../client/paths.ts';
import type { UsableCluster } from '../clusters.ts';
import type { AccessQuestion } from '../port.ts';
import { accessReviewSchema } from '../schema.ts';

/** Whether Jamie's own account may do something, by the API server's word. */
export async function canI(
  cluster: UsableCluster,
  question: Omit<AccessQuestion, 'cluster'>,
  signal: AbortSignal,
): Promise<{ allowed: boolean; reason: string }> {
  const { verb, name } = question;
  const namespace = question.namespace ? checkNamespace(question.namespace) : undefined;
  const resource = await readResource(cluster, question.resource);
  const attributes = { verb: verb.toLowerCase(), name, namespace, ...resource };
  const answer = await cluster.client.json({
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: attributes },
    },
    signal,
  });
  const { allowed, reason } = accessReviewSchema.parse(answer).status;
  return {
    allowed,
    reason: reason || (allowed ? 'The API server allows it.' : 'No rule of the cluster allows it.'),
  };
}

interface ResourceAttributes {
  group: string;
  resource: string;
  subresource?: string;
}

/** Reads `deployments`, `deploy`, `deployments.apps`, `apps/deployments`, `pods/log` and `apps/deployments/scale`. */
async function readResource(cluster: UsableCluster, words: string): Promise<ResourceAttributes> {
  const parts = words.trim().split('/');
  const [first = '', second, third] = parts;
  if (first === '' || parts.length > 3) throw unreadable(words);
  if (first === '*') return { group: '*', resource: '*' };
  const kinds = await cluster.discovery.kinds();
  const isGroup = second !== undefined && kinds.some(({ group }) => group === first);
  if (isGroup) return { ...(await resolve(cluster, `${second}.${first}`)), subresource: third };
  if (third !== undefined) throw unreadable(words);
  return { ...(await resolve(cluster, first)), subresource: second };
}

async function resolve({ discovery }: UsableCluster, word: string): Promise<ResourceAttributes> {
  const { group, plural } = await discovery.resolve(word);
  return { group, resource: plural };
}

function unreadable(words: string): InputError {
  const message = `${JSON.stringify(words.slice(0, 80))} is no resource. Say deployments, apps/deployments or pods/log.`;
  return new InputError({ code: 'bad-input', message, faults: [{ at: 'resource', problem: message }] });
}
