import type { Controller } from '../engine/cluster.ts';
import { dependencyWatch, kubelet } from '../kubelet/kubelet.ts';
import { apiServices } from './api-services.ts';
import { autoscalers } from './autoscale.ts';
import { cronJobs } from './cron-job.ts';
import { daemonSets } from './daemon-set.ts';
import { deployments } from './deployment.ts';
import { disruption } from './disruption.ts';
import { endpoints } from './endpoints.ts';
import { furnishings, namespaces, quotas } from './housekeeping.ts';
import { jobs } from './job.ts';
import { cordons } from './node-life.ts';
import { replicaSets } from './replica-set.ts';
import { scheduler } from './scheduler.ts';
import { statefulSets } from './stateful-set.ts';
import { volumes } from './volumes.ts';

/** Every controller a cluster runs. */
export const CONTROLLERS: Controller[] = [
  namespaces,
  furnishings,
  deployments,
  replicaSets,
  statefulSets,
  daemonSets,
  cronJobs,
  jobs,
  volumes,
  scheduler,
  kubelet,
  endpoints,
  dependencyWatch,
  disruption,
  quotas,
  autoscalers,
  cordons,
  apiServices,
];
