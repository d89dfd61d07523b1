import { emit } from '../engine/events.ts';
import { SHOP_HOST, tlsSecret } from '../company/platform.ts';
import { DAY, HOUR, stamp } from '../kube/time.ts';
import type { Scenario } from './scenario.ts';

export const expiredCertificate: Scenario = {
  id: 'expired-certificate',
  title: 'The certificate of the shop has expired and was not renewed',
  kind: 'certificate',
  aim(cluster) {
    const certificate = {
      resource: 'certificates.cert-manager.io' as const,
      namespace: 'shop',
      name: 'storefront',
    };
    return {
      namespace: 'shop',
      objects: ['Secret/storefront-tls', 'Certificate/storefront', 'Ingress/storefront'],
      inject(stage) {
        const now = cluster.timeline.now();
        const life = { notBefore: now - 91 * DAY, notAfter: now - 31 * HOUR };
        const expired = tlsSecret('storefront-tls', 'shop', life);
        stage.edit({ resource: 'secrets', namespace: 'shop', name: 'storefront-tls' }, (draft) => {
          draft.data = expired.data as typeof draft.data;
        });
        const before = cluster.store.get(certificate.resource, certificate.namespace, certificate.name);
        const message = `Certificate expired on ${new Date(life.notAfter).toUTCString()}`;
        const failed = {
          type: 'Ready',
          status: 'False',
          reason: 'Expired',
          message,
          lastTransitionTime: stamp(life.notAfter),
          observedGeneration: 1,
        };
        stage.edit(certificate, (draft) => {
          draft.status = {
            notBefore: stamp(life.notBefore),
            notAfter: stamp(life.notAfter),
            renewalTime: stamp(life.notAfter - 30 * DAY),
            conditions: [failed],
          };
        });
        stage.restoreStatus(certificate, before?.status);
        if (!before) return;
        const why = `The certificate request has failed to complete and will be retried: Failed to wait for order resource to become ready: order is in "errored" state for ${SHOP_HOST}`;
        emit(cluster, {
          about: before,
          type: 'Warning',
          reason: 'Failed',
          message: why,
          component: 'cert-manager-certificates-issuing',
        });
      },
    };
  },
};
