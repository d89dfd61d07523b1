/* eslint-disable max-lines -- data: one entry for each fault of lab/world */
import { broken } from '../expect.ts';
import type { Matcher } from '../matcher.ts';
import type { Question } from '../question.ts';

/** A fault of lab/world: how people speak of it, and what explains it. */
interface Fault {
  id: string;
  /** About the object that shows the symptom. */
  symptom: string[];
  /** What is struck, in words that go before its name; nothing for a workload. */
  kind?: string;
  /** What is asked about, when it is not the struck object. */
  about?: string;
  /** Shows across the cluster, not in one namespace. */
  everywhere?: boolean;
  cause: Matcher[];
  /** Causes that would be wrong. */
  not?: Matcher[];
  /** What asking about the whole place must bring up: the struck object or, when that is not what shows, this. */
  shows?: Matcher;
}

const MEMORY = /oomkilled|out of memory|memory limit/;
const IMAGE = /imagepull|cannot be pulled|can't be pulled/;
const CRASH = /crashloop|keeps crashing/;
const SCHEDULING = /cannot be scheduled|no node fits|unschedulable/;

const FAULTS: Fault[] = [
  {
    id: 'oom',
    symptom: [
      'why does {sick-pod} keep restarting',
      '{sick-pod} restarted again, what happened?',
      '{it} exit code 137',
    ],
    cause: [/memory|oom/],
    not: [IMAGE, SCHEDULING],
  },
  {
    id: 'crash-missing-variable',
    symptom: [
      'why is {sick-pod} crashing',
      '{sick-pod} CrashLoopBackOff',
      '{it} wont start since the config change',
    ],
    cause: [/catalogue_url|redis_addr|payments_url|smtp_host|queue_addr/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'crash-panic',
    symptom: [
      '{sick-pod} dies every 30 seconds, why',
      'why does {it} restart all the time',
      'what do the crashes of {it} come from?',
    ],
    cause: [/nil pointer|cannot read properties|sigsegv|segmentation/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'wrong-liveness-port',
    symptom: [
      '{sick-pod} gets killed again and again',
      'why does the kubelet restart {it}?',
      'liveness of {it} fails, why',
    ],
    cause: [/liveness/, /9999/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'readiness-failing',
    symptom: [
      'why is {sick-pod} not ready',
      '{it} 0 ready, pods are running though',
      'no traffic reaches {it}, pods not ready',
    ],
    cause: [/readiness|not ready/, /503|warm-?up/],
    not: [MEMORY, IMAGE, CRASH],
  },
  {
    id: 'init-failing',
    symptom: [
      '{sick-pod} stuck in init',
      'why does {sick-pod} not get past Init',
      'init container of {it} fails',
    ],
    cause: [/migrate|migration/, /already exists|exit code 1/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'sidecar-crash',
    symptom: [
      '{sick-pod} is 1/2 ready, why?',
      'one container of {it} keeps crashing, which',
      'why is {sick-pod} not fully ready',
    ],
    cause: [/proxy/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'datastore-down',
    kind: 'statefulset',
    everywhere: true,
    shows: ['postgres', 'redis', /not ready/],
    symptom: ['is {it} down?', 'nothing can reach {it}', 'why are there no pods of {it}'],
    cause: [
      /scaled (down )?to (0|zero|nothing)|(0|zero|no) replicas|replicas ?[:=] ?0|no (ready )?(pods|endpoints)|asks for (0|no)/,
    ],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'bad-image',
    symptom: [
      '{sick-pod} ImagePullBackOff',
      'why does the new version of {it} not come up',
      '{it} deploy stuck pulling',
    ],
    cause: [/image/, /hotfix/, /not found|does(n't| not) exist|cannot|can't|no such|never/],
    not: [MEMORY],
  },
  {
    id: 'invalid-image-name',
    symptom: [
      '{sick-pod} InvalidImageName',
      'why does {sick-pod} not start',
      '{it} release does not roll out',
    ],
    cause: [/image/, /invalid|not (a )?valid|malformed|reference/],
    not: [MEMORY],
  },
  {
    id: 'pull-secret-missing',
    symptom: [
      '{sick-pod} cannot pull its image',
      'ErrImagePull on {it}',
      'why are we getting 401 from the registry for {it}',
    ],
    cause: [/registry-credentials|pull secret|imagepullsecret|401|unauthori[sz]ed/],
    not: [MEMORY],
  },
  {
    id: 'bad-rollout',
    symptom: [
      'rollout of {it} is stuck, why',
      '{sick-pod} crashes',
      'why does the new release of {it} not finish',
    ],
    cause: [/schema 7|exit code 1/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'missing-config-map',
    symptom: [
      '{sick-pod} stuck in ContainerCreating',
      'why do new pods of {it} not start',
      '{sick-pod} FailedMount or so, why',
    ],
    cause: [/config ?map/, /-config/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'missing-secret-key',
    symptom: [
      '{sick-pod} CreateContainerConfigError',
      'why does {sick-pod} not start',
      'pods of {it} fail before they start',
    ],
    cause: [/secret/, /session_key|provider_token|database_url|signing_key|key/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'missing-service-account',
    symptom: [
      '{it} has no pods, why',
      'why are no new pods of {it} created',
      '{it}: 0 pods, nothing pending either',
    ],
    cause: [/service ?account/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'unschedulable-taint',
    symptom: ['{sick-pod} pending', 'why is {sick-pod} not scheduled', 'no node takes the pods of {it}'],
    cause: [/taint/, /dedicated/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'unschedulable-resources',
    symptom: [
      '{sick-pod} is pending since the last change',
      'why can {sick-pod} not be scheduled',
      'new {it} pods find no node',
    ],
    cause: [/cpu|memory/, /insufficient|not enough|more than|only|free|left|short|largest|fits/],
    not: [IMAGE, /oomkilled/],
  },
  {
    id: 'unschedulable-affinity',
    symptom: [
      '{sick-pod} pending, why',
      'why does no node fit {sick-pod}',
      'the new pods of {it} stay pending',
    ],
    cause: [/zone/, /eu-west-1f|affinity/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'unschedulable-node-selector',
    symptom: ['why is {sick-pod} pending?', '{sick-pod} 0/1 Pending', 'scheduler does not place {it}'],
    cause: [/pool/, /gpu|selector/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'quota-exceeded',
    symptom: [
      'why does {it} not scale up',
      '{it} wants more pods than it gets',
      'replicas of {it} missing, no pending pods',
    ],
    cause: [/quota/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'webhook-missing',
    symptom: ['{it} gets no pods', 'why can no pod of {it} be created', 'pod creation for {it} is refused'],
    cause: [/webhook|pod-policy/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'wrong-selector',
    kind: 'service',
    symptom: [
      'why has service {it} no endpoints?',
      'svc {it} has no endpoints',
      'connections to service {it} are refused',
    ],
    cause: [/selector|selects|label/, /-v2/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'wrong-target-port',
    kind: 'service',
    symptom: [
      'service {it} refuses connections, pods are fine',
      'svc {it} connection refused',
      'why does the service {it} not answer',
    ],
    cause: [/port/, /listen|open|declare|expose|no container|does(n't| not)/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'network-policy-blocks',
    about: 'service {it:1}',
    everywhere: true,
    symptom: [
      'why can nobody reach {it:1}?',
      'connections to service {it:1} time out',
      'apps cannot connect to {it:1}',
    ],
    cause: [/network ?polic/, /postgres-clients|redis-lockdown/],
    not: [MEMORY, IMAGE],
    shows: [/postgres-clients|redis-lockdown/, /not ready/],
  },
  {
    id: 'service-isolated',
    symptom: [
      'why does {it} get no traffic',
      'callers of {it} time out',
      'nobody can connect to {it} any more',
    ],
    cause: [/-isolate/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'dns-coredns-crash',
    symptom: ['dns is broken in the cluster, why', 'names do not resolve anywhere', 'coredns keeps crashing'],
    cause: [/coredns/, /forwrad|directive|corefile|exit code 1/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'dns-egress-blocked',
    kind: 'network policy',
    symptom: [
      'pods in {ns} cannot resolve names',
      'dns lookups fail in {ns}',
      'why does dns not work in namespace {ns}?',
    ],
    cause: [/restrict-egress/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'ingress-backend-missing',
    kind: 'ingress',
    symptom: [
      'ingress {it} gives 503',
      'why does ingress {it} not work',
      'users get 503 from the {it} ingress',
    ],
    cause: [/-blue/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'gateway-route-backend-missing',
    kind: 'httproute',
    symptom: [
      'httproute {it} does not work',
      'why do partners get 500 on route {it}',
      'route {it} has no backend?',
    ],
    cause: [/search-partners/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'node-down',
    kind: 'node',
    everywhere: true,
    symptom: ['node {it} NotReady', 'why is {it} not ready', 'did we lose node {it}?'],
    cause: [/not ?ready|stopped|unreachable|unknown|not (answer|report|heard)|no longer|kubelet/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'disk-pressure',
    kind: 'node',
    everywhere: true,
    symptom: ['pods get evicted from {it}', 'why does {it} evict pods', '{it} is low on disk?'],
    cause: [/disk/],
    not: [IMAGE, /oomkilled/],
  },
  {
    id: 'pdb-blocks-drain',
    kind: 'pod disruption budget',
    symptom: [
      'why can I not drain {it:1}?',
      'drain of {it:1} hangs',
      'kubectl drain {it:1} does not finish, why',
    ],
    cause: [/budget|pdb/],
    not: [MEMORY, IMAGE],
    shows: [/budget|pdb|cordon|disruption/],
  },
  {
    id: 'stuck-terminating',
    kind: 'pod',
    symptom: ['{it} stuck Terminating', 'why does {it} not go away', 'pod {it} will not delete'],
    cause: [/finali[sz]er/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'pvc-pending',
    kind: 'pvc',
    symptom: ['pvc {it} is pending', 'why is {it} not bound', '{it:1} waits for its volume'],
    cause: [/nvme-ultra/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'hpa-no-metrics',
    symptom: [
      'hpa {it} does not scale',
      'why does the autoscaler of {it} show unknown',
      'autoscaling of {it} broken?',
    ],
    cause: [/request/, /cpu/],
    not: [IMAGE, /oomkilled/],
  },
  {
    id: 'hpa-at-max',
    symptom: [
      'why does {it} not scale any further',
      'hpa {it} stuck at max',
      '{it} is overloaded and not scaling',
    ],
    cause: [/max/],
    not: [IMAGE, /oomkilled/],
  },
  {
    id: 'metrics-server-down',
    symptom: [
      'why is there no metrics data',
      'kubectl top does not work, why',
      'metrics-server keeps crashing',
    ],
    cause: [/metrics-server/],
    not: [IMAGE, /oomkilled/],
  },
  {
    id: 'job-failing',
    kind: 'cronjob',
    symptom: ['why did the last {it} run fail', '{it} job failed, why?', 'the nightly {it} did not work'],
    cause: [/net_amount|exit code 1/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'expired-certificate',
    kind: 'secret',
    symptom: [
      'browsers complain about the certificate of the shop',
      'is the certificate in {it} still valid?',
      'why is tls broken on ingress storefront',
    ],
    cause: [/expire/],
    not: [MEMORY, IMAGE],
  },
];

/** Ways to ask about one thing, and about the place it is in: each fault takes the next. */
const ABOUT = [
  ['what is wrong with {it}?', '{it} broken, help', 'check {it} pls'],
  ['why is {it} unhealthy?', 'any problem with {it}?', '{it} acting up, look into it'],
  ['is {it} ok?', 'whats up with {it}', 'investigate {it}'],
];
const IN_NAMESPACE = [
  ['what is wrong in {ns}?', 'anything broken in namespace {ns}', '{ns} ns: problems?'],
  ['is everything fine in {ns}', 'check namespace {ns}', 'why is {ns} unhappy'],
];
const IN_CLUSTER = [
  ["what's broken in the cluster?", 'any trouble in prod right now', 'prod problems?'],
  ['is prod ok?', 'something is off in prod, what is it', 'show me what is wrong in prod'],
];

const next = (ways: string[][], at: number): string[] => ways[at % ways.length] ?? [];

function questionsOf(fault: Fault, at: number): Question[] {
  const { id, symptom, kind, cause, not = [], shows, everywhere = at % 3 === 0 } = fault;
  const common = { skill: 'diagnose' as const, scenario: id };
  const object = fault.about ?? (kind === undefined ? '{it}' : `${kind} {it}`);
  const about = next(ABOUT, at).map((way) => way.replace('{it}', object));
  return [
    { ...common, id: `fault-${id}-symptom`, phrasings: symptom, expect: () => broken(cause, not) },
    { ...common, id: `fault-${id}-object`, phrasings: about, expect: () => broken(cause, not) },
    {
      ...common,
      id: `fault-${id}-place`,
      phrasings: next(everywhere ? IN_CLUSTER : IN_NAMESPACE, at),
      expect: (truth) => broken([[shows ?? truth.fill('{it}'), ...cause]], not),
    },
  ];
}

/** Every fault of lab/world asked about in three ways: by its symptom, by its object, by where it is. */
export const faults: Question[] = FAULTS.flatMap(questionsOf);
