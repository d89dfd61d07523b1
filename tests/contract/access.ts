import { describe, expect, it } from 'vitest';
import type { ContractServer } from './contract-server.ts';
import { ask, at } from './http-client.ts';
import type { Door } from './http-client.ts';

const REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

/** What an account may do, as the API server itself says and shows. */
export function access(server: () => ContractServer): void {
  const review = async (door: Door, resourceAttributes: object) => {
    const body = {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes },
    };
    return ask(door, REVIEWS, { body });
  };

  describe('access', () => {
    it('lets the administrator do everything', async () => {
      const { status, body } = await review(server().admin, { verb: 'delete', resource: 'nodes' });
      expect(status).toBe(201);
      expect(body).toMatchObject({
        kind: 'SelfSubjectAccessReview',
        apiVersion: 'authorization.k8s.io/v1',
        spec: { resourceAttributes: { verb: 'delete', resource: 'nodes' } },
        status: { allowed: true },
      });
    });

    it.each([
      [{ verb: 'list', resource: 'pods', namespace: 'OWN' }, true],
      [{ verb: 'get', resource: 'pods', subresource: 'log', namespace: 'OWN' }, true],
      [{ verb: 'watch', group: 'apps', resource: 'deployments', namespace: 'OWN' }, true],
      [{ verb: 'list', resource: 'pods', namespace: 'default' }, false],
      [{ verb: 'list', resource: 'pods' }, false],
      [{ verb: 'list', resource: 'nodes' }, false],
      [{ verb: 'list', resource: 'namespaces' }, false],
      [{ verb: 'create', group: 'rbac.authorization.k8s.io', resource: 'clusterroles' }, false],
    ])('tells a confined account the truth about %j', async (attributes, allowed) => {
      const { restricted } = server();
      const namespace =
        'namespace' in attributes ? attributes.namespace.replace('OWN', restricted.namespace) : undefined;
      const { body } = await review(restricted, { ...attributes, ...(namespace && { namespace }) });
      expect(at(body, 'status.allowed')).toBe(allowed);
      if (allowed) expect(at(body, 'status.reason')).toMatch(/^RBAC: allowed by RoleBinding "/);
    });

    it('shows a confined account its own namespace', async () => {
      const { restricted } = server();
      const pods = await ask(restricted, `/api/v1/namespaces/${restricted.namespace}/pods`);
      expect(pods).toMatchObject({ status: 200, body: { kind: 'PodList' } });
    });

    it('refuses a review of nothing', async () => {
      const body = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: {} };
      expect(await ask(server().restricted, REVIEWS, { body })).toMatchObject({
        status: 422,
        body: { reason: 'Invalid' },
      });
    });
  });
}
