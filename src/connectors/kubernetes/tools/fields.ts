import { z } from 'zod';

/** Fields that many tools take. */
export const clusterField = z
  .string()
  .min(1)
  .optional()
  .describe(
    'The cluster, by its name or an alias as kubernetes_list_clusters gives it; the default cluster when left out.',
  );
export const namespaceField = z
  .string()
  .min(1)
  .optional()
  .describe('Only this namespace; all of them when left out.');
export const kindField = z
  .string()
  .min(1)
  .max(253)
  .describe(
    'Any kind the cluster serves, custom resources too: Deployment, deployments, deploy or deployments.apps.',
  );
export const nameField = z.string().min(1).max(253).describe('The exact name of the object.');
/** Of a namespaced object; '' for a cluster-scoped one. */
export const namespaceOfObject = z
  .string()
  .default('')
  .describe("Its namespace; '' for a cluster-scoped object.");
