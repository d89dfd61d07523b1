/** What fields of Kubernetes objects are made of. */
export const FIELD_WORDS: ReadonlySet<string> = new Set(
  `strategy update rolling surge unavailable max min maximum minimum grace termination period seconds concurrency policy deadline starting active backoff parallelism completions
  history successful failed revision limit limits request requests target utilization utilisation average kubelet kernel os runtime container containers version architecture arch cidr cidrs provider id uid
  generation observed finalizer finalizers owner access mode modes storage class volume volumes reclaim session affinity anti traffic external internal host hostname hostnames path paths backend
  priority dns scheduler security context user group privileged capabilities capacity allocatable memory cpu cpus cores disk ephemeral qos image images pull secret secrets toleration tolerations node selector
  topology spread constraint constraints suspend suspended timezone zone zones region schedule ttl retention annotation annotations label labels ip ips family families port ports protocol balancer cluster phase
  reason message probe probes readiness liveness startup delay timeout threshold interval command args entrypoint env environment variables variable service account name template restart size
  disruption budget desired expected allowed disruptions current available updated stabilization behavior behaviour metric metrics machine boot system operating rules rule type data keys key
  host network pid ipc lifecycle hook prestop prestart fs uids gid sysctl tag digest registry port nodeport clusterip loadbalancer tls certificate issuer expiry subsets addresses endpoint endpoints slots creation timestamp created pod`
    .split(/\s+/)
    .filter(Boolean),
);
