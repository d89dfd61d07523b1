/** Ways of saying one thing, each line a thing: what people say when tired, what tools say, what the field says. The first names it. */
const LINES = `
oom, oomkilled, oom killed, oom killer, out of memory, exit code 137, exit 137, code 137, memory limit, runs out of memory, ran out of memory, eats memory, eating memory, eats all the memory, too much memory, memory leak, leaks memory, heap, killed by the kernel, ram
crash, crashloop, crashloopbackoff, crash loop, crash loop back off, keeps crashing, keeps restarting, keeps dying, keeps falling over, falls over, falling over, dies, died, dying, restart, restarting, restart loop, comes up and goes down, back off restarting, boot loop, flapping, bouncing
image, imagepullbackoff, errimagepull, image pull back off, err image pull, pull, pulling, download the image, fetch the image, manifest unknown, registry, container image, docker image, tag
pending, unschedulable, failedscheduling, not scheduled, cannot be scheduled, no nodes available, nowhere to run, no room, does not get a node, waiting for a node, insufficient cpu, insufficient memory, scheduler, scheduling, schedule, placed
probe, health check, healthcheck, liveness, readiness, startup probe, unhealthy, heartbeat, health endpoint
notready, not ready, unready, never gets ready, never becomes ready, zero of one ready, 0/1
evict, evicted, eviction, thrown off, kicked off, kicked out, thrown out
disk, diskpressure, disk pressure, disk full, no space left, no space left on device, storage full, out of space, out of disk, filesystem, ephemeral storage, fills up, filling up
volume, pvc, pv, persistent volume, persistentvolumeclaim, persistentvolume, claim, mount, failedmount, failedattachvolume, attach, storageclass, storage class, csi
node, machine, server, host, worker, vm, box, kubelet
dns, name resolution, resolve, coredns, kube-dns, lookup, no such host, nxdomain, servfail, hostname, temporary failure in name resolution, ndots, cannot find the host
networkpolicy, network policy, network policies, netpol, firewall, egress, blocked traffic, isolated, default deny
ingress, gateway, nginx, http route, httproute, 404 from outside, from outside, load balancer, loadbalancer, external ip, from the internet, edge, front door
endpoints, no endpoints, endpointslice, selector, no backends, nothing behind, 503, connection refused
certificate, cert, certs, tls, ssl, x509, https, cert-manager, expired certificate, padlock, not trusted, letsencrypt
rbac, forbidden, permission, permissions, not allowed, access denied, service account, serviceaccount, role, rolebinding, clusterrole, cannot list, 403, rights, may not, unauthorized, unauthorised
hpa, autoscaler, autoscaling, horizontal pod autoscaler, scale up, does not scale, scaling, replicas, autoscale, more pods, scaled
pdb, disruption budget, poddisruptionbudget, pod disruption budget, drain, draining, cordon, emptying a node, empty a node, take a node out, maintenance
quota, resourcequota, exceeded quota, limitrange, limit range
webhook, admission, admission webhook, mutating, validating, failed calling webhook, policy engine, kyverno, gatekeeper
finalizer, finalizers, stuck terminating, terminating, will not delete, cannot delete, does not go away, refuses to die, will not go away, hangs on delete, stuck deleting, undeletable
init, init container, initcontainer, initialising, init:0/1
secret, secrets, configmap, config map, missing key, createcontainerconfigerror, environment variable, env var, settings, configuration, credentials, password, api key
job, cronjob, cron job, cron, scheduled job, nightly, batch, backofflimit
rollout, roll out, rolling update, deploy, deployment, release, ship, shipped, progressdeadlineexceeded, new version, progress deadline
rollback, roll back, rolling back, undo, revert, go back, previous version, old version, back out, last good version
cpu, throttling, throttled, cfs, processor, cores, millicores
slow, latency, latencies, p99, p95, percentile, quantile, response time, sluggish, takes ages, crawling, takes forever, lagging, slowness, laggy, duration, histogram_quantile
error, errors, error rate, 5xx, 500, 500s, 502, 504, failing requests, failed requests, failures, bad gateway, error ratio
timeout, time out, timed out, timing out, deadline exceeded, hang, hangs, hanging, gateway timeout, no response, i/o timeout
prometheus, promql, metrics, metric, time series, scrape, scraping, exporter
target, targets, target down, up == 0, scrape failed, exporter down, servicemonitor, podmonitor, stopped reporting, not scraped
cardinality, too many series, series churn, label explosion, too many labels, high cardinality, tsdb, prometheus memory
rate, irate, increase, per second, counter, counters, throughput, rps, qps, requests per second, traffic
histogram, bucket, buckets, le, native histogram
absent, no data, missing metric, metric disappeared, missing series, metric is gone, stale, staleness, empty result, no datapoints, gaps, nodata
alert, alerts, alerting, alerting rule, alert rule, page, paged, pager, alarm, firing, alarms
alertmanager, routing, receiver, silence, silences, inhibition, inhibit, mute, muting, notification, notifications, quiet, nobody was paged, shut it up
recording rule, recording rules, precompute, record, rule group
loki, logql, logs, log, log lines, logging, log query, grep, promtail, alloy
stream, streams, chunk, ingester, ingestion rate, rate limited, 429, too many outstanding, ingestion
tempo, traceql, trace, traces, tracing, span, spans, opentelemetry, otel, trace id, jaeger
sampling, sampled, tail sampling, dropped spans, missing spans, broken trace, context propagation
argocd, argo cd, argo, gitops, application, sync, syncing
outofsync, out of sync, drift, differs from git, diff, drifted, self heal, changed by hand, not what is in git
github actions, gha, workflow, workflows, runner, runners, pipeline, ci, build, action, github, checks
cache, caching, cached, cache miss, hit rate
queue, queued, backlog, lag, consumer lag, kafka, rabbitmq, messages pile up, message queue, piling up, piles up, consumer, consumers, broker, topic
postgres, postgresql, pg, database, db, sql
connections, connection pool, pool exhausted, too many connections, too many clients, remaining connection slots, pgbouncer, max_connections, out of connections, pooler
lock, locks, locked, deadlock, blocking, blocked, waiting for a lock, lock wait, idle in transaction
replication, replica, standby, replication lag, failover, primary, wal, replication slot, secondary, behind the primary
vacuum, autovacuum, bloat, dead tuples, wraparound, dead rows, transaction id
redis, valkey, maxmemory, keyspace, eviction policy
canary, blue green, blue-green, progressive delivery, argo rollouts, gradually, small share of traffic, traffic split
migration, migrations, schema change, expand and contract, schema
feature flag, feature flags, feature toggle, kill switch, toggle, flags
capacity, headroom, sizing, right size, rightsizing, overprovisioned, requests and limits, how much to request, load test, forecast, cost, costs, bill, expensive, waste, money
incident, outage, major incident, incident commander, everything is down, production is down, war room, on call, on-call
postmortem, post mortem, post-mortem, retrospective, blameless, review after, lessons learned, write up
handover, hand over, shift, night shift, handoff
status page, tell customers, communicate, communication, comms, stakeholders, update people, announce
leak, leaked, exposed, compromised, stolen, breach, hacked, intruder, attacker, rotate, rotation
vulnerability, cve, vulnerabilities, scan, patch, supply chain, signed images, sbom
privileged, root, pod security, runasnonroot, securitycontext, capabilities, hostpath, psa
etcd, api server, apiserver, control plane, kube-apiserver, kubectl is slow, master
upgrade, version skew, deprecated api, api removed, upgrading, no matches for kind
taint, taints, toleration, tolerations, affinity, anti-affinity, node selector, nodeselector, topology spread, spread
statefulset, stateful, headless, ordinal, pod 0
daemonset, every node, one per node, node agent
namespace, ns
graceful shutdown, sigterm, prestop, terminationgraceperiod, connection draining, dropped requests, errors during deploy, zero downtime
dashboard, grafana, panel, graph, chart
slo, error budget, burn rate, service level, objective, sli
backup, restore, backups, point in time, pitr, wal archive, snapshot
`;

/** The ways of saying each thing, the first of which names it. */
export const CONCEPTS: readonly (readonly string[])[] = LINES.trim()
  .split('\n')
  .map((line) => line.split(', '));
