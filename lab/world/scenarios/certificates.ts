import { emit } from '../engine/events.ts';
import { SHOP_HOST, tlsSecret } from '../company/platform.ts';
import { DAY, HOUR, stamp } from '../kube/time.ts';
import type { StringMap } from '../kube/types.ts';
import type { Scenario } from './scenario.ts';
import type { Stage } from './stage.ts';

const CERTIFICATE = {
  resource: 'certificates.cert-manager.io' as const,
  namespace: 'shop',
  name: 'storefront',
};

interface Life {
  notBefore: number;
  notAfter: number;
}

function expireCertificate(stage: Stage, life: Life): void {
  const { cluster } = stage;
  const before = cluster.store.get(CERTIFICATE.resource, CERTIFICATE.namespace, CERTIFICATE.name);
  if (!before) return;
  const message = `Certificate expired on ${new Date(life.notAfter).toUTCString()}`;
  const reason = {
    reason: 'Expired',
    message,
    lastTransitionTime: stamp(life.notAfter),
    observedGeneration: 1,
  };
  stage.restoreStatus(CERTIFICATE, before.status);
  stage.edit(CERTIFICATE, (draft) => {
    draft.status = {
      notBefore: stamp(life.notBefore),
      notAfter: stamp(life.notAfter),
      renewalTime: stamp(life.notAfter - 30 * DAY),
      conditions: [{ type: 'Ready', status: 'False', ...reason }],
    };
  });
  const why = `The certificate request has failed to complete and will be retried: Failed to wait for order resource to become ready: order is in "errored" state for ${SHOP_HOST}`;
  emit(cluster, {
    about: before,
    type: 'Warning',
    reason: 'Failed',
    message: why,
    component: 'cert-manager-certificates-issuing',
  });
}

export const expiredCertificate: Scenario = {
  id: 'expired-certificate',
  title: 'The certificate of the shop has expired and was not renewed',
  kind: 'certificate',
  aim: (cluster) => ({
    namespace: 'shop',
    objects: ['Secret/storefront-tls', 'Certificate/storefront', 'Ingress/storefront'],
    inject(stage) {
      const now = cluster.timeline.now();
      const life = { notBefore: now - 91 * DAY, notAfter: now - 31 * HOUR };
      const expired = tlsSecret('storefront-tls', 'shop', life);
      stage.edit({ resource: 'secrets', namespace: 'shop', name: 'storefront-tls' }, (draft) => {
        draft.data = expired.data as StringMap;
      });
      expireCertificate(stage, life);
    },
  }),
};
