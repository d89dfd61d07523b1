/* eslint-disable max-lines -- data: one entry for each fault of lab/world */
import { broken } from '../../expect.ts';
import type { Matcher } from '../../matcher.ts';
import type { Row } from '../../rows.ts';
import { ask, under } from '../../rows.ts';

/** A fault of lab/world as somebody on call meets it. */
interface Fault {
  id: string;
  said: string[];
  cause: Matcher[];
  /** Causes that would be wrong. */
  not?: Matcher[];
  /** Something healthy is named with it, which may be said to be well. */
  beside?: boolean;
  /** Shows across the cluster, or in a namespace where nobody would look for it. */
  everywhere?: boolean;
  /** What a look at the whole place must bring up; the struck object when omitted. */
  shows?: Matcher;
}

const MEMORY = /oomkilled|out of memory|memory limit/;
const IMAGE = /imagepull|cannot be pulled|can't be pulled/;
const CRASH = /crashloop|keeps crashing/;
const PLACE = /cannot be scheduled|no node fits|unschedulable/;

const CRASHES: Fault[] = [
  {
    id: 'oom',
    said: [
      '[FIRING] KubePodCrashLooping pod={sick-pod} namespace={ns}. what is the reason?',
      'last terminated reason of {sick-pod}? why did it die',
      'my {it} dying every minute or so since half hour, please help to understand',
    ],
    cause: [/memory|oom/],
    not: [IMAGE, PLACE],
  },
  {
    id: 'crash-missing-variable',
    said: [
      'KubePodCrashLooping {ns}/{sick-pod} (warning) pls explain',
      '{it} exits right after start, what does it want',
      'hello, could you tell me please why {it} does not stay up?',
    ],
    cause: [/catalogue_url|redis_addr|payments_url|smtp_host|queue_addr/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'crash-panic',
    said: [
      '{it} crashlooping, whats in the stack trace',
      'containers of {it} exit non zero about 30s after start. whats the error?',
      'root cause of the {it} restarts plz',
    ],
    cause: [/nil pointer|cannot read properties|sigsegv|segmentation/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'wrong-liveness-port',
    said: [
      '{it} seems fine in its logs but k8s restarts it all the time??',
      'who kills the containers of {it} and why',
      'restart count of {it} climbing, app says it is healthy',
    ],
    cause: [/liveness/, /9999/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'readiness-failing',
    said: [
      '{it}: deployment has 0 available replicas, why',
      'KubeDeploymentReplicasMismatch deployment={it} namespace={ns}',
      '{sick-pod} Running but READY 0/1',
    ],
    cause: [/readiness|not ready/, /503|warm-?up/],
    not: [MEMORY, IMAGE, CRASH],
  },
  {
    id: 'init-failing',
    said: [
      '{sick-pod} shows Init:CrashLoopBackOff',
      'why is {it} hanging at PodInitializing',
      '{it} will not start after we killed the pods, something about db migration?',
    ],
    cause: [/migrate|migration/, /already exists|exit(ed)? (with )?(code )?1/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'sidecar-crash',
    said: [
      '{it} pods are 1/2, which container is it and why',
      'is it the app or the sidecar that fails in {it}?',
      '{sick-pod} half ready since a while, reason?',
    ],
    cause: [/proxy/, /listners|unknown field|parse|configuration|exit(ed)? (with )?(code )?1/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'datastore-down',
    everywhere: true,
    shows: ['postgres', 'redis'],
    said: [
      'half of the services went unready at once, common cause?',
      '{it} gone?? apps say connection refused',
      'what happened with the {it} statefulset',
    ],
    cause: [
      /scaled (down )?to (0|zero|nothing)|(0|zero|no) replicas|replicas ?[:=] ?0|no (ready )?(pods|endpoints)|asks for (0|no)/,
    ],
    not: [MEMORY, IMAGE],
  },
];

const RELEASES: Fault[] = [
  {
    id: 'bad-image',
    said: [
      'deploy of {it} hangs, image problem?',
      'new {it} release: ImagePullBackOff. does the tag exist',
      'why is {sick-pod} not pulling',
    ],
    cause: [/image/, /hotfix/, /not found|does(n't| not) exist|cannot|can't|no such|never/],
    not: [MEMORY],
  },
  {
    id: 'invalid-image-name',
    said: [
      '{it}: the new pod never starts, something with image name',
      'InspectFailed / InvalidImageName on {sick-pod}, whats wrong with it',
      'is there a mistake in the image of {it}?',
    ],
    cause: [/image/, /invalid|not (a )?valid|malformed|reference|parse|two tags|couldn't/],
    not: [MEMORY],
  },
  {
    id: 'pull-secret-missing',
    said: [
      '{sick-pod} gets no image since the release, credentials?',
      'registry says unauthorized for {it}, what is missing',
      'the rollout of {it} stand still with ErrImagePull',
    ],
    cause: [/registry-credentials|pull secret|imagepullsecret|401|unauthori[sz]ed|credential/],
    not: [MEMORY],
  },
  {
    id: 'bad-rollout',
    said: [
      'KubeDeploymentRolloutStuck deployment={it}',
      '{it}: old pods serve, new one dies. what does it complain about',
      'is it safe to leave {it} like this? new version does not come up - why not',
    ],
    cause: [/schema 7|unknown configuration|exit(ed)? (with )?(code )?1/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'missing-config-map',
    said: [
      '{sick-pod} ContainerCreating for ages',
      'MountVolume.SetUp failed on {it} - what is missing?',
      'after restart {it} never became running, why',
    ],
    cause: [/config ?map/, /-config/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'missing-secret-key',
    said: [
      'CreateContainerConfigError {it}',
      '{it} container cannot be created. which key?',
      'pods of {it} all down after secret rotation, what is wrong',
    ],
    cause: [/secret/, /session_key|provider_token|database_url|signing_key|key/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'missing-service-account',
    said: [
      'all pods of {it} vanished and none come back',
      'FailedCreate on the replicaset of {it}, whats up',
      'deployment {it} 0/desired, kubectl get po shows nothing at all',
    ],
    cause: [/service ?account/],
    not: [MEMORY, IMAGE],
  },
];

const PLACING: Fault[] = [
  {
    id: 'unschedulable-taint',
    said: [
      '{it} has pending pods, nodes look healthy to me',
      'FailedScheduling {sick-pod}: which taint?',
      'why the scheduler refuses every worker for {it}',
    ],
    cause: [/taint/, /dedicated/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'unschedulable-resources',
    said: [
      'new pod of {it} is Pending, are we out of capacity?',
      'how come {sick-pod} finds no place',
      '{it} pending: 0/4 nodes are available. why?',
    ],
    cause: [/cpu|memory/, /insufficient|not enough|more than|only|free|left|short|largest|fits|asks/],
    not: [IMAGE, /oomkilled/],
  },
  {
    id: 'unschedulable-affinity',
    said: [
      "0/4 nodes match the pod's node affinity - {it}. which one does it want?",
      '{sick-pod} cannot be placed',
      'where does {it} insist on running?? it stays pending',
    ],
    cause: [/zone/, /eu-west-1f|affinity/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'unschedulable-node-selector',
    said: [
      '{it} new pod Pending forever',
      'which node label is missing for {sick-pod}?',
      'the scheduler ignores {it}, reason please',
    ],
    cause: [/pool/, /gpu|selector/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'quota-exceeded',
    said: [
      '{it} has fewer pods than replicas but nothing is pending',
      'scaled {it} up, nothing happens. Why?',
      'KubeDeploymentReplicasMismatch {ns}/{it}: cause?',
    ],
    cause: [/quota/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'webhook-missing',
    shows: ['pod-policy', /webhook/],
    said: [
      'replicaset of {it} cannot create pods: failed calling webhook',
      '{it} down, zero pods, replicaset exists',
      'who or what rejects the pods of {it}',
    ],
    cause: [/webhook|pod-policy/],
    not: [MEMORY, IMAGE],
  },
];

const NETWORK: Fault[] = [
  {
    id: 'wrong-selector',
    said: [
      'service {it} has pods that are ready, still connection refused',
      'endpoints of svc {it} are empty, why?',
      'does the selector of service {it} match anything',
    ],
    cause: [/selector|selects|label/, /-v2/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'wrong-target-port',
    said: [
      'service {it}: is the target port right?',
      'curl to svc {it} -> connection refused. pods ok. why',
      'traffic via service {it} fails though the endpoints are there',
    ],
    cause: [/port/, /listen|open|declare|expose|no container|does(n't| not)/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'network-policy-blocks',
    everywhere: true,
    shows: [/postgres-clients|redis-lockdown/, /not ready/],
    said: [
      'timeouts from every app to {it:1}, the db itself looks up',
      'what stands between the apps and {it:1}?',
      '{it:1} is running, why do the clients not get through',
    ],
    cause: [/network ?polic/, /postgres-clients|redis-lockdown/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'service-isolated',
    said: [
      '{it} is up but other services time out calling it',
      'upstream timeout to {it}. pods green. explain',
      'what blocks the traffic to {it}?',
    ],
    cause: [/-isolate/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'dns-coredns-crash',
    everywhere: true,
    shows: /coredns/,
    said: [
      'no such host errors everywhere',
      'is cluster dns working?',
      'CoreDNSDown alert, why does it crash',
    ],
    cause: [/coredns/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'dns-egress-blocked',
    shows: [/restrict-egress/, /not ready/],
    said: [
      'lookups time out, but only in {ns}. elsewhere dns is fine',
      'i/o timeout on port 53 from pods in {ns}',
      'why cannot the pods of {ns} resolve postgres.data?',
    ],
    cause: [/restrict-egress/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'ingress-backend-missing',
    said: [
      '503 Service Temporarily Unavailable from ingress {it}',
      'which backend of ingress {it} is missing?',
      'does the {it} ingress point to a service that exists',
    ],
    cause: [/-blue/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'gateway-route-backend-missing',
    said: [
      'partners get errors on /search, httproute {it}',
      'is route {it} resolved? what is BackendNotFound about',
      'httproute {it}: which backend does not exist',
    ],
    cause: [/search-partners/],
    not: [MEMORY, IMAGE],
    beside: true,
  },
];

const NODES: Fault[] = [
  {
    id: 'node-down',
    everywhere: true,
    said: [
      'KubeNodeNotReady node={it}',
      'lots of pods unready at once, all on {it}. what is with that machine',
      'kubelet on {it} dead?',
    ],
    cause: [/not ?ready|stopped|unreachable|unknown|not (answer|report|heard)|no longer|kubelet/],
    not: [IMAGE, /oomkilled/],
  },
  {
    id: 'disk-pressure',
    everywhere: true,
    said: [
      'why were pods evicted from {it}?',
      'NodeDiskPressure on {it}',
      'evictions on {it}, is it memory or disk?',
    ],
    cause: [/disk/],
    not: [IMAGE, /oomkilled/],
  },
  {
    id: 'pdb-blocks-drain',
    shows: [/budget|pdb|cordon|disruption/],
    said: [
      "Cannot evict pod as it would violate the pod's disruption budget - which one? draining {it:1}",
      'maintenance on {it:1} is stuck, eviction refused',
      'is something in the way of draining {it:1}?',
    ],
    cause: [/budget|pdb/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'stuck-terminating',
    said: [
      '{it} hangs in Terminating, what holds it',
      'deleted pod {it} 20 min ago still there',
      'why {it} not gone yet?',
    ],
    cause: [/finali[sz]er/],
    not: [MEMORY, IMAGE],
  },
];

const CAPACITY: Fault[] = [
  {
    id: 'pvc-pending',
    said: [
      'KubePersistentVolumeClaimPending {it}',
      '{it:1} pod pending, unbound volume claim',
      'no volume for {it}, which storage class does it want?',
    ],
    cause: [/nvme-ultra/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'hpa-no-metrics',
    said: [
      'FailedGetResourceMetric on hpa {it}',
      'TARGETS of hpa {it} is <unknown>, reason?',
      'why can the {it} autoscaler not compute cpu',
    ],
    cause: [/request/, /cpu/],
    not: [IMAGE, /oomkilled/],
  },
  {
    id: 'hpa-at-max',
    said: [
      'KubeHpaMaxedOut hpa={it}',
      'does {it} need more replicas than it is allowed?',
      '{it} slow under load. is the autoscaler at the limit?',
    ],
    cause: [/max/],
    not: [IMAGE, /oomkilled/],
  },
  {
    id: 'metrics-server-down',
    said: [
      'error: Metrics API not available - why?',
      'all hpas lost their metrics, what happened',
      'metrics.k8s.io is down?',
    ],
    cause: [/metrics-server/],
    not: [IMAGE, /oomkilled/],
  },
  {
    id: 'job-failing',
    said: [
      'KubeJobFailed {ns}/{it}, what was the error',
      'no {it} this hour, did the job break?',
      'why BackoffLimitExceeded for the latest {it} job',
    ],
    cause: [/net_amount|exit(ed)? (with )?(code )?1/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'expired-certificate',
    shows: [/storefront-tls/, /certificate/],
    said: [
      'NET::ERR_CERT_DATE_INVALID on shop.harbour.example',
      'when did the shop certificate expire?',
      'is secret {it} expired',
    ],
    cause: [/expire/],
    not: [MEMORY, IMAGE],
  },
];

/** Ways to ask about a place: each fault takes the next. */
const IN_NAMESPACE = [
  [
    'got paged for {ns}, what is going on there?',
    '{ns} - whats failing and why',
    'triage the {ns} namespace pls',
  ],
  [
    'customers complain, it must be something in {ns}. What?',
    'root cause of the trouble in namespace {ns}?',
    'summarise the problems in {ns} for the handover',
  ],
];
const IN_CLUSTER = [
  [
    'alert storm on prod, what is actually broken?',
    'prod has issues since about half an hour, find the root cause',
    'wat is kaputt in prod',
  ],
];

function rowsOf(fault: Fault, at: number): Row[] {
  const { id, said, cause, not = [], everywhere = at % 4 === 3 } = fault;
  const places = everywhere ? IN_CLUSTER : IN_NAMESPACE;
  return under(id, [
    ask(`fault-${id}-said`, said, () => (fault.beside ? { facts: cause, forbid: not } : broken(cause, not))),
    ask(`fault-${id}-triage`, places[at % places.length] ?? [], (truth) =>
      broken([fault.shows ?? truth.fill('{it}'), cause], not),
    ),
  ]);
}

/** Every fault of lab/world: as it is reported, and found by a look at the place. */
export const faults: Row[] = [...CRASHES, ...RELEASES, ...PLACING, ...NETWORK, ...NODES, ...CAPACITY].flatMap(
  rowsOf,
);
