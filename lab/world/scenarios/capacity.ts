import { CPU_TARGET } from '../company/workloads.ts';
import { named } from '../company/manifest.ts';
import type { Cluster } from '../engine/cluster.ts';
import type { KubeObject } from '../kube/types.ts';
import { remove } from '../engine/delete.ts';
import { setStatus } from '../engine/write.ts';
import { fire } from '../controllers/cron-job.ts';
import type { Scenario } from './scenario.ts';
import { editTemplate, pickService, strikeAt } from './targets.ts';

export const volumePending: Scenario = {
  id: 'pvc-pending',
  title: 'A claim names a storage class that does not exist, so its pod waits for ever',
  kind: 'storage',
  aim(_cluster, random) {
    const namespace = random.pick(['shop', 'platform']);
    const name = random.pick(['search-index', 'media-cache', 'import-buffer']);
    const labels = { app: name };
    const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: `${name}-data` } }];
    const container = {
      name,
      image: 'docker.io/library/nginx:1.27-alpine',
      resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
      volumeMounts: [{ name: 'data', mountPath: '/data' }],
    };
    return {
      namespace,
      objects: [`PersistentVolumeClaim/${name}-data`, `Deployment/${name}`],
      inject(stage) {
        stage.add({
          ...named('PersistentVolumeClaim', `${name}-data`, { namespace, labels }),
          spec: {
            accessModes: ['ReadWriteOnce'],
            storageClassName: 'nvme-ultra',
            resources: { requests: { storage: '20Gi' } },
          },
        });
        stage.add({
          ...named('Deployment', name, { namespace, labels }),
          spec: {
            replicas: 1,
            selector: { matchLabels: labels },
            template: {
              metadata: { labels },
              spec: { automountServiceAccountToken: false, containers: [container], volumes },
            },
          },
        });
      },
    };
  },
};

function isScaled({ autoscale }: { autoscale?: object }): boolean {
  return autoscale !== undefined;
}

export const scalerWithoutRequests: Scenario = {
  id: 'hpa-no-metrics',
  title: 'An autoscaler cannot compute utilisation because the pods ask for no CPU',
  kind: 'autoscaling',
  aim(_cluster, random) {
    const service = pickService(random, isScaled);
    return strikeAt(
      service,
      (stage) =>
        editTemplate(stage, service, (_spec, main) => {
          const memory = main.resources?.requests?.memory ?? '64Mi';
          main.resources = { requests: { memory }, limits: { memory } };
        }),
      [`HorizontalPodAutoscaler/${service.name}`],
    );
  },
};

export const scalerAtMaximum: Scenario = {
  id: 'hpa-at-max',
  title: 'An autoscaler is at its maximum and the load is still above target',
  kind: 'autoscaling',
  aim(_cluster, random) {
    const service = pickService(random, isScaled);
    const factor = (3 * CPU_TARGET) / 50;
    return strikeAt(
      service,
      (stage) => stage.fault({ type: 'load', namespace: service.namespace, app: service.name, factor }),
      [`HorizontalPodAutoscaler/${service.name}`],
    );
  },
};

export const metricsServerDown: Scenario = {
  id: 'metrics-server-down',
  title: 'The metrics server crashes: no usage, no autoscaling',
  kind: 'autoscaling',
  aim() {
    const logs = [
      '"Failed to scrape node" err="x509: cannot validate certificate for 10.20.10.11"',
      'panic: unable to load configmap based request-header-client-ca-file: Unauthorized',
    ];
    return {
      namespace: 'kube-system',
      objects: ['Deployment/metrics-server', 'APIService/v1beta1.metrics.k8s.io'],
      inject: (stage) =>
        stage.fault({
          type: 'crash',
          namespace: 'kube-system',
          app: 'metrics-server',
          exitCode: 2,
          afterMs: 4_000,
          logs,
        }),
    };
  },
};

const REPORTS = { namespace: 'platform', name: 'sales-report' };

/** The fault is put into the past: what ran well since then would have been spoilt by it, so it never was. */
function forgetRunsAfter(cluster: Cluster, since: number): void {
  const { namespace, name } = REPORTS;
  const isLater = ({ metadata }: KubeObject): boolean => Date.parse(metadata.creationTimestamp) > since;
  const isOf = (owner: string, { metadata }: KubeObject): boolean =>
    (metadata.ownerReferences ?? []).some((one) => one.uid === owner);
  const cron = cluster.store.get('cronjobs.batch', namespace, name);
  if (cron === undefined) return;
  const runs = cluster.store.list('jobs.batch', namespace).filter((job) => isOf(cron.metadata.uid, job));
  for (const run of runs.filter(isLater)) remove(cluster, run);
  const { lastSuccessfulTime: _spoilt, ...status } = cron.status ?? {};
  const well = runs.flatMap((run) => (isLater(run) ? [] : (run.status?.completionTime ?? []))).sort();
  setStatus(cluster, cron, { ...status, ...(well.length > 0 ? { lastSuccessfulTime: well.at(-1) } : {}) });
}

export const jobFailing: Scenario = {
  id: 'job-failing',
  title: 'A scheduled report fails until its retries are used up',
  kind: 'job',
  aim() {
    const { namespace, name } = REPORTS;
    return {
      namespace,
      objects: [`CronJob/${name}`],
      inject(stage) {
        const { cluster } = stage;
        const logs = ['fatal: query failed: pq: column "net_amount" does not exist'];
        stage.fault({ type: 'crash', namespace, app: name, exitCode: 1, afterMs: 3_000, logs });
        const since = cluster.timeline.now();
        forgetRunsAfter(cluster, since);
        fire(cluster, `${namespace}/${name}`, since - 60_000);
        stage.onMend(() => {
          for (const job of cluster.store.list('jobs.batch', namespace)) {
            const isNew = Date.parse(job.metadata.creationTimestamp) >= since - 1000;
            if (isNew && (job.status?.failed ?? 0) > 0) remove(cluster, job);
          }
        });
      },
    };
  },
};
