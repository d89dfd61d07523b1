import { beforeAll, describe, expect, it } from 'vitest';
import type { ContractServer } from './contract-server.ts';
import { ask } from './http-client.ts';
import { configMap, deployment, namespace } from './manifests.ts';
import { DEPLOYMENTS, MAPS, NAMESPACE, REFUSALS } from './refusal-cases.ts';
import type { Refusal } from './refusal-cases.ts';

/** What the API server refuses, with which code, reason, message and details. */
export function refusals(server: () => ContractServer): void {
  describe('refusals', () => {
    beforeAll(async () => {
      await ask(server().admin, '/api/v1/namespaces', { body: namespace(NAMESPACE) });
      await ask(server().admin, MAPS, { body: configMap('kept', { a: '1' }) });
      await ask(server().admin, DEPLOYMENTS, { body: deployment('steady', { replicas: 0 }) });
    });

    it.each(REFUSALS)('$what', async (refusal) => {
      const [method, path, body, headers] = refusal.request;
      const answer = await ask(server().admin, path, { method, body, headers });
      expect(answer.body).toEqual(statusOf(refusal));
      expect(answer.status).toBe(refusal.code);
    });

    it('refuses whoever it does not know', async () => {
      const answer = await ask({ ...server().admin, token: 'of-nobody' }, '/api/v1/pods');
      expect(answer.status).toBe(401);
      expect(answer.body).toEqual(
        statusOf({ code: 401, reason: 'Unauthorized', message: 'Unauthorized', details: undefined }),
      );
    });

    it.each([
      [
        '/api/v1/pods',
        'pods is forbidden: User "[^"]+" cannot list resource "pods" in API group "" at the cluster scope',
        { kind: 'pods' },
      ],
      [
        '/api/v1/namespaces/default/pods/x',
        'pods "x" is forbidden: User "[^"]+" cannot get resource "pods" in API group "" in the namespace "default"',
        { name: 'x', kind: 'pods' },
      ],
      [
        '/apis/apps/v1/deployments',
        'deployments.apps is forbidden: User "[^"]+" cannot list resource "deployments" in API group "apps" at the cluster scope',
        { group: 'apps', kind: 'deployments' },
      ],
    ])('forbids what the account may not see: %s', async (path, message, details) => {
      const answer = await ask(server().restricted, path);
      expect(answer.status).toBe(403);
      expect(answer.body).toEqual(
        statusOf({ code: 403, reason: 'Forbidden', message: new RegExp(`^${message}$`), details }),
      );
    });

    it.each(['/apis/nonsense.example/v1/things', '/nonsense'])(
      'says in plain text that there is no %s',
      async (path) => {
        expect(await ask(server().admin, path)).toMatchObject({ status: 404, text: '404 page not found\n' });
      },
    );
  });
}

function statusOf({
  code,
  reason,
  message,
  details,
}: Pick<Refusal, 'code' | 'reason' | 'message' | 'details'>) {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: typeof message === 'string' ? message : (expect.stringMatching(message) as unknown),
    reason,
    ...(details && { details }),
    code,
  };
}
