import type { CheckFamily } from '../draft.ts';
import { checkCertificate } from './certificates.ts';
import { checkForbidden } from './forbidden.ts';
import { checkBindings } from './rbac.ts';

/** Who may do what, and with which certificate. */
export const ACCESS_CHECKS: CheckFamily = {
  checks: [
    {
      id: 'certificate-expired',
      title: 'A certificate has expired',
      looksAt: ['Secret', 'Ingress', 'Gateway', 'Pod'],
    },
    {
      id: 'certificate-expiring',
      title: 'A certificate expires soon',
      looksAt: ['Secret', 'Ingress', 'Gateway', 'Pod'],
    },
    {
      id: 'service-account-forbidden',
      title: 'A service account lacks a right it asks for',
      looksAt: ['Event', 'RoleBinding', 'ClusterRoleBinding', 'Role', 'ClusterRole'],
    },
    {
      id: 'rbac-default-service-account',
      title: 'A default service account has rights',
      looksAt: ['RoleBinding', 'ClusterRoleBinding'],
      hygiene: true,
    },
    {
      id: 'rbac-wildcard',
      title: 'A service account has all rights',
      looksAt: ['RoleBinding', 'ClusterRoleBinding', 'Role', 'ClusterRole'],
      hygiene: true,
    },
    {
      id: 'rbac-everybody',
      title: 'Nearly everybody has all rights',
      looksAt: ['ClusterRoleBinding', 'ClusterRole'],
      hygiene: true,
    },
  ],
  run: (index) => [
    ...index.list('Secret').flatMap((secret) => checkCertificate(index, secret)),
    ...checkForbidden(index),
    ...checkBindings(index),
  ],
};
