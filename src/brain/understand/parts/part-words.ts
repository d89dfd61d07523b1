/* eslint-disable max-lines -- vocabulary only: one table, easier to read whole */
import type { SkillId } from '../reading.ts';

/** A part of an object that people ask for, in their words. */
export interface Part {
  skill?: SkillId;
  /** An aspect of `describe`, or the words of a field as the API server keeps it. */
  aspect: string;
  /** The kinds that have it, first choice first; any kind when omitted. */
  kinds?: readonly string[];
  /** Phrases, parted by commas. */
  said: string;
  /** For relations: the kind that is asked for. */
  ofKind?: string;
  /** Only where the kind of the object is said. */
  isSaidToBe?: string;
  /** Words that add nothing beside it. */
  also?: string;
}

const RUN = ['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob', 'Job', 'ReplicaSet', 'Pod'];
const ROLLED = ['Deployment', 'StatefulSet', 'DaemonSet'];
const SERVED = ['Service', ...RUN];
const HELD = ['ConfigMap', 'Secret'];
const CLAIMED = ['PersistentVolumeClaim', 'PersistentVolume'];

/** Between two aspects that are asked for at once. */
export const ALONG = ' + ';

/** What is asked of one object, and how. */
export const PARTS: readonly Part[] = [
  {
    aspect: 'image',
    kinds: RUN,
    said: 'image, images, container image, docker image, container images, image tag, tag, image version, version, software version, app version, registry, image registry',
    also: 'deployed live pulled pull',
  },
  {
    aspect: 'kubelet version',
    kinds: ['Node'],
    said: 'kubelet version, kubelet, kubernetes version, k8s version, node version, version',
  },
  {
    aspect: 'limits',
    kinds: RUN,
    said: 'limit, limits, request, requests, resources, resource limits, resource limit, resource requests, resource request, requests and limits, limits and requests, cpu limit, cpu limits, memory limit, memory limits, mem limit, ram limit, cpu request, cpu requests, memory request, memory requests, mem request, cpu and memory limits, memory and cpu limits, cpu and memory requests, resource settings, resource config',
    also: 'cpu memory ram mem at most maximum resource',
  },
  {
    aspect: 'env',
    kinds: RUN,
    said: '$, env, envs, env var, env vars, environment variables, environment variable, env variables, env variable',
    also: 'value environment variable set come comes secret configmap config map key',
  },
  {
    aspect: 'ports',
    kinds: [...RUN, 'Service'],
    said: 'port, ports, container port, container ports, listening port',
    also: 'listen listens listening open opens expose exposes exposed number tcp',
  },
  {
    aspect: 'ports',
    kinds: ['Service', ...RUN],
    said: 'target port, target ports, service port, service ports, node port, node ports, nodeport',
    also: 'expose exposes exposed listen listens',
  },
  {
    aspect: 'probes',
    kinds: RUN,
    said: 'probe, probes, readiness probe, liveness probe, startup probe, readiness probes, liveness probes, startup probes, health check, health checks, healthcheck, healthchecks, readiness check, liveness check, health probe, health probes, readiness endpoint, liveness endpoint, health endpoint, readiness path, liveness path, health path, health check path, health check endpoint, readiness probe path, liveness probe path, readiness probe url, liveness probe url, readiness, liveness',
    also: 'url path endpoint call calls called hit hits http get gets port often period timeout threshold delay defined configured',
  },
  {
    aspect: 'ip',
    kinds: ['Service'],
    said: 'headless, cluster ip, cluster ip address, clusterip, service ip, external ip, external ip address, external address, load balancer ip, load balancer address, load balancer, public ip, public address, lb ip, lb address',
    also: 'ip address',
  },
  { aspect: 'ip', kinds: ['Node'], said: 'internal ip, node ip, internal address, host ip' },
  {
    aspect: 'ip',
    kinds: ['Pod', 'Service', 'Node', ...ROLLED],
    said: 'ip, ip address, ip addresses, ips',
  },
  {
    aspect: 'ip',
    kinds: ['Pod', ...ROLLED],
    said: 'pod ip, pod ips, pods ip, ip pod, ip address pod, ips pods, ip addresses pods, pod ip address, pod address',
  },
  {
    aspect: 'age',
    said: 'age, how old, created, creation date, creation time, creation timestamp, since when exists, exists, existed, exist, been around, how long existed, since when, born',
    also: 'when how long date time',
  },
  {
    aspect: 'replicas',
    kinds: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'],
    said: 'replicas, replica count, number of replicas, how many replicas, desired replicas, how many instances, how many copies, instance count',
    also: 'desired wanted supposed many number count running',
  },
  {
    aspect: 'volumes',
    kinds: RUN,
    said: 'volumes, volume mounts, mounts, mounted volumes, mounted',
    also: 'mounted',
  },
  {
    aspect: 'containers',
    kinds: RUN,
    said: 'containers, sidecar, sidecars, init container, init containers, container names',
    also: 'many inside',
  },
  {
    aspect: 'serviceAccount',
    kinds: RUN,
    said: 'service account, service accounts, serviceaccount, sa, service account name',
  },
  {
    aspect: 'strategy',
    kinds: ROLLED,
    said: 'strategy, rollout strategy, update strategy, deployment strategy, deploy strategy, strategy type, max surge, how roll out, how rolls out, how rolled out, how updated, rolling update settings, rolling update',
    also: 'max surge unavailable roll rolls rolled out update updates updated rollout rollouts how strategy type',
  },
  { aspect: 'strategy', kinds: ROLLED, said: 'max unavailable' },
  {
    aspect: 'selector',
    kinds: ['Service', ...ROLLED, 'NetworkPolicy', 'PodDisruptionBudget'],
    said: 'selector, pod selector, label selector, selectors',
    also: 'label labels',
  },
  {
    aspect: 'schedule',
    kinds: ['CronJob'],
    said: 'schedule, cron schedule, cron expression, how often, when, time, frequency, interval, next, cron, how frequently',
    also: 'run runs scheduled execute executes when time often',
  },
  {
    aspect: 'last schedule time',
    kinds: ['CronJob'],
    said: 'last, last schedule, last schedule time, last execution, last ran',
    also: 'time when run',
  },
  {
    aspect: 'last successful time',
    kinds: ['CronJob'],
    said: 'last successful run, last success, last successful time, last succeeded',
    also: 'time when run',
  },
  { aspect: 'concurrency policy', kinds: ['CronJob'], said: 'concurrency policy, concurrency' },
  { aspect: 'suspended', kinds: ['CronJob'], said: 'suspend, suspended, paused' },
  {
    aspect: 'successful jobs history limit',
    kinds: ['CronJob'],
    said: 'successful jobs history limit, how many successful jobs, job history limit, history limit',
    also: 'kept keep',
  },
  {
    aspect: 'failed jobs history limit',
    kinds: ['CronJob'],
    said: 'failed jobs history limit, how many failed jobs',
    also: 'kept keep',
  },
  {
    aspect: 'backoff limit',
    kinds: ['CronJob', 'Job'],
    said: 'backoff limit, retries, how many retries',
    also: 'many',
  },
  {
    aspect: 'taints',
    kinds: ['Node'],
    said: 'taint, taints, tainted, pods land, pods scheduled, pods schedule, pods placed, workloads land, workloads scheduled',
    also: 'why no not pods pod app apps application regular normal ordinary workloads workload land lands landing scheduled schedule schedulable placed put run never get',
  },
  { aspect: 'zone', kinds: ['Node'], said: 'zone, availability zone, az, topology zone' },
  { aspect: 'region', kinds: ['Node'], said: 'region' },
  {
    aspect: 'instance type',
    kinds: ['Node'],
    said: 'machine type, instance type, instance size, vm type, vm size, node type, machine size, server type, type, instance class, flavour, flavor, hardware',
  },
  {
    aspect: 'pod cidr',
    kinds: ['Node'],
    said: 'pod cidr, cidr, pod network, pod range, pod ip range, pod subnet',
  },
  {
    aspect: 'os image',
    kinds: ['Node'],
    said: 'os, os image, operating system, distro, linux distribution, linux version',
    also: 'version',
  },
  { aspect: 'kernel version', kinds: ['Node'], said: 'kernel, kernel version', also: 'version' },
  {
    aspect: 'container runtime version',
    kinds: ['Node'],
    said: 'runtime, container runtime, runtime version, container runtime version, containerd version, cri',
    also: 'version',
  },
  { aspect: 'architecture', kinds: ['Node'], said: 'architecture, cpu architecture, arch' },
  { aspect: 'provider id', kinds: ['Node'], said: 'provider id' },
  {
    aspect: 'capacity',
    kinds: ['Node'],
    said: 'capacity, allocatable, size, how big, how many cpus, how many cores, how much memory, how much ram, cores, cpu capacity, memory capacity, how many cpu',
    also: 'cpu cpus cores memory ram has have total many much',
  },
  {
    aspect: 'capacity',
    kinds: CLAIMED,
    said: 'capacity, size, how big, how large, how much storage, storage, how much space, requested storage',
    also: 'storage disk space big',
  },
  { aspect: 'access modes', kinds: CLAIMED, said: 'access mode, access modes' },
  {
    aspect: 'storage class name',
    kinds: CLAIMED,
    said: 'storage class, storageclass, sc, class, storage class name',
  },
  {
    aspect: 'storage class name',
    kinds: ['StatefulSet'],
    said: 'storage class, storageclass, storage class name',
  },
  { aspect: 'volume name', kinds: ['PersistentVolumeClaim'], said: 'volume name, bound to, bound volume' },
  { aspect: 'reclaim policy', kinds: ['StorageClass', 'PersistentVolume'], said: 'reclaim policy, reclaim' },
  { aspect: 'provisioner', kinds: ['StorageClass'], said: 'provisioner, driver, csi driver' },
  { aspect: 'volume binding mode', kinds: ['StorageClass'], said: 'volume binding mode, binding mode' },
  {
    aspect: 'allow volume expansion',
    kinds: ['StorageClass'],
    said: 'volume expansion, allow volume expansion, expandable, expansion',
    also: 'allow allows allowed',
  },
  {
    aspect: 'hosts',
    kinds: ['Ingress', 'Service', ...ROLLED],
    said: 'host, hosts, hostname, hostnames, domain, domains, public url, public hostname, host name, external url, public host',
    also: 'url serve serves',
  },
  {
    aspect: 'tls',
    kinds: ['Ingress', 'Secret'],
    said: 'tls, tls secret, tls secret name, certificate secret, certificate secret name, cert secret, cert, certificate, tls cert, tls certificate, https, ssl cert',
    also: 'secret name terminate terminates stored',
  },
  {
    aspect: 'ingress class name',
    kinds: ['Ingress'],
    said: 'ingress class, class, ingress class name, ingressclass',
    also: 'name',
  },
  {
    aspect: 'routes',
    kinds: ['Ingress'],
    said: '/, path, paths, route, routes, backend, backends, rule, rules, routing, where go, where goes, where lead, where leads, go where, goes where, routed, behind, service behind, answers, which service, what service, serves, points to, leads to, lead to, routes to, forwards to, points where, leads where',
    also: 'service services svc go goes route routed sent traffic lead leads serve serves behind answers answer backend path requests request end ends where points to which for',
  },
  {
    aspect: 'dnsName',
    kinds: SERVED,
    said: 'dns name, dns names, internal dns, internal dns name, cluster dns name, fqdn, internal name, internal hostname, internal url, internal address, in cluster dns name, service dns name, service address, in cluster address, hostname inside cluster, hostname apps',
    also: 'apps inside within in cluster internally internal hostname name url address pods connect reach',
  },
  { aspect: 'type', kinds: ['Service', 'Secret'], said: 'type, service type, secret type, loadbalancer' },
  {
    aspect: 'external name',
    kinds: ['Service'],
    said: 'external name, points to, alias, resolves to, points, resolve to',
    also: 'to where',
  },
  {
    aspect: 'session affinity',
    kinds: ['Service'],
    said: 'session affinity, affinity, sticky sessions, sticky',
  },
  {
    aspect: 'service name',
    kinds: ['StatefulSet'],
    said: 'headless service, governing service, service name',
  },
  { aspect: 'pod management policy', kinds: ['StatefulSet'], said: 'pod management policy' },
  {
    aspect: 'disruption',
    kinds: ['PodDisruptionBudget', ...ROLLED],
    said: 'min available, minavailable, minimum available, disruptions allowed, allowed disruptions, disruption budget, pod disruption budget, pdb, must stay up, must stay available, must be available, must remain up, must remain available, have to stay up, has to stay up, may be down, can be down, may be evicted, can be evicted, how many evictions',
    also: 'how many pods during drain drained node at least same time once stay up available minimum least setting value disruption budget pdb disruptions',
  },
  {
    aspect: 'disruption',
    kinds: ['PodDisruptionBudget'],
    said: 'max unavailable, allow, allows, allowed, require, requires, cover, covers, protect, protects',
    also: 'disruptions disruption now',
  },
  {
    aspect: 'quota',
    kinds: ['ResourceQuota'],
    said: 'quota, quotas, resource quota, by quota, hard limit, hard limits, hard, quota limits, limits, limit, allow, allows, allowed, used, usage, how full, quota usage, how much used, left',
    also: 'quota resource limits limit allow allows allowed may can many how much cpu memory pods requests used hard full left under by total max maximum',
  },
  {
    aspect: 'quota',
    kinds: ['ResourceQuota', 'Namespace'],
    said: 'quota, quotas, resource quota, resource quotas, quota limits, quota usage, quota used',
    also: 'quota resource limits limit allow allows allowed may can many how much cpu memory pods requests used hard full left under by total max maximum',
  },
  {
    aspect: 'keys',
    kinds: HELD,
    said: '$, key, keys, content, contents, entries, data, values, value, contain, contains, hold, holds, inside, fields, key names, settings, stored, store, stores',
    also: 'names name stored contain contains hold holds entries in',
  },
  {
    aspect: 'rules',
    kinds: ['ClusterRole', 'Role'],
    said: 'rule, rules, permission, permissions, allow, allows, grant, grants, rights, verbs, permit, permits',
    also: 'do can may access',
  },
  {
    aspect: 'team',
    kinds: [...ROLLED, 'CronJob', 'Service', 'ConfigMap', 'Secret'],
    said: 'team, owned, team label, owning team, owner team, team name, squad, which team, responsible, responsible team, who is responsible, maintainer, maintainers, contact, team owns, owns which team, who owns which team, who maintains, maintained by, who looks after',
    also: 'who owns owned own owner by responsible belongs belong to maintains looks after team people',
  },
  { aspect: 'labels', said: 'label, labels', also: 'all' },
  { aspect: 'annotations', said: 'annotation, annotations', also: 'all' },
  { aspect: 'finalizers', said: 'finalizer, finalizers, finaliser, finalisers' },
  {
    aspect: 'termination grace period seconds',
    kinds: RUN,
    said: 'termination grace period, grace period, termination grace period seconds, shutdown grace period, terminationgraceperiodseconds',
    also: 'long seconds how termination',
  },
  { aspect: 'restart policy', kinds: RUN, said: 'restart policy' },
  { aspect: 'dns policy', kinds: RUN, said: 'dns policy' },
  { aspect: 'image pull policy', kinds: RUN, said: 'pull policy, image pull policy' },
  {
    aspect: 'image pull secrets',
    kinds: ['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob', 'Pod', 'ServiceAccount'],
    said: 'pull secret, pull secrets, image pull secret, image pull secrets',
  },
  {
    aspect: 'revision history limit',
    kinds: ROLLED,
    said: 'revision history limit, history limit, how many revisions kept, how many old replicasets kept',
  },
  {
    aspect: 'progress deadline seconds',
    kinds: ['Deployment'],
    said: 'progress deadline, progress deadline seconds',
  },
  {
    aspect: 'priority class name',
    kinds: RUN,
    said: 'priority class, priorityclass, priority, priority class name',
  },
  { aspect: 'node selector', kinds: RUN, said: 'node selector, nodeselector' },
  { aspect: 'security context', kinds: RUN, said: 'security context, securitycontext, security settings' },
  { aspect: 'tolerations', kinds: RUN, said: 'toleration, tolerations, tolerate, tolerates' },
  {
    aspect: 'command',
    kinds: RUN,
    said: 'command, args, arguments, entrypoint, start command',
    also: 'start starts started launch launches container',
  },
  { aspect: 'qos', kinds: RUN, said: 'qos, qos class, quality of service' },
  {
    aspect: 'metrics',
    kinds: ['HorizontalPodAutoscaler', 'Deployment', 'StatefulSet'],
    said: 'min replicas, max replicas, minimum replicas, maximum replicas, min and max replicas, autoscaling, autoscaled, autoscaler, hpa, autoscale, autoscales, autoscaling target, target utilization, target utilisation, cpu target, scaling limits, autoscaling limits, hpa target, hpa limits, hpa settings, how far scale, how far, scaled automatically, auto scaled, auto scaling, minimum and maximum replicas, replica range',
    also: 'min max minimum maximum replicas target settings limits range by what up to far scale scales cpu between how',
  },
  {
    skill: 'relations',
    aspect: 'kind',
    ofKind: 'Ingress',
    kinds: SERVED,
    said: 'ingress, ingresses, ing, ingress rule',
    also: 'leads lead through reachable reached via front fronts in exposes exposed expose sends send traffic routes route routed by points to serves publishes goes enters',
  },
  {
    skill: 'relations',
    aspect: 'kind',
    ofKind: 'ReplicaSet',
    kinds: ['Deployment'],
    said: 'replicaset, replicasets, replica set, replica sets, rs',
    also: 'owned owns belong belongs active current behind which > ->',
  },
  {
    skill: 'relations',
    aspect: 'kind',
    ofKind: 'Job',
    kinds: ['CronJob'],
    said: 'jobs',
    also: 'owned created started spawned belong belongs > ->',
  },
  {
    skill: 'relations',
    aspect: 'kind',
    ofKind: 'Pod',
    kinds: ['Service'],
    isSaidToBe: 'Service',
    said: 'pods, pod',
    also: '> -> behind back backs backing select selects selected target targets targeted serve serves service svc send sends traffic to answer answers',
  },
  {
    skill: 'connectivity',
    aspect: 'endpoints',
    kinds: ['Service'],
    said: 'endpoint, endpoints, endpointslice, endpointslices, endpoint slice, endpoint slices, ep, endpoint ips, endpoint addresses, ready endpoints, who behind, what behind',
    also: 'ready ips addresses behind service svc k many how',
  },
  {
    skill: 'relations',
    aspect: 'kind',
    ofKind: 'PersistentVolumeClaim',
    kinds: ['Pod'],
    said: 'pvc, pvcs, claim, claims, volume claim, persistent volume claim, persistent volume claims, volume claims, persistentvolumeclaim',
    also: '> -> mount mounts mounted bound attached volume storage disk persistent',
  },
  {
    aspect: 'volumes',
    kinds: ['StatefulSet', 'Deployment'],
    said: 'pvc, pvcs, claim, claims, volume claim, persistent volume claim, persistent volume claims, volume claims',
    also: '> -> mount mounts mounted bound attached volume storage disk persistent',
  },
  {
    skill: 'relations',
    aspect: 'users',
    kinds: ['ConfigMap', 'Secret', 'PersistentVolumeClaim', 'ServiceAccount', 'StorageClass'],
    said: 'reads, read, users, user, consumers, consumer, depends, depend, dependents, mounts, mounted, mount, references, referenced, consumes, consumed, hit, affected, breaks, break, uses, used, use, using, needs, suffer, suffers, hurt, hurts, impacted, loads, loaded',
    also: 'if delete deleted deleting remove removed removing lose lost gone change changed rename hit affected break breaks workloads workload apps app in still anything anyone anybody something somebody else who what happens',
  },
  {
    skill: 'connectivity',
    aspect: 'port-forward',
    kinds: ['Service', 'Deployment', 'StatefulSet', 'Pod'],
    said: 'port forward, port-forward, portforward, port forwarding, port-forwarding, localhost, locally, laptop, local port',
    also: 'how command open reach access browse connect forward localhost local locally laptop machine browser port kubectl one-liner',
  },
  {
    skill: 'changes',
    aspect: 'last-rollout',
    kinds: ROLLED,
    said: 'since when version, when version, version since, version since when, how long version, age version, since when image, when image, last rollout, latest rollout, most recent rollout, last rolled, when rolled, when last rolled, last updated, when updated, last upgraded, when upgraded, since when current version, since when new version, when new version',
    also: 'current currently version new latest image live deployed since when long how old age rolled last rollout updated upgraded changed recently most recent went got production',
  },
  {
    skill: 'rollout',
    aspect: 'history',
    kinds: ROLLED,
    said: 'revision, revisions, revision number, current revision, latest revision, rollout history, revision history, version history, release history, versions rolled out, previous version, previous versions, past versions, older versions, earlier versions, previous image, prior version, old versions, rollback target, rollback go to, rollback would go, roll back to, rolled back to, rollback lead to, would rollback go, rollback go, rollback to, would rollback restore, rollback restore, rollback bring back, before current one, before last rollout, last rollouts, past rollouts, previous rollouts, versions so far',
    also: 'version versions image images current currently number rolled out rollout rollouts go would to rollback back if we i undo undone rolled previous history deployed before had was were so far past last result land end',
  },
  {
    skill: 'rollout',
    aspect: 'status',
    kinds: ROLLED,
    said: 'new version out, rollout status, rollout state, rollout done, rollout complete, rollout finished, rollout over, rollout progress, rollout through, ready rollout, rollout ok, rollout progressing, old version still, old pods still, new version live, new version rolled out, new pods ready, new version running, old version still serve, old version still serving, still rolling out, finished rolling out, done rolling out, how far rollout, rollout finish, rollout finished yet, rollout going, rollout doing, rollout stand, how rollout going, new image supposed, new pods run, new pods supposed, pods updated, replicas updated, how many updated, rolled out completely, fully rolled out, new version up',
    also: 'new old version pods image should run supposed still serve serving serves running ready while how many hang hangs stuck already yet completely fully far out of replicas updated rollout right being available kept keep traffic going through',
  },
];

/** Words that add nothing to such a question. */
export const EMPTY_WORDS: ReadonlySet<string> = new Set(
  `what which who whats is are was were be been the a an of for in on at to do does did has have had having it its we i our my me us you can could would should will shall may
  show tell give get list print display see view find look know want need say please pls plz jamie hey hi and so now currently current right set configured configure
  run runs running by from with that this there k kubectl value exactly out up 's s actually today moment then just named called
  one thing under into as describe details detail info information about really whose got any some specified defined declared declare say says belong`
    .split(/\s+/)
    .filter(Boolean),
);
