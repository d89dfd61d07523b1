import type { CheckFamily } from '../draft.ts';
import { checkCreateRefused } from './create-refused.ts';
import { checkReferences } from './references.ts';
import { checkRollouts } from './rollout.ts';

const CONTROLLERS = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job'] as const;

/** Controllers that have fewer pods than they want. */
export const WORKLOAD_CHECKS: CheckFamily = {
  checks: [
    {
      id: 'workload-create-refused',
      title: 'New pods are refused (quota, Pod Security, webhook, service account)',
      looksAt: [...CONTROLLERS, 'Event', 'ResourceQuota', 'ServiceAccount'],
    },
    {
      id: 'deployment-unavailable',
      title: 'A Deployment lacks available pods',
      looksAt: ['Deployment', 'Pod'],
    },
    {
      id: 'deployment-progress-deadline',
      title: 'A rollout is past its progress deadline',
      looksAt: ['Deployment', 'ReplicaSet', 'Pod'],
    },
    { id: 'statefulset-not-ready', title: 'A StatefulSet lacks ready pods', looksAt: ['StatefulSet', 'Pod'] },
    {
      id: 'statefulset-service-missing',
      title: 'A StatefulSet names a Service that does not exist',
      looksAt: ['StatefulSet', 'Service'],
    },
    { id: 'daemonset-not-ready', title: 'A DaemonSet lacks ready pods', looksAt: ['DaemonSet', 'Pod'] },
  ],
  run: (index) => [...checkCreateRefused(index), ...checkRollouts(index), ...checkReferences(index)],
};
