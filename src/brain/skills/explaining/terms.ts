/* eslint-disable max-lines -- data: one entry a term */
/** A term of Kubernetes, explained for somebody who has to act on it. */
export interface Term {
  name: string;
  also: string[];
  means: string;
  /** The common causes or uses. */
  usually?: string;
  /** Where to look next. */
  look?: string;
}

const t = (name: string, also: string[], [means, usually, look]: [string, string?, string?]): Term => ({
  name,
  also,
  means,
  usually,
  look,
});

const STATUSES: Term[] = [
  t(
    'CrashLoopBackOff',
    ['crash loop', 'crashloop', 'crashing'],
    [
      'the container keeps ending soon after it starts, and the kubelet waits longer before each new try (10 s, doubling up to 5 min).',
      'the application stops on an error of its own: a missing setting, a dependency that it cannot reach, a failing liveness probe, or too little memory.',
      'the log of the previous run and the exit code: `kubectl logs POD --previous`.',
    ],
  ),
  t(
    'ImagePullBackOff',
    ['ErrImagePull', 'image pull back off', 'image pull error'],
    [
      'the node could not fetch the image and waits before it tries again.',
      'a wrong name or tag, a private registry without a pull secret, or a registry that is down or limits its rate.',
      'the pod’s events: they quote what the registry answered.',
    ],
  ),
  t(
    'ErrImageNeverPull',
    [],
    [
      'the pull policy is Never and the image is not on the node.',
      'an image that was only loaded on some nodes, or a policy that was meant for a laptop.',
    ],
  ),
  t(
    'InvalidImageName',
    [],
    [
      'the image’s name does not follow the rules, so nothing is pulled.',
      'an upper-case letter, a space, or a variable that was left empty in a template.',
    ],
  ),
  t(
    'CreateContainerConfigError',
    [],
    [
      'the container cannot be set up, since something that its configuration names is missing.',
      'a config map, a secret or one of their keys that does not exist in the namespace.',
      'the pod’s events: they name what is missing.',
    ],
  ),
  t(
    'CreateContainerError',
    [],
    [
      'the container runtime could not make the container.',
      'a bad mount, a name that is taken, or a runtime in trouble.',
      'the pod’s events.',
    ],
  ),
  t(
    'RunContainerError',
    ['StartError', 'ContainerCannotRun'],
    [
      'the container was made, but its command could not be started.',
      'a command that is not in the image, is not executable, or is built for another processor.',
    ],
  ),
  t(
    'ContainerCreating',
    [],
    [
      'the node prepares the pod: its network, its volumes, its images.',
      'normal for some seconds; longer means a volume that cannot be mounted, a missing config map or secret, or a network plugin in trouble.',
      'the pod’s events: FailedMount, FailedAttachVolume, FailedCreatePodSandBox.',
    ],
  ),
  t(
    'PodInitializing',
    ['Init:0/1', 'init container'],
    [
      'init containers run first, one after the other; the application starts when all have succeeded.',
      'an init container that waits for a dependency or fails.',
      'the init container’s log: `kubectl logs POD -c INIT-CONTAINER`.',
    ],
  ),
  t(
    'Pending',
    ['pending pod', 'unschedulable', 'FailedScheduling'],
    [
      'the pod is accepted but does not run yet: no node was found for it, or it is being prepared.',
      'requests larger than what any node has free, a taint without a toleration, a node selector or affinity that nothing matches, or a volume claim that is not bound.',
      'the event FailedScheduling: it counts the nodes by reason.',
    ],
  ),
  t(
    'Running',
    [],
    [
      'at least one container of the pod runs. It says nothing about being ready to serve: that is the Ready condition.',
    ],
  ),
  t(
    'Completed',
    ['Succeeded'],
    [
      'every container ended with exit code 0. Right for jobs; a server that completes was told to stop or had nothing to do.',
    ],
  ),
  t(
    'Terminating',
    ['stuck terminating'],
    [
      'the pod was asked to go and has its grace period (30 s unless set) to end by itself.',
      'longer means a finalizer that nobody removes, a node that does not answer, or a process that ignores SIGTERM.',
    ],
  ),
  t(
    'Evicted',
    ['eviction'],
    [
      'the node put the pod out to save itself.',
      'memory, disk or process ids ran short on the node; pods that use more than they request go first.',
      'the pod’s message and the node’s pressure conditions.',
    ],
  ),
  t(
    'OOMKilled',
    ['oom', 'out of memory', 'oom killed', 'exit code 137 oom'],
    [
      'the kernel killed the container because it used more memory than its limit.',
      'a limit that is too low for the load, a leak, or a runtime that does not know its limit.',
      'memory usage against the limit, and when it last restarted.',
    ],
  ),
  t(
    'NotReady',
    ['node not ready', 'NodeNotReady'],
    [
      'of a node: its kubelet has not reported in time; after about 5 min its pods are replaced elsewhere. Of a pod: a readiness probe fails, so it gets no traffic.',
      'a node that is down or cut off, a kubelet or runtime that stopped, or a full disk.',
    ],
  ),
  t(
    'SchedulingDisabled',
    ['cordoned', 'cordon'],
    ['the node takes no new pods; those on it keep running. `kubectl uncordon NODE` ends it.'],
  ),
  t(
    'DiskPressure',
    ['MemoryPressure', 'PIDPressure', 'node pressure'],
    [
      'the node runs short of that resource: it takes no new pods and may evict some that run.',
      'images and logs that fill the disk; pods without limits.',
    ],
  ),
  t(
    'ProgressDeadlineExceeded',
    [],
    [
      'a rollout made no progress for its deadline (10 min unless set). The old pods keep serving; nothing is rolled back by itself.',
      'new pods that do not become ready.',
      '`kubectl rollout status` and the newest ReplicaSet’s pods.',
    ],
  ),
  t('BackOff', ['back-off'], ['waiting longer and longer before another try; the message says of what.']),
  t(
    'FailedMount',
    ['FailedAttachVolume'],
    [
      'a volume could not be attached or mounted, so the pod waits.',
      'a missing config map or secret, a disk that is still attached elsewhere, or a storage driver in trouble.',
    ],
  ),
  t(
    'Unhealthy',
    ['probe failed', 'readiness probe failed', 'liveness probe failed'],
    ['a probe failed. Readiness takes the pod out of its services; liveness restarts the container.'],
  ),
  t('Unknown', [], ['the node cannot be reached, so the state of the pod is not known.']),
];

const OBJECTS: Term[] = [
  t(
    'Pod',
    ['pods'],
    ['the smallest thing that Kubernetes runs: one or more containers that share an address and volumes.'],
  ),
  t(
    'Deployment',
    [],
    ['keeps a number of equal pods running and replaces them step by step when their template changes.'],
  ),
  t('ReplicaSet', [], ['one revision of a Deployment: it keeps that revision’s pods at their number.']),
  t(
    'StatefulSet',
    [],
    ['keeps pods with names and volumes of their own (db-0, db-1), started and stopped in order.'],
  ),
  t('DaemonSet', [], ['runs one pod on every node that fits: log collectors, network agents.']),
  t('Job', [], ['runs pods until a number of them succeeded; gives up after its back-off limit.']),
  t('CronJob', [], ['makes a Job on a schedule.']),
  t(
    'Service',
    ['ClusterIP', 'NodePort', 'LoadBalancer'],
    [
      'a stable name and address in front of the pods that its selector matches. Only ready pods get traffic.',
    ],
  ),
  t('Endpoints', ['EndpointSlice'], ['the addresses of the pods behind a service, ready or not.']),
  t(
    'Ingress',
    [],
    [
      'rules that send HTTP from outside to services by host and path; an ingress controller carries them out.',
    ],
  ),
  t('Namespace', [], ['a room of its own for names, quotas and permissions within a cluster.']),
  t('Node', [], ['a machine that runs pods.']),
  t('ConfigMap', ['config map'], ['settings kept apart from the image, as files or environment variables.']),
  t(
    'Secret',
    [],
    ['like a config map for passwords and keys: access to it can be limited, and I never show its values.'],
  ),
  t(
    'PersistentVolumeClaim',
    ['PVC', 'volume claim'],
    ['a request for storage; it is bound to a volume that fits, or waits as Pending until there is one.'],
  ),
  t('PersistentVolume', ['PV'], ['a piece of storage that a claim can be bound to.']),
  t('StorageClass', [], ['which kind of storage to make for a claim, and how.']),
  t(
    'HorizontalPodAutoscaler',
    ['HPA', 'autoscaler', 'autoscaling'],
    [
      'changes a workload’s replicas to keep a metric near its target. For CPU in percent, the containers need CPU requests.',
    ],
  ),
  t(
    'PodDisruptionBudget',
    ['PDB', 'disruption budget'],
    ['how many pods of a set may be taken down on purpose at once: drains wait for it.'],
  ),
  t(
    'ResourceQuota',
    ['quota'],
    ['the most that a namespace may use; what goes beyond is refused when it is made.'],
  ),
  t(
    'NetworkPolicy',
    ['network policy'],
    [
      'which traffic pods take or send. A pod that no policy selects is open; as soon as one does, only what is named passes.',
    ],
  ),
  t('ServiceAccount', ['service account'], ['who a pod is when it talks to the API server.']),
  t(
    'RBAC',
    ['role', 'role binding', 'cluster role'],
    ['roles say what may be done, bindings say who may do it. Nothing is allowed that no role allows.'],
  ),
  t(
    'CustomResourceDefinition',
    ['CRD', 'custom resource'],
    ['adds a kind of object of one’s own; a controller gives it life.'],
  ),
  t(
    'Finalizer',
    [],
    [
      'a note on an object that somebody has to tidy up before it may go; while it is there, the object stays Terminating.',
    ],
  ),
];

const IDEAS: Term[] = [
  t(
    'Taint',
    ['toleration', 'taints and tolerations'],
    ['a mark on a node that keeps pods off unless they tolerate it.'],
  ),
  t(
    'Affinity',
    ['anti-affinity', 'node affinity', 'pod anti affinity'],
    ['rules that draw pods to nodes or to each other, or keep them apart.'],
  ),
  t(
    'Request',
    ['resource request', 'requests', 'requests and limits'],
    [
      'what the scheduler keeps free for a container. A limit is the most that it may use: above it CPU is slowed down, memory gets it killed.',
    ],
  ),
  t(
    'Limit',
    ['resource limit', 'memory limit', 'cpu limit', 'throttling', 'cpu throttling'],
    [
      'the most that a container may use: above it CPU is slowed down (throttled), memory gets it killed (OOMKilled).',
    ],
  ),
  t(
    'QoS class',
    ['qos', 'Guaranteed', 'Burstable', 'BestEffort'],
    [
      'the order in which pods are put out when a node runs short: BestEffort (no requests) first, Burstable next, Guaranteed (requests equal limits) last.',
    ],
  ),
  t(
    'Liveness probe',
    ['liveness'],
    [
      'a check that restarts the container when it keeps failing. Too strict a one causes restarts that nobody needs.',
    ],
  ),
  t(
    'Readiness probe',
    ['readiness', 'readiness gate'],
    ['a check that decides whether a pod gets traffic from its services.'],
  ),
  t('Startup probe', [], ['a check that holds the other probes back until a slow start is done.']),
  t(
    'Rolling update',
    ['rollout', 'rolling restart'],
    ['new pods come up before old ones go, within maxSurge and maxUnavailable.'],
  ),
  t('Drain', [], ['moves all pods off a node, respecting disruption budgets, so that it can be worked on.']),
  t('Sidecar', ['sidecar container'], ['a helper container beside the application: a proxy, a log shipper.']),
  t(
    'Headless service',
    [],
    ['a service without an address of its own (clusterIP: None): its name resolves to the pods themselves.'],
  ),
  t(
    'CoreDNS',
    ['kube-dns', 'dns'],
    ['the cluster’s name server: `service.namespace.svc.cluster.local` resolves through it.'],
  ),
  t('etcd', [], ['the database in which the API server keeps every object.']),
  t('kubelet', [], ['the agent on each node that runs its pods and reports how they are.']),
  t(
    'Context',
    ['kubeconfig', 'kube context'],
    ['a name in the kubeconfig for a cluster together with a user and a namespace.'],
  ),
];

const MACHINERY: Term[] = [
  t(
    'BackoffLimitExceeded',
    [],
    [
      'the job’s pods failed more often than its back-off limit allows, so it gave up.',
      'the same error on every try.',
      'the log of its last pod.',
    ],
  ),
  t('DeadlineExceeded', [], ['the job or pod ran longer than its active deadline allows and was stopped.']),
  t(
    'FailedCreatePodSandBox',
    ['sandbox error'],
    [
      'the node could not set up the pod’s network or sandbox.',
      'a network plugin in trouble, or no free addresses.',
      'the node’s network plugin pods and their logs.',
    ],
  ),
  t('NodeLost', [], ['the node that ran the pod stopped reporting, so the pod’s state is not known.']),
  t(
    'SchedulingGated',
    ['scheduling gate'],
    ['the pod carries a scheduling gate: the scheduler leaves it alone until its owner removes the gate.'],
  ),
  t(
    'Exit code',
    ['exit status', 'exit codes'],
    [
      'the number that a process ends with: 0 is success; 1 to 125 are the program’s own; 126 and 127 mean that the command could not be run or found; above 128 it was ended by the signal of that number less 128 (137 is SIGKILL, 143 is SIGTERM).',
    ],
  ),
  t(
    'SIGKILL',
    ['signal 9'],
    [
      'ends a process at once, without asking. Exit code 137: the memory limit, a grace period that ran out, or somebody by hand.',
    ],
  ),
  t(
    'SIGTERM',
    ['signal 15'],
    ['asks a process to end in its own time. Exit code 143; after the grace period SIGKILL follows.'],
  ),
  t(
    'SIGSEGV',
    ['segfault', 'segmentation fault'],
    ['the program touched memory that it may not. Exit code 139; a bug in it or in a library.'],
  ),
  t(
    'Grace period',
    ['termination grace period'],
    ['how long a pod has between SIGTERM and SIGKILL: 30 s unless it is set.'],
  ),
  t(
    'Min ready seconds',
    ['minReadySeconds'],
    ['how long a new pod must stay ready before a rollout counts it as available.'],
  ),
  t(
    'CPU throttling',
    [],
    [
      'a container that reaches its CPU limit is paused for the rest of each 100 ms slice: nothing fails, everything gets slower.',
    ],
  ),
  t(
    'Ephemeral storage',
    [],
    [
      'a pod’s own disk space on the node: its writable layer, logs and emptyDir volumes. Above its limit, or when the node’s disk runs short, the pod is evicted.',
    ],
  ),
  t(
    'Image digest',
    ['digest'],
    ['the fingerprint of an image’s content. A tag can be moved to another image, a digest can not.'],
  ),
  t(
    'Pod security',
    ['pod security standards'],
    ['three levels (privileged, baseline, restricted) that a namespace can enforce on its pods.'],
  ),
  t(
    'Control plane',
    [],
    [
      'the parts that run the cluster: API server, etcd, scheduler and controllers. When it is down, what runs keeps running, but nothing can be changed.',
    ],
  ),
  t(
    'API server',
    ['kube-apiserver', 'apiserver'],
    ['the door to the cluster: everybody reads and writes objects through it.'],
  ),
  t('Scheduler', ['kube-scheduler'], ['chooses a node for each new pod.']),
  t(
    'kube-proxy',
    [],
    ['makes service addresses work on each node by sending their traffic to the pods behind them.'],
  ),
  t('Container', [], ['a process with a file system, network and limits of its own, made from an image.']),
  t('Cluster', ['kubernetes cluster'], ['a set of nodes and the control plane that runs them.']),
  t('Kubernetes', ['k8s'], ['runs containers on a set of machines and keeps them as you described them.']),
  t('Blast radius', [], ['how much would be hit if a change goes wrong.']),
  t('Drift', [], ['what runs is no longer what was written down, such as in Git.']),
];

/** What Jamie can explain. */
export const TERMS: readonly Term[] = [...STATUSES, ...OBJECTS, ...IDEAS, ...MACHINERY];
