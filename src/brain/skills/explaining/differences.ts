/* eslint-disable max-lines -- data: one entry a pair */
/** Two terms and what tells them apart, or when to use which. */
const PAIRS: readonly [a: string, b: string, difference: string][] = [
  [
    'Deployment',
    'StatefulSet',
    'A Deployment’s pods are interchangeable: names at random, no order, usually no data of their own. A StatefulSet’s pods keep their name, order and volume. Use a Deployment unless each pod needs an identity or a disk of its own, as databases do.',
  ],
  [
    'Deployment',
    'DaemonSet',
    'A Deployment runs as many pods as you say, wherever there is room; a DaemonSet runs exactly one on every node that fits. Use a DaemonSet for what each node needs: log collectors, monitoring and network agents.',
  ],
  [
    'Deployment',
    'ReplicaSet',
    'A ReplicaSet only keeps a number of pods of one template; a Deployment makes and replaces ReplicaSets, and so gives rolling updates and roll-backs. Use a Deployment; its ReplicaSets come by themselves.',
  ],
  [
    'Deployment',
    'Pod',
    'A bare pod is gone for good when it ends or its node fails; a Deployment makes a new one, keeps the number and updates them. Use a Deployment for anything that should stay up.',
  ],
  [
    'Deployment',
    'Job',
    'A Deployment keeps pods running for ever; a Job runs pods until they have succeeded, once.',
  ],
  [
    'StatefulSet',
    'DaemonSet',
    'A StatefulSet runs a number of pods with names and volumes of their own; a DaemonSet runs one on each node.',
  ],
  ['Job', 'CronJob', 'A Job runs once, until it succeeds; a CronJob makes a new Job on a schedule.'],
  [
    'Pod',
    'Container',
    'A container is one process with its file system; a pod is one or more containers that share an address and volumes and are scheduled together.',
  ],
  ['Pod', 'Node', 'A node is a machine; a pod is what runs on it.'],
  [
    'Pod',
    'Service',
    'Pods come and go with their addresses; a service is the stable name and address in front of them.',
  ],
  [
    'Service',
    'Ingress',
    'A service gives pods one address, for any protocol, inside the cluster; an Ingress brings HTTP from outside to services, by host and path. An Ingress needs services behind it and a controller in front.',
  ],
  [
    'Service',
    'Endpoints',
    'A service is the stable address; its endpoints are the pod addresses behind it at this moment.',
  ],
  ['Service', 'Deployment', 'A Deployment runs pods; a service makes them reachable under one name.'],
  [
    'Ingress',
    'LoadBalancer',
    'A LoadBalancer service is one external address for one service, any protocol; an Ingress shares one address between many services, for HTTP, by host and path.',
  ],
  [
    'Ingress',
    'Ingress controller',
    'The Ingress is the rule; the controller is the program that carries it out.',
  ],
  [
    'Ingress',
    'Gateway API',
    'Ingress is one object with rules for HTTP; the Gateway API splits it into gateways and routes, knows more protocols and more owners.',
  ],
  [
    'Ingress',
    'Egress',
    'Ingress comes in, egress goes out. (An Ingress object is something else: rules that send HTTP from outside to services.)',
  ],
  [
    'ClusterIP',
    'NodePort',
    'ClusterIP is reachable only inside the cluster; NodePort opens the same port on every node, so also from outside. A NodePort service has a ClusterIP too.',
  ],
  [
    'ClusterIP',
    'LoadBalancer',
    'ClusterIP is reachable only inside the cluster; LoadBalancer has an external address from the cloud provider.',
  ],
  [
    'NodePort',
    'LoadBalancer',
    'NodePort is a port on every node; LoadBalancer puts the provider’s load balancer with one external address in front.',
  ],
  [
    'Headless service',
    'ClusterIP',
    'A ClusterIP service has one address and balances; a headless one has none: its name gives the addresses of all pods, and the client picks.',
  ],
  [
    'Headless service',
    'Service',
    'An ordinary service has one address and balances; a headless one has none: its name gives the addresses of all pods, and the client picks.',
  ],
  [
    'Port',
    'Target port',
    'The port is the service’s own; the target port is that of the container behind it.',
  ],
  [
    'Request',
    'Limit',
    'The request is what the scheduler keeps free for a container; the limit is the most that it may use. Above its limit CPU is slowed down and memory gets it killed.',
  ],
  [
    'Liveness probe',
    'Readiness probe',
    'A failing liveness probe restarts the container; a failing readiness probe only takes the pod out of its services until it passes again. Use readiness for “not now”, liveness for “will never recover by itself”.',
  ],
  [
    'Liveness probe',
    'Startup probe',
    'The startup probe runs first and holds the liveness probe back until a slow start is done; the liveness probe then restarts the container when it hangs.',
  ],
  [
    'Readiness probe',
    'Startup probe',
    'The startup probe runs until the first success and holds the others back; the readiness probe runs for good and decides about traffic.',
  ],
  [
    'ConfigMap',
    'Secret',
    'Both are settings apart from the image. A Secret is for passwords and keys: access to it can be limited separately and it can be encrypted at rest; in the API it is only base64. A ConfigMap is for everything that anybody may see.',
  ],
  [
    'PersistentVolume',
    'PersistentVolumeClaim',
    'The volume is the storage itself, a matter of the cluster; the claim is a pod’s request for some, in a namespace. A claim is bound to one volume.',
  ],
  [
    'PersistentVolume',
    'StorageClass',
    'A storage class says how volumes are made; a persistent volume is one that was made.',
  ],
  [
    'PersistentVolumeClaim',
    'StorageClass',
    'The claim asks for storage; the storage class says of which kind and how it is made.',
  ],
  [
    'Volume',
    'PersistentVolume',
    'A volume belongs to a pod’s spec and may go with the pod; a persistent volume is an object of its own and outlives pods.',
  ],
  [
    'emptyDir',
    'hostPath',
    'An emptyDir begins empty and goes with the pod; a hostPath is a folder of the node and stays there.',
  ],
  [
    'Role',
    'ClusterRole',
    'A Role holds in one namespace; a ClusterRole holds in the whole cluster, also for things outside namespaces, and can be bound within one namespace too.',
  ],
  [
    'RoleBinding',
    'ClusterRoleBinding',
    'A RoleBinding gives rights in one namespace; a ClusterRoleBinding gives them everywhere.',
  ],
  ['Role', 'RoleBinding', 'The role says what may be done; the binding says who may do it.'],
  [
    'ClusterRole',
    'ClusterRoleBinding',
    'The role says what may be done; the binding says who may do it, everywhere.',
  ],
  [
    'ServiceAccount',
    'Role',
    'A service account is who; a role is what may be done. A binding joins the two.',
  ],
  [
    'Taint',
    'Toleration',
    'The taint is on the node and keeps pods off; the toleration is on the pod and lets it on all the same. A toleration allows, it does not attract.',
  ],
  [
    'Taint',
    'Node affinity',
    'A taint keeps pods away from a node unless they tolerate it; affinity draws a pod to nodes. To reserve a node for some pods you need both.',
  ],
  [
    'Taint',
    'Affinity',
    'A taint keeps pods away from a node unless they tolerate it; affinity draws a pod to nodes or to other pods.',
  ],
  [
    'Taint',
    'Cordon',
    'A cordon keeps all new pods off the node; a taint only those that do not tolerate it.',
  ],
  [
    'Node selector',
    'Node affinity',
    'Both choose nodes by label. A node selector is exact and must hold; affinity has operators and may also only prefer.',
  ],
  ['Affinity', 'Anti-affinity', 'Affinity draws together, anti-affinity keeps apart.'],
  [
    'Cordon',
    'Drain',
    'A cordon only stops new pods from coming; a drain cordons and then also evicts the pods that run there, within disruption budgets.',
  ],
  [
    'Evicted',
    'OOMKilled',
    'Evicted: the kubelet ended the whole pod since its node ran short, and the pod does not come back (its owner makes a new one). OOMKilled: the kernel killed one container that went over its memory limit, and it is restarted in the same pod.',
  ],
  [
    'Evicted',
    'Preemption',
    'Evicted: the node ran short. Preempted: the scheduler made room for a pod of higher priority.',
  ],
  [
    'CrashLoopBackOff',
    'ImagePullBackOff',
    'CrashLoopBackOff: the container starts and ends again, so look at its log. ImagePullBackOff: it never starts, since its image cannot be fetched, so look at the events.',
  ],
  [
    'CrashLoopBackOff',
    'OOMKilled',
    'OOMKilled is why a container ended once; CrashLoopBackOff is that it keeps ending, for whatever reason.',
  ],
  [
    'ErrImagePull',
    'ImagePullBackOff',
    'ErrImagePull is the failed try; ImagePullBackOff is the waiting between tries.',
  ],
  [
    'Pending',
    'ContainerCreating',
    'Pending: as a rule no node was found yet. ContainerCreating: the node was found and prepares volumes, network and images.',
  ],
  [
    'Completed',
    'Terminating',
    'Completed: it ended by itself, with success. Terminating: it was asked to go and has not gone yet.',
  ],
  [
    'HorizontalPodAutoscaler',
    'VerticalPodAutoscaler',
    'The horizontal one changes the number of pods; the vertical one changes the size (requests) of each. Not both on the same metric.',
  ],
  [
    'HorizontalPodAutoscaler',
    'Cluster autoscaler',
    'The horizontal pod autoscaler adds pods; the cluster autoscaler adds nodes for pods that find no room.',
  ],
  [
    'ResourceQuota',
    'LimitRange',
    'A quota bounds what a whole namespace uses together; a limit range bounds, and fills in, each container.',
  ],
  [
    'Label',
    'Annotation',
    'Labels are for selecting: services and workloads find objects by them. Annotations are notes for tools and people; nothing selects by them.',
  ],
  [
    'Label',
    'Selector',
    'Labels are on objects; a selector says which labels an object must carry to be chosen.',
  ],
  [
    'Namespace',
    'Cluster',
    'A cluster is the machines and their control plane; a namespace is a room for names, quotas and rights within it.',
  ],
  [
    'Namespace',
    'Context',
    'A namespace is a room in the cluster; a context is an entry of your kubeconfig: cluster, user and default namespace.',
  ],
  [
    'kubectl apply',
    'kubectl create',
    '`create` makes a new object and fails if there is one already; `apply` makes or updates it as the file says and can be repeated.',
  ],
  [
    'kubectl apply',
    'kubectl replace',
    '`apply` merges and keeps what others set; `replace` puts the file in the place of what is there.',
  ],
  [
    'kubectl apply',
    'kubectl patch',
    '`apply` takes the whole object from a file; `patch` changes single fields.',
  ],
  [
    'kubectl apply',
    'Server-side apply',
    'Plain apply works the change out on your machine; server-side apply lets the API server do it, which knows who owns each field and reports conflicts.',
  ],
  [
    'kubectl exec',
    'kubectl attach',
    '`exec` starts another process in the container; `attach` joins the one that runs already.',
  ],
  [
    'Rolling update',
    'Recreate',
    'A rolling update replaces pods step by step and stays up; Recreate ends all old pods first, so there is a gap but never two versions at once.',
  ],
  [
    'Rolling update',
    'Blue-green',
    'A rolling update replaces pods step by step; blue-green runs both versions in full and switches traffic at once.',
  ],
  [
    'Canary',
    'Blue-green',
    'A canary gets a small part of the traffic first; blue-green switches all of it at once.',
  ],
  ['Rollout', 'Rollback', 'A rollout brings a new revision; a rollback brings an earlier one back.'],
  [
    'Init container',
    'Sidecar',
    'An init container runs to its end before the application starts; a sidecar runs beside it all the time.',
  ],
  [
    'Helm',
    'Kustomize',
    'Helm fills templates with values and keeps releases; Kustomize layers changes over plain manifests, without templates.',
  ],
  [
    'SIGTERM',
    'SIGKILL',
    'SIGTERM asks a process to end in its own time (exit code 143); SIGKILL ends it at once (137).',
  ],
  [
    'kubelet',
    'kube-proxy',
    'The kubelet runs the node’s pods; kube-proxy makes service addresses work on the node.',
  ],
  ['Control plane', 'Node', 'The control plane decides and keeps the state; nodes run the pods.'],
  [
    'Control plane',
    'Worker node',
    'The control plane decides and keeps the state; worker nodes run the pods.',
  ],
  [
    'Image tag',
    'Image digest',
    'A tag can be moved to another image; a digest is the fingerprint of one image and cannot.',
  ],
  [
    'SLO',
    'SLA',
    'An SLO is the target you set yourselves; an SLA is the promise to customers, with consequences.',
  ],
  ['Spec', 'Status', 'The spec is how it should be, the status how it is.'],
  [
    'NoSchedule',
    'NoExecute',
    'NoSchedule only keeps new pods off; NoExecute also puts out those that run there.',
  ],
  [
    'Capacity',
    'Allocatable',
    'Capacity is all that the node has; allocatable is what is left for pods after the system’s share.',
  ],
  [
    'CustomResourceDefinition',
    'Operator',
    'The definition adds a kind; the operator is the controller that gives it life.',
  ],
  [
    'PodDisruptionBudget',
    'maxUnavailable',
    'A disruption budget guards against drains and evictions; a rollout’s maxUnavailable guards against the update itself.',
  ],
  [
    'Kubernetes',
    'Docker',
    'Docker builds images and runs containers on one machine; Kubernetes runs containers on many and keeps them as described.',
  ],
  ['Job', 'Pod', 'A Job makes pods and tries again until one succeeds; a bare pod is not made again.'],
];

const key = (a: string, b: string): string => [a.toLowerCase(), b.toLowerCase()].sort().join('\u0000');

const BY_PAIR: ReadonlyMap<string, string> = new Map(PAIRS.map(([a, b, text]) => [key(a, b), text]));

/** What tells two terms apart, when there is more to say than their meanings. */
export const differenceOf = (a: string, b: string): string | undefined => BY_PAIR.get(key(a, b));
