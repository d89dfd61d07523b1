import type { Expectation } from '../../question.ts';
import type { Row } from '../../rows.ts';
import { ask } from '../../rows.ts';

const explains =
  (...facts: NonNullable<Expectation['facts']>) =>
  (): Expectation => ({ outcome: ['answered', 'talked'], facts });

export const explainRows: Row[] = [
  ask(
    'q-137',
    ['137 as exit code means what', 'whats 137?', 'my container exited with 137, meaning of that number'],
    explains(/sigkill|kill|memory/),
  ),
  ask(
    'q-143',
    ['exit code 143?', 'what does it mean if a container ends with 143', '143 exit status explanation'],
    explains(/sigterm|terminat|stop|asked to/),
  ),
  ask(
    'q-127',
    ['meaning of exit code 127', '127 exit??', 'container exit 127, what could that be'],
    explains(/not found|command|path|missing/),
  ),
  ask(
    'q-crashloop',
    [
      'what is CrashLoopBackOff',
      'explain crash loop backoff to a newbie',
      'CrashLoopBackOff - what does k8s do there',
    ],
    explains(/restart|again/, /wait|back-?off|delay|longer/),
  ),
  ask(
    'q-imagepull',
    [
      'difference ErrImagePull and ImagePullBackOff?',
      'ImagePullBackOff meaning',
      'what does ImagePullBackOff tell me',
    ],
    explains(/pull/, /registry|credential|tag\b|exist|download|fetch|wrong name/),
  ),
  ask(
    'q-oom',
    ['pls explain OOMKilled, i am new', 'what happens in an OOM kill', 'OOMKilled = ?'],
    explains(/memory/, /limit|kernel|kill/),
  ),
  ask(
    'q-evicted',
    ['what does Evicted mean?', 'pod was Evicted - meaning', 'eviction explained'],
    explains(/node|pressure|disk|memory|resource/),
  ),
  ask(
    'q-pdb',
    ['what is a PodDisruptionBudget?', 'pdb - what for', 'explain pod disruption budgets'],
    explains(/drain|evict|voluntary|maintenance|at once/, /how many|minimum|at least|available|few|down/),
  ),
  ask(
    'q-hpa',
    ['how does an hpa work?', 'explain HorizontalPodAutoscaler', 'hpa in short'],
    explains(/replica|scale|pods/, /cpu|metric|load|usage|utili[sz]ation/),
  ),
  ask(
    'q-taint',
    ['taint on a node, what does it do', 'taints and tolerations explained', 'why would i taint a node'],
    explains(/node/, /tolerat|pods/),
  ),
  ask(
    'q-requests',
    [
      'difference between requests and limits?',
      'requests and limits - what is the difference',
      'what are resource requests for',
    ],
    explains(/request/, /schedul|guarantee|reserve|at least|at most|more than|throttl|kill/),
  ),
  ask(
    'q-statefulset',
    ['statefulset vs deployment?', 'StatefulSet: how is it different', 'when do i need a statefulset'],
    explains(/stable|identity|name|order|volume|storage/),
  ),
  ask(
    'q-probe',
    ['liveness vs readiness probe', 'what is a readiness probe for?', 'explain probes in k8s'],
    explains(/traffic|ready|restart|endpoint/),
  ),
  ask(
    'q-startup',
    ['what does a startup probe do', 'startupProbe??', 'explain startup probes'],
    explains(/before|until|slow|first|liveness|other probes/),
  ),
  ask(
    'q-pv',
    ['pv vs pvc', 'what is a persistent volume claim?', 'explain PVC'],
    explains(/storage|disk|provision|capacity/),
  ),
  ask(
    'q-service',
    ['what is a Service in kubernetes', 'explain k8s services', 'service vs pod ip, what is a service for'],
    explains(/pods?/, /address|name|traffic|stable|balanc|select|reach/),
  ),
  ask(
    'q-rbac',
    ['what is RBAC?', 'explain role and rolebinding', 'clusterrole vs role'],
    explains(/permission|allow|access|rights|\bmay\b|verb/),
  ),
  ask(
    'q-pending',
    ['my pod says Pending, meaning?', 'pod phase Pending', 'Pending - explain'],
    explains(/schedul|node|image|wait|start|yet/),
  ),
  ask(
    'q-qos',
    ['what are QoS classes?', 'burstable vs guaranteed', 'explain the BestEffort class'],
    explains(/request|limit|evict/),
  ),
  ask(
    'q-grace',
    [
      'what is the termination grace period?',
      'terminationGracePeriodSeconds - what for',
      'grace period on pod deletion explained',
    ],
    explains(/sigterm|sigkill|kill|shut|stop|clean/),
  ),
  ask(
    'q-invalid-image',
    ['what is InvalidImageName', 'InvalidImageName meaning?', 'pod status InvalidImageName, explain'],
    explains(/image/, /pars|malformed|spell|format|syntax|reference|not (a )?valid|typo|written/),
  ),
  ask(
    'q-nonsense',
    [
      'what does ClusterMoodSwing mean?',
      'explain the status ClusterMoodSwing',
      'ClusterMoodSwing - what is that',
    ],
    () => ({
      outcome: ['unknown', 'asked'],
      forbid: [/clustermoodswing (means|is when|happens)/],
    }),
  ),
];
