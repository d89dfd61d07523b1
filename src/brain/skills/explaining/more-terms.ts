/* eslint-disable max-lines -- data: one entry a term */
import type { Term } from './terms.ts';

/** One term a line: its names, then what it means. */
const term = (names: string, means: string, rest: Pick<Term, 'usually' | 'look'> = {}): Term => {
  const [name = '', ...also] = names.split('; ');
  return { name, also, means, ...rest };
};

const WORKLOADS: Term[] = [
  term(
    'Init container; init containers',
    'a container that runs to its end before the application’s containers start: to wait, to prepare, to migrate. Several run one after the other; when one fails, the pod does not start.',
    { look: 'its own log: `kubectl logs POD -c INIT-CONTAINER`.' },
  ),
  term(
    'Ephemeral container; debug container',
    'a container added to a running pod to look around in it: `kubectl debug`. It is never restarted and cannot be taken out again.',
  ),
  term(
    'Static pod; mirror pod',
    'a pod that the kubelet runs from a file on its node, without the API server; what the API shows is only its mirror. The control plane itself often runs so.',
  ),
  term(
    'Pod template; template',
    'the part of a workload that says what its pods look like. A change of it makes a new revision.',
  ),
  term(
    'Replica; replicas',
    'one of the equal pods of a workload. The wanted number is in the spec, the ready number in the status.',
  ),
  term(
    'Label; labels',
    'a key and a value on an object by which others select it: services find their pods by labels.',
  ),
  term(
    'Selector; label selector; selectors',
    'the labels that a service, a workload or a policy looks for; what carries them all belongs to it.',
  ),
  term(
    'Annotation; annotations',
    'a note on an object for tools and people. Nothing selects by annotations; labels are for that.',
  ),
  term(
    'Owner reference; ownerReference; owner references',
    'says which object made this one; when the owner goes, garbage collection takes what it owned.',
  ),
  term(
    'Garbage collection; cascading deletion',
    'removes what a deleted object owned, and unused images and dead containers on nodes.',
  ),
  term(
    'Controller; controllers; reconciliation; reconcile loop; control loop',
    'a loop that compares what is with what should be and acts on the difference.',
  ),
  term(
    'Operator; operators; kubernetes operator',
    'a controller together with custom resources that runs one application the way an experienced person would: install, upgrade, back up.',
  ),
  term(
    'Recreate; recreate strategy',
    'an update strategy: all old pods go before new ones come. There is a gap, but never two versions at once.',
  ),
  term('maxSurge; max surge', 'how many pods more than wanted a rolling update may run for a while.'),
  term(
    'maxUnavailable; max unavailable',
    'how many pods fewer than wanted a rolling update or a disruption budget may leave.',
  ),
  term(
    'Canary; canary deployment; canary release',
    'a new version that gets a small part of the traffic first, and the rest when it does well.',
  ),
  term(
    'Blue-green; blue green deployment',
    'two full versions side by side; traffic is switched from one to the other at once.',
  ),
  term(
    'Rollout; rollouts',
    'the replacing of a workload’s pods by those of a new revision, step by step. `kubectl rollout status` follows it.',
  ),
  term(
    'Rollback; roll back; rollout undo',
    'going back to an earlier revision: `kubectl rollout undo`. It makes a new revision with the old template.',
  ),
  term(
    'Revision; revisions',
    'one version of a workload’s pod template; a Deployment keeps one ReplicaSet for each (10 unless set).',
  ),
  term(
    'Restart policy; restartPolicy',
    'whether containers that end are started again: Always (services), OnFailure or Never (jobs).',
  ),
  term(
    'Restart; container restart',
    'the kubelet starts an ended container again in the same pod; the count shows under RESTARTS.',
  ),
  term(
    'Concurrency policy; concurrencyPolicy',
    'what a CronJob does when its last run is still going: Allow another, Forbid it, or Replace the old one.',
  ),
  term(
    'Backoff limit; backoffLimit',
    'how many times a Job tries again before it counts as failed (6 unless set).',
  ),
  term('Parallelism', 'how many pods of a Job may run at once.'),
  term('Completions', 'how many pods of a Job must succeed for it to be complete.'),
  term(
    'startingDeadlineSeconds; starting deadline',
    'how late a CronJob’s run may still start; a run that missed it is skipped.',
  ),
  term(
    'activeDeadlineSeconds; active deadline',
    'the longest that a Job or a pod may run before it is stopped.',
  ),
  term(
    'ttlSecondsAfterFinished; ttl after finished',
    'how long a finished Job is kept before it is removed.',
  ),
  term(
    'Suspend; suspended cronjob',
    'a suspended CronJob starts no runs; a suspended Job has no pods until it is resumed.',
  ),
];

const SCHEDULING: Term[] = [
  term(
    'FailedScheduling; failed scheduling; unschedulable',
    'the scheduler found no node for the pod, so it stays Pending. The event counts the nodes by reason.',
    {
      usually:
        'requests larger than what is free, a taint without a toleration, a node selector or affinity that nothing matches, an unbound volume claim.',
    },
  ),
  term(
    'Toleration; tolerations',
    'lets a pod onto nodes with a matching taint. It allows, it does not attract: affinity does that.',
  ),
  term(
    'Cordon; cordoned; cordoning; cordon a node',
    'marks a node unschedulable: it takes no new pods, those on it keep running. `kubectl uncordon NODE` ends it.',
  ),
  term('Uncordon; uncordoning', 'lets a cordoned node take new pods again.'),
  term(
    'Node selector; nodeSelector',
    'labels that a node must carry for the pod to be put there; all of them, exactly.',
  ),
  term(
    'Node affinity; nodeAffinity',
    'rules by node labels about where a pod must (required) or had better (preferred) go: a node selector with operators and weights.',
  ),
  term(
    'Pod affinity; podAffinity',
    'draws a pod to where certain other pods run, by their labels and a topology such as node or zone.',
  ),
  term(
    'Anti-affinity; pod anti-affinity; podAntiAffinity; antiaffinity',
    'keeps pods apart, such as replicas of one service on different nodes or zones.',
  ),
  term(
    'Topology spread constraint; topologySpreadConstraints; topology spread',
    'spreads pods evenly over nodes or zones, within a skew that is allowed.',
  ),
  term(
    'Priority class; PriorityClass; pod priority',
    'how important a pod is: higher ones are scheduled first and may push out lower ones.',
  ),
  term('Preemption', 'the scheduler removes pods of lower priority to make room for one of higher priority.'),
  term(
    'Node pressure eviction; node-pressure eviction',
    'the kubelet ends pods when its node runs out of memory, disk or process ids.',
  ),
  term(
    'NoSchedule; NoSchedule taint',
    'the taint’s effect that keeps new pods off a node; those that run stay.',
  ),
  term(
    'NoExecute; NoExecute taint',
    'the taint’s effect that also puts out pods which run on the node already and do not tolerate it.',
  ),
  term(
    'PreferNoSchedule',
    'the taint’s effect that keeps pods off a node only when there is room elsewhere.',
  ),
  term(
    'Allocatable; allocatable resources',
    'what of a node’s capacity is left for pods after the system’s own share.',
  ),
  term(
    'Capacity; node capacity',
    'all that a node has: CPU, memory, pods, disk. Pods can use what is allocatable.',
  ),
  term(
    'Overcommit; overcommitment',
    'limits that add up to more than the node has: fine until everybody wants theirs at once.',
  ),
  term('Millicore; millicores; millicpu', 'a thousandth of a CPU core: 500m is half a core.'),
  term(
    'Node pool; node group',
    'nodes of one make that are scaled and upgraded together; a matter of the cloud provider.',
  ),
  term(
    'Node lease; lease',
    'the small object that a kubelet renews every few seconds to say that its node lives; also how controllers elect a leader.',
  ),
  term('Leader election', 'several copies of a controller agree, by a lease, on the one that acts.'),
  term(
    'Unready; not ready pod',
    'a pod whose readiness probe fails or whose containers do not run: it gets no traffic.',
  ),
];

const NETWORK: Term[] = [
  term(
    'Port; service port',
    'where a service listens; it sends on to the target port of the pods behind it.',
  ),
  term(
    'ClusterIP; cluster ip; ClusterIP service',
    'the usual type of service: an address that works inside the cluster only.',
  ),
  term(
    'NodePort; node port; NodePort service',
    'a type of service: the same port (30000 to 32767) on every node leads to its pods, so it can be reached from outside the cluster.',
  ),
  term(
    'LoadBalancer; load balancer; LoadBalancer service',
    'a type of service: the cloud provider gives it a load balancer with an external address in front of the nodes.',
  ),
  term(
    'ExternalName; external name service',
    'a type of service that is only another DNS name: no address, no pods.',
  ),
  term(
    'Endpoints; endpoint; EndpointSlice; endpoint slices',
    'the addresses of the pods behind a service, ready or not.',
    { look: 'the service’s selector against the pods’ labels, when there are none.' },
  ),
  term(
    'Ingress controller',
    'the program (nginx, Traefik, a cloud’s own) that carries out Ingress rules. Without one an Ingress does nothing.',
  ),
  term('Ingress class; IngressClass', 'says which ingress controller is to carry out an Ingress.'),
  term(
    'Gateway API; gateway; HTTPRoute',
    'the successor of Ingress: gateways listen, routes say what goes where, each owned by whoever is responsible.',
  ),
  term(
    'Target port; targetPort',
    'the container’s port to which a service sends; `port` is the service’s own.',
  ),
  term(
    'Container port; containerPort',
    'the port that a container says it listens on. It informs; it opens nothing.',
  ),
  term(
    'Port forward; port-forward; port forwarding',
    'a tunnel from your machine to a pod through the API server: for looking, not for serving.',
  ),
  term('Service discovery', 'pods find a service by its DNS name, `service.namespace.svc.cluster.local`.'),
  term(
    'Service mesh; mesh; istio; linkerd',
    'proxies beside every pod that encrypt, route and measure traffic between services.',
  ),
  term(
    'CNI; container network interface; network plugin',
    'the plugin that gives pods their addresses and network (Calico, Cilium, Flannel). It also carries out network policies, if it can.',
  ),
  term(
    'CSI; container storage interface; storage driver',
    'the plugin that makes, attaches and mounts volumes.',
  ),
  term(
    'CRI; container runtime; container runtime interface; containerd; cri-o',
    'the program on each node that pulls images and runs containers for the kubelet: containerd or CRI-O.',
  ),
  term(
    'DNS policy; dnsPolicy',
    'where a pod asks for names: the cluster’s DNS (ClusterFirst) or that of its node (Default).',
  ),
  term(
    'ndots',
    'how many dots a name needs before it is asked for as it is; with 5, outside names cost several failing look-ups first.',
  ),
  term('Egress', 'traffic that leaves a pod; a network policy can restrict it.'),
  term('Session affinity; sticky session', 'sends one client’s requests to the same pod each time.'),
  term('HostNetwork; host network', 'the pod uses its node’s network and address instead of one of its own.'),
  term(
    'TLS; tls certificate; certificate',
    'encrypts traffic and proves who serves; an Ingress takes its certificate from a Secret of type kubernetes.io/tls.',
  ),
  term('cert-manager', 'a controller that gets certificates and renews them before they expire.'),
];

const STORAGE: Term[] = [
  term(
    'emptyDir',
    'a volume that begins empty with the pod and goes with it; containers of the pod share it.',
  ),
  term('hostPath', 'a volume that is a folder of the node. The pod depends on that node, and it is a risk.'),
  term(
    'Volume; volumes; volume mount; volumeMounts',
    'storage that a pod’s containers see as a folder: a claim, a config map, a secret or scratch space.',
  ),
  term(
    'Access mode; access modes; ReadWriteOnce; RWO; ReadWriteMany; RWX; ReadOnlyMany',
    'from where a volume can be mounted: ReadWriteOnce from one node, ReadWriteMany and ReadOnlyMany from many, ReadWriteOncePod by one pod.',
  ),
  term(
    'Reclaim policy; reclaimPolicy',
    'what happens to a volume when its claim goes: Delete removes it, Retain keeps it.',
  ),
  term(
    'WaitForFirstConsumer; volume binding mode; volumeBindingMode',
    'the volume is made only when a pod that uses the claim is scheduled, in the right zone; until then the claim is Pending, rightly.',
  ),
  term('Dynamic provisioning; provisioner', 'a storage class makes a volume when a claim asks for one.'),
  term('Volume snapshot; VolumeSnapshot', 'a copy of a volume at one moment, to restore from.'),
  term(
    'volumeClaimTemplates; volume claim template',
    'the claim that a StatefulSet makes for each of its pods; it stays when the pod goes.',
  ),
  term(
    'FailedAttachVolume; failed attach volume',
    'a disk could not be attached to the pod’s node, often since it is still attached to another one.',
  ),
];

const MACHINES: Term[] = [
  term(
    'VerticalPodAutoscaler; VPA; vertical pod autoscaler',
    'changes a workload’s CPU and memory requests to what it really uses; the pods are restarted for it. It is an add-on.',
  ),
  term(
    'Cluster autoscaler; node autoscaler; karpenter',
    'adds nodes when pods find no room and removes nodes that stand empty.',
  ),
  term('KEDA', 'scales workloads by events, such as the length of a queue, also down to zero.'),
  term(
    'metrics-server; metrics server',
    'collects CPU and memory use of pods and nodes; `kubectl top` and autoscalers need it.',
  ),
  term(
    'LimitRange; limit range',
    'the default and the bounds of requests and limits for each container of a namespace.',
  ),
  term(
    'Role; roles',
    'a list of what may be done to which resources in one namespace. A RoleBinding gives it to somebody.',
  ),
  term(
    'ClusterRole; cluster role; cluster roles; clusterroles',
    'like a Role, but for the whole cluster and for things outside namespaces such as nodes.',
  ),
  term(
    'RoleBinding; role binding; rolebindings',
    'gives a Role, or a ClusterRole within one namespace, to users, groups or service accounts.',
  ),
  term(
    'ClusterRoleBinding; cluster role binding',
    'gives a ClusterRole everywhere to users, groups or service accounts.',
  ),
  term(
    'RBAC; role based access control; role-based access control',
    'who may do what: roles say what may be done, bindings say who may do it. Nothing is allowed that no role allows.',
  ),
  term(
    'Admission webhook; webhook; mutating webhook; validating webhook; admission controller',
    'is asked about every object before it is stored and may change or refuse it. When it is down and must not fail, nothing can be made.',
  ),
  term('Security context; securityContext', 'as which user and with which rights a pod or container runs.'),
  term('Privileged container; privileged', 'a container with almost all rights of its node.'),
  term(
    'Image; container image; docker image',
    'the packed file system and start command from which containers are made.',
  ),
  term(
    'Image tag; tag',
    'the name of a version of an image; it can be moved to another image, a digest can not.',
  ),
  term(
    'Image pull secret; imagePullSecrets; pull secret',
    'the credentials for a private registry, in a Secret of the pod’s namespace.',
  ),
  term('Image pull policy; imagePullPolicy', 'when an image is fetched: Always, IfNotPresent or Never.'),
  term('Registry; container registry', 'the server that keeps images.'),
  term(
    'ErrImagePull; image pull error',
    'the first failure to fetch the image; when it repeats, the status turns to ImagePullBackOff.',
    {
      usually: 'a wrong name or tag, a private registry without a pull secret, or a registry that is down.',
      look: 'the pod’s events: they quote what the registry answered.',
    },
  ),
  term(
    'MemoryPressure; memory pressure',
    'the node runs short of memory: it takes no new pods without requests and may evict some that run.',
  ),
  term(
    'PIDPressure; pid pressure',
    'the node runs short of process ids: it takes no new pods and may evict some that run.',
  ),
  term(
    'BackOff; back-off; backoff; back off',
    'waiting longer and longer before another try: of starting a container (CrashLoopBackOff) or of pulling an image (ImagePullBackOff).',
  ),
  term(
    'Throttling; cpu throttling',
    'a container that reaches its CPU limit is paused for the rest of each 100 ms slice: nothing fails, everything gets slower.',
  ),
  term(
    'OOM killer; oom; oomkill',
    'the part of the kernel that ends a process when memory runs out: of the container’s limit, or of the whole node.',
    { look: 'memory use against the limit; exit code 137.' },
  ),
  term(
    'cgroup; cgroups',
    'how the kernel counts and limits the CPU and memory of a group of processes, such as a container.',
  ),
  term(
    'kubectl',
    'the command line of Kubernetes: it talks to the API server with the rights of the kubeconfig’s user.',
  ),
  term(
    'kubeconfig',
    'the file with clusters, users and contexts by which kubectl finds and enters a cluster.',
  ),
  term(
    'Helm; helm chart; chart',
    'packs the objects of an application as a chart with settings, and installs, upgrades and rolls it back as a release.',
  ),
  term(
    'Kustomize; kustomization',
    'changes plain manifests by layers (base and overlays) without templates; built into `kubectl apply -k`.',
  ),
  term('Argo CD; argocd', 'keeps a cluster equal to what is in Git and shows where it is not.'),
  term('GitOps', 'the wanted state is in Git; a controller makes the cluster follow it.'),
  term('Manifest; yaml manifest', 'a file that describes objects as they should be.'),
  term('Spec', 'the part of an object that says how it should be; you write it.'),
  term('Status', 'the part of an object that says how it is; controllers write it.'),
  term(
    'Generation; observedGeneration',
    'a number that grows with each change of the spec; when the observed one is behind, the controller has not caught up.',
  ),
  term(
    'resourceVersion; resource version',
    'changes with every write of an object; by it, two writers at once are noticed.',
  ),
  term(
    'kubectl apply; apply',
    'makes an object as a file says, whether or not it exists, and keeps what others set. Can be repeated.',
  ),
  term('kubectl create; create', 'makes a new object, and fails if it exists already.'),
  term(
    'kubectl replace; replace',
    'puts an object in the place of the one that exists; fields that the file leaves out are lost.',
  ),
  term('kubectl patch; patch', 'changes single fields of an object and leaves the rest.'),
  term('kubectl edit', 'opens a live object in an editor and applies what is saved.'),
  term('kubectl exec; exec', 'runs a command in a container that runs already.'),
  term('kubectl attach; attach', 'connects to the process that a container runs already.'),
  term('kubectl delete', 'removes objects, after their grace period and finalizers.'),
  term(
    'Server-side apply; server side apply',
    'apply worked out by the API server, which remembers who owns each field and reports conflicts.',
  ),
  term('Dry run; dry-run', 'a change is checked, by the client or by the server, but not made.'),
  term(
    'API group; api version; apiVersion',
    'the family and version of a kind, such as apps/v1 of Deployment.',
  ),
  term(
    'Probe; probes; health check; health checks',
    'a check that the kubelet makes of a container: liveness restarts it, readiness takes it out of services, startup holds the others back.',
  ),
  term(
    'SLO; service level objective',
    'the target for how well a service must do, such as 99.9 % of requests served.',
  ),
  term('SLA; service level agreement', 'what was promised to customers, and what it costs to break it.'),
  term(
    'Event; events',
    'a note of what a component did or could not do to an object; the API server keeps events for about an hour.',
  ),
  term('Warning event; warning events; warnings', 'an event that tells of something that went wrong.'),
  term('Downward API', 'gives a pod its own name, namespace, labels or limits as variables or files.'),
  term(
    'Control plane node; master node; control-plane',
    'a node that runs the control plane; tainted, as a rule, so that nothing else runs there.',
  ),
  term('Worker node; worker nodes', 'a node that runs your pods, as against one of the control plane.'),
  term(
    'kube-controller-manager; controller manager',
    'runs the built-in controllers: of Deployments, Jobs, nodes, endpoints and so on.',
  ),
  term('Ephemeral port', 'a port that the system lends to an outgoing connection; they can run out.'),
  term('Docker', 'builds images and runs containers; on Kubernetes nodes containerd or CRI-O runs them now.'),
  term('Prometheus', 'collects and keeps metrics over time and raises alerts by rules.'),
  term('Minikube; kind; k3s', 'a small Kubernetes: minikube and kind for a laptop, k3s for small machines.'),
];

/** What Jamie can explain beside the statuses and kinds. */
export const MORE_TERMS: readonly Term[] = [...WORKLOADS, ...SCHEDULING, ...NETWORK, ...STORAGE, ...MACHINES];
