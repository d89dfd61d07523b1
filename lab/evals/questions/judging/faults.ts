/* eslint-disable max-lines -- data: one entry for each fault of lab/world */
import { broken } from '../../expect.ts';
import type { Matcher } from '../../matcher.ts';
import type { Row } from '../../rows.ts';
import { ask, under } from '../../rows.ts';
import type { Truth } from '../../truth.ts';

/** A fault of lab/world in the words of those who meet it. */
interface Fault {
  id: string;
  /** As it is noticed. */
  said: string[];
  /** A second look: at the place, at the remedy, at what it does to others. */
  more: string[];
  cause: Matcher[];
  not?: Matcher[];
  /** What the second look brings up; the cause when omitted. */
  shows?: (truth: Truth) => Matcher[];
  /** What was struck has to be named as well. */
  named?: boolean;
  /** Something healthy is named with it, which may be said to be well. */
  beside?: boolean;
}

const MEMORY = /oomkilled|out of memory|memory limit/;
const IMAGE = /imagepull|cannot be pulled|can't be pulled/;
const CRASH = /crashloop|keeps crashing/;
const PLACE = /cannot be scheduled|no node fits|unschedulable/;

const CRASHES: Fault[] = [
  {
    id: 'oom',
    said: [
      'one of the {it} replicas wont stay alive, whats its problem',
      'yo jamie {it} flapping again?? look into it pls',
      'exit 137 on {it} - who is guilty, the app or the limits?',
    ],
    more: [
      'what would stop {it} from dying all the time?',
      'how do we get {it} stable again, what has to be changed',
      '{it} unhealthy - cause + what to do',
    ],
    cause: [/memory|oom/],
    not: [IMAGE, PLACE],
  },
  {
    id: 'crash-missing-variable',
    said: [
      'all {it} pods in CrashLoop since someone touched its config',
      '{it} does not boot any more. missing setting?',
      'please check: which env var does {it} complain about',
    ],
    more: [
      'shop is degraded, tell me which app and why',
      '{ns}: name the broken thing and its error message',
      'give me one sentence on what is wrong in {ns}',
    ],
    cause: [/catalogue_url|redis_addr|payments_url|smtp_host|queue_addr/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'crash-panic',
    said: [
      'is {it} panicking?',
      '{it}: process ends by itself again and again, need the exception',
      'dev asks which exception kills {it}',
    ],
    more: [
      'for the ticket: error of {it} in plain text please',
      'whats the last thing {it} says before it goes down',
      '{it} restarts - bug in the code or infra issue?',
    ],
    cause: [/nil pointer|cannot read properties|sigsegv|segmentation/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'wrong-liveness-port',
    said: [
      'kubelet keeps killing {it}, app team swears their service is ok',
      '{it} restart loop but nothing bad in its own log, so who is stopping it',
      'which probe of {it} fails?',
    ],
    more: [
      'what needs to be corrected in the {it} deployment?',
      '{it} gets SIGTERM every 30s or so - fix?',
      'is the healthcheck of {it} misconfigured',
    ],
    cause: [/liveness/, /9999/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'readiness-failing',
    said: [
      '{it} gets no traffic although the pods run',
      'zero ready endpoints for {it}, containers up. hm?',
      'what makes {it} unready',
    ],
    more: [
      'money is not coming in, something w/ {ns}?',
      'namespace {ns} red in my dashboard, tell me more',
      '{ns} outage - what failed exactly',
    ],
    cause: [/readiness|not ready/, /503|warm-?up/],
    not: [MEMORY, IMAGE, CRASH],
  },
  {
    id: 'init-failing',
    said: [
      '{it} never gets past its init container',
      'after rescheduling {it} is at 0/1 Init, what does the migration say',
      'db migration of {it} broken?',
    ],
    more: [
      'error text of the failing init container in {it}?',
      'which container of {it} fails and with what error',
      'how come {sick-pod} cannot initialise',
    ],
    cause: [/migrate|migration/, /already exists|exit(ed)? (with )?(code )?1/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'sidecar-crash',
    said: [
      '{it} READY 1/2 everywhere. why',
      'envoy of {it} has a problem?',
      'proxy sidecar in {it} wont run, what does it not like',
    ],
    more: [
      'main container of {it} fine but pod not ready - explain',
      'what is wrong in the pods of {it}, container by container',
      'should the {it} team or the mesh team look at {it}?',
    ],
    cause: [/proxy/, /listners|unknown field|parse|configuration|exit(ed)? (with )?(code )?1/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'datastore-down',
    said: [
      'our {it} disappeared, no pods?!',
      'is {it} up? clients get ECONNREFUSED',
      'where have the {it} pods gone',
    ],
    more: [
      'several apps not ready since about half an hour, whats the common denominator',
      'big outage prod. find the first domino',
      'cart and notifications both unready - same reason?',
    ],
    cause: [
      /scaled|(0|zero|no) replicas|replicas ?[:=] ?0|asks for (0|no)|0 of 0|0 desired|desired:? 0|set to (0|zero)|wants? (0|no|zero)/,
    ],
    not: [MEMORY, IMAGE],
    shows: ({ fill }) => [fill('{it}')],
  },
];

const RELEASES: Fault[] = [
  {
    id: 'bad-image',
    said: [
      'released a hotfix of {it} but nothing happens',
      'does the image that {it} wants even exist?',
      '{it} ErrImagePull, which tag',
    ],
    more: [
      'release of {it} blocked, what do I tell the devs?',
      'why is one {it} pod not like the others',
      'summarize the {it} situation',
    ],
    cause: [/image/, /hotfix/],
    not: [MEMORY],
  },
  {
    id: 'invalid-image-name',
    said: [
      'someone fat-fingered the image of {it}? pod says InvalidImageName',
      'whats up with the image reference of {it}',
      '{sick-pod} not starting, image looks weird',
    ],
    more: [
      'everything green in {ns}? one pod looks stuck',
      'any trouble in {ns} + reason',
      'pls check {ns}, deploy went wrong i think',
    ],
    shows: () => [/image/, /invalid|not (a )?valid|malformed|pars(e|ing)|reference/],
    cause: [/image/, /:\d[\w.]*:\d|not (a )?valid|malformed|pars(e|ing)|two (tags|colons)|reference format/],
    not: [MEMORY],
  },
  {
    id: 'pull-secret-missing',
    said: [
      'new {it} pod: pull access denied. what happened to the creds',
      '{it} cant pull from our registry since today',
      'why 401 from the registry for {it}',
    ],
    more: [
      'how do i unblock the {it} deploy?',
      'what is missing so that {it} can pull its image',
      '{it}: does the tag not exist or is it an auth problem?',
    ],
    cause: [/registry-credentials|pull secret|imagepullsecret|unauthori[sz]ed|credential/],
    not: [MEMORY],
  },
  {
    id: 'bad-rollout',
    said: [
      'why does the new version of {it} crash while the old one is ok',
      '{it} deploy stuck halfway, error?',
      'shipping {it} failed, what does the new container print',
    ],
    more: [
      'should we roll {it} back? what is the error',
      'new {it} build incompatible with the config?',
      'who broke {it}: code or config?',
    ],
    cause: [/schema 7|unknown configuration|exit(ed)? (with )?(code )?1/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'missing-config-map',
    said: [
      '{it} stuck in ContainerCreating, volume thing?',
      'pods of {it} wait for something, but what',
      'FailedMount {sick-pod}',
    ],
    more: [
      '{ns} half dead. reason?',
      'what object got deleted that {ns} needs',
      'hi, can you see why in {ns} a workload does not start?',
    ],
    cause: [/config ?map/, /-config/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'missing-secret-key',
    said: [
      "{it} pods can't be created: couldn't find key. which one and where",
      'which key went missing from the secret of {it}?',
      '{it} down after we edited its secret',
    ],
    more: [
      'what do I need to add to get {it} running',
      'exact name of the missing secret key for {it}?',
      'repair instructions for {it} please',
    ],
    cause: [/secret/, /session_key|provider_token|database_url|signing_key/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'missing-service-account',
    said: [
      '{it} shows 0 pods. replicaset cannot create them, why',
      'serviceaccount trouble with {it}?',
      'forbidden error when {it} wants new pods',
    ],
    more: [
      'no {it} pods at all in {ns}, nothing pending either. how come',
      '{it} gone completely. what is the blocker',
      'why does the {it} deployment have 0 available',
    ],
    cause: [
      /service ?account/,
      /not (be )?found|missing|n't exist|not exist|deleted|gone|no such|absent|lack|there is no/,
    ],
    not: [MEMORY, IMAGE],
  },
];

const PLACING: Fault[] = [
  {
    id: 'unschedulable-taint',
    said: [
      'since the node maintenance {it} stays Pending',
      'which taint keeps {sick-pod} off the workers?',
      'every worker rejects {it}, what did someone do to the nodes',
    ],
    more: [
      'can {it} run anywhere at the moment? if not why not',
      'what toleration would {it} need',
      'pending pods in {ns}: cause pls',
    ],
    cause: [/taint|toleration/, /dedicated/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'unschedulable-resources',
    said: [
      '{it} update hangs at Pending, cluster full??',
      'does {it} ask for too much?',
      'Insufficient resources for {sick-pod} - which resource',
    ],
    more: [
      'would a bigger node help {it}? what does it want',
      'how much does the new {it} pod request and why does it not fit',
      '{it} cannot be placed: numbers please',
    ],
    cause: [
      /cpu|memory/,
      /insufficient|not enough|more than|only|free|left|short|largest|fits|fit\b|asks|request/,
    ],
    not: [IMAGE, /oomkilled/],
  },
  {
    id: 'unschedulable-affinity',
    said: [
      '{it} pending because of zones?',
      'which zone does the pending {it} pod insist on',
      'node affinity of {it} matches nothing, right?',
    ],
    more: [
      'what is stopping the {it} rollout',
      '{ns} has a pod that nobody wants to host. why',
      'anything stuck in {ns}?',
    ],
    shows: () => [/affinity|zone/],
    cause: [/zone|affinity/, /eu-west-1f/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'unschedulable-node-selector',
    said: [
      '{it} wants a gpu pool? it sits in Pending',
      'nodeSelector of {it} - does any node match it',
      '{sick-pod} not assigned to a node, how come',
    ],
    more: [
      'new {it} pods do not start, old ones ok. cause?',
      'what label must a node carry so that {it} gets scheduled',
      'scheduling problem {it}, details',
    ],
    cause: [/gpu/, /selector|label/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'quota-exceeded',
    said: [
      'set {it} to more replicas, they never appear',
      'exceeded quota error on {it}?',
      '{it}: desired > current, but no pending pods. explain',
    ],
    more: [
      'which limit blocks new pods in {ns}?',
      'why can {ns} not have more pods',
      'cannot start anything new in {ns}, whats the ceiling',
    ],
    cause: [/(shop|payments)-quota/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'webhook-missing',
    said: [
      '{it} lost all its pods, admission problem?',
      'pods in {ns} are refused on creation, by whom',
      'no pod can be created in {ns}. error from the api server?',
    ],
    more: [
      'what is pod-policy and why does it break {ns}',
      '{ns} down: 0 pods after restart',
      'what must be removed or fixed so {ns} can create pods again',
    ],
    cause: [
      /webhook|pod-policy/,
      /not (be )?found|not exist|n't exist|missing|no such|no service|fail|refus|reject|unreachable/,
    ],
    not: [MEMORY, IMAGE],
  },
];

const NETWORK: Fault[] = [
  {
    id: 'wrong-selector',
    said: [
      'svc {it} has no endpoints but the pods are Ready, what mismatch',
      'callers of {it} get connection refused since the service was edited',
      'does service {it} select the right pods?',
    ],
    more: [
      'what is broken between {it} and its callers',
      'service {it} leads nowhere. fix?',
      'label mismatch on svc {it}?',
    ],
    cause: [/selector|selects|label/, /-v2/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'wrong-target-port',
    said: [
      'calls to {it} refused, endpoints present. wrong port maybe',
      'service {it} port mapping ok?',
      'nobody can log in, {it} svc misrouted?',
    ],
    more: [
      'to which container port does svc {it} send traffic, and does {it} listen there',
      'why does the {it} service not reach its pods',
      '{ns}: pods green but requests die. where',
    ],
    cause: [/port/, /\b(8081|9201|3001|8444|5001)\b/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'network-policy-blocks',
    said: [
      'apps lost their connection to {it:1} at the same time',
      'is a netpol in the way of {it:1}?',
      '{it:1} up, clients time out: firewall / policy?',
    ],
    more: [
      'which policy was added that hurts {it:1}',
      'multiple services not ready, all need {it:1}. why do they not reach it',
      'what in namespace data keeps clients away from {it:1}',
    ],
    cause: [/polic/, /postgres-clients|redis-lockdown/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'service-isolated',
    said: [
      'checkout says {it} times out. pods of {it} look fine to me',
      'why can nobody talk to {it} any more',
      '{it} cut off from the rest?',
    ],
    more: [
      'what changed on the network for {it}',
      'i suspect a NetworkPolicy on {it}, right? which',
      'ingress traffic to {it} dropped by what',
    ],
    cause: [/-isolate/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'dns-coredns-crash',
    said: [
      'nothing resolves in the cluster!!',
      'ENOTFOUND from all apps, dns dead?',
      'is cluster dns down? lookups fail in all namespaces',
    ],
    more: [
      'so many pods not ready at once?! one root cause please',
      'prod on fire, what is underneath',
      'why is half of prod unready',
    ],
    cause: [/coredns/, /forwrad|corefile|directive|pars(e|ing)|crash|exit|restart/],
    not: [MEMORY, IMAGE],
    shows: () => [/coredns/],
  },
  {
    id: 'dns-egress-blocked',
    said: [
      'name resolution fails just in {ns}, other namespaces ok',
      'which egress rule breaks dns in {ns}?',
      '{ns} apps: EAI_AGAIN. other teams have no issue',
    ],
    more: [
      'is there a policy in {ns} that forgot port 53',
      '{ns} unready since the new network policy',
      'why are the {ns} pods not ready?',
    ],
    cause: [/restrict-egress/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'ingress-backend-missing',
    said: [
      'ingress {it} gives 503, its backend?',
      'users cannot open the {it} site',
      'ingress {it} points at a service nobody has',
    ],
    more: [
      'which service name in ingress {it} is wrong?',
      'what to correct in ingress {it}',
      '{it} ingress broken since the blue green switch?',
    ],
    cause: [/-blue/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'gateway-route-backend-missing',
    said: [
      'partner api returns 500 via the gateway',
      'httproute {it} has ResolvedRefs=False, why',
      'what is wrong with the route {it}?',
    ],
    more: [
      'partners.harbour.example dead?',
      '{it} refers to which missing service',
      'partner traffic fails, gateway or route?',
    ],
    cause: [/search-partners/],
    not: [MEMORY, IMAGE],
    beside: true,
  },
];

const NODES: Fault[] = [
  {
    id: 'node-down',
    said: [
      '{it} gone?',
      'one of the workers stopped reporting, which and since when',
      'why are so many pods unready at the same time, same host?',
    ],
    more: [
      'whats up with node {it}, is kubelet alive',
      'do we have a dead machine?',
      'pods on {it} not ready. machine problem?',
    ],
    cause: [/not ?ready|stopped|unreachable|unknown|not (answer|report|heard)|no longer|kubelet/],
    not: [IMAGE, /oomkilled/],
    named: true,
  },
  {
    id: 'disk-pressure',
    said: ['evicted pods on {it}, cause', '{it} full?', 'why did kubernetes throw pods off {it}'],
    more: [
      'any node short of something (mem, disk, pids)?',
      'pods with status Evicted, what is going on',
      'recommendations got evicted - what for',
    ],
    cause: [
      /disk ?pressure|ephemeral|low on|threshold|disk space|(short|out) of disk|disk (is |was )?(full|low|nearly)/,
    ],
    not: [IMAGE, /oomkilled/],
  },
  {
    id: 'pdb-blocks-drain',
    said: [
      'cant drain {it:1}, eviction api answers 429',
      'kubectl drain {it:1} does not finish. who blocks',
      'upgrade of node {it:1} hangs because of a pdb?',
    ],
    more: [
      'what is wrong with pdb {it}',
      'is pdb {it} too strict?',
      'how many disruptions does pdb {it} allow and what does that mean for the drain of {it:1}',
    ],
    cause: [
      /budget|pdb|disruption/,
      /100 ?%|(no|zero|0|any) (voluntary |more )?disruptions?|allows? (no|zero|0|none)|allowed:? 0|spare|min ?available|every (one )?pod|not (a single|one) pod|cannot (be )?evict|would violate/,
    ],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'stuck-terminating',
    said: ['zombie pod {it}, refuses to die', '{it} Terminating forever', 'which finalizer is on {it}'],
    more: [
      'i deleted {it} but it is still listed',
      'anything hanging in Terminating in {ns}? why',
      'safe way to get rid of {it}? what holds it back',
    ],
    shows: () => [/finali[sz]er/],
    cause: [/audit-export/],
    not: [MEMORY, IMAGE],
  },
];

const CAPACITY: Fault[] = [
  {
    id: 'pvc-pending',
    said: ['pvc {it} unbound since creation', '{it:1} waits for its disk', 'why no PV for {it}'],
    more: [
      'which storageclass is missing?',
      '{ns}: a pod is Pending. volume issue or what',
      'can {it:1} start? what is lacking',
    ],
    cause: [/nvme-ultra/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'hpa-no-metrics',
    said: [
      'hpa {it} does nothing, shows unknown',
      'autoscaling of {it} broken since the resources were edited',
      'why is there no cpu percentage in hpa {it}',
    ],
    more: [
      'what must i add to {it} so that its hpa works',
      'hpa {it}: ScalingActive False, meaning?',
      '{it} will not scale on load, reason',
    ],
    cause: [/request/, /cpu/],
    not: [IMAGE, /oomkilled/],
  },
  {
    id: 'hpa-at-max',
    said: [
      'is {it} at the end of its autoscaling range?',
      '{it} under heavy load, can it still scale out',
      'hpa {it} wont add pods any more, why',
    ],
    more: [
      'should maxReplicas of {it} be raised?',
      'KubeHpaMaxedOut {it} - real?',
      '{it} at its replica ceiling?',
    ],
    cause: [/max/, /(?<![\w.-])(6|8|10)(?![\w.]\d)|six|eight|\bten\b/],
    not: [IMAGE, /oomkilled/],
  },
  {
    id: 'metrics-server-down',
    said: [
      'kubectl top broken: "Metrics API not available"',
      'why have all HPAs no metrics',
      'metrics-server pod dies, log?',
    ],
    more: [
      'autoscaling stopped cluster wide, reason?',
      'kube-system problems?',
      'what is failing in kube-system and since when',
    ],
    cause: [/metrics-server/, /crash|panic|unauthori[sz]ed|x509|restart|fail|not (ready|available)|exit/],
    not: [IMAGE, /oomkilled/],
  },
  {
    id: 'job-failing',
    said: [
      'sales people miss their report, did {it} run?',
      '{it} cron failed - sql error or what',
      'last {it} run red. why',
    ],
    more: [
      'batch failures in {ns}?',
      'which job reached its backoff limit and with which error',
      'failed pods in {ns}, where do they come from',
    ],
    cause: [/net_amount|exit(ed)? (with )?(code )?1/],
    not: [MEMORY, IMAGE],
  },
  {
    id: 'expired-certificate',
    said: [
      'browser warns about the shop cert',
      'customers: "connection not private" on shop.harbour.example',
      'tls of the shop expired??',
    ],
    more: [
      'did cert-manager fail to renew something?',
      'certificate storefront Ready=False, why',
      'which certificate is out of date',
    ],
    cause: [/expire/, /storefront/],
    not: [MEMORY, IMAGE],
  },
];

function rowsOf(fault: Fault): Row[] {
  const { id, said, more, not = [] } = fault;
  const causeIn = ({ fill }: Truth) => [...fault.cause, ...(fault.named ? [fill('{it}')] : [])];
  const expected = (facts: Matcher[]) => (fault.beside ? { facts, forbid: not } : broken(facts, not));
  return under(id, [
    ask(`fault-${id}`, said, (truth) => expected(causeIn(truth))),
    ask(`fault-${id}-more`, more, (truth) => expected(fault.shows?.(truth) ?? causeIn(truth))),
  ]);
}

/** Every fault of lab/world: as it is noticed, and looked at a second time. */
export const faultRows: Row[] = [
  ...CRASHES,
  ...RELEASES,
  ...PLACING,
  ...NETWORK,
  ...NODES,
  ...CAPACITY,
].flatMap(rowsOf);
