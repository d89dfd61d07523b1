import type { Question } from '../question.ts';
import { ofSkill } from '../question.ts';

/** What a term means: no live object needed, but the meaning must be right. */
const terms = ofSkill('explain', [
  {
    id: 'explain-crashloopbackoff',
    phrasings: [
      'what does CrashLoopBackOff mean?',
      'crashloopbackoff?? whats that',
      'explain CrashLoopBackOff to a junior',
      'what is crash loop back off',
    ],
    expect: () => ({
      facts: [/restart|again|new try|keeps ending/, /crash|exit|fail|die|stop/, /wait|back[- ]?off|delay/],
    }),
  },
  {
    id: 'explain-exit-137',
    phrasings: [
      'what does exit code 137 mean',
      'exit code 137?',
      'container exited with 137, meaning?',
      "what's 137 as an exit code",
    ],
    expect: () => ({
      facts: [/sigkill|signal 9|killed/, /memory|oom/],
      forbid: [/sigterm \(15\) means 137/],
    }),
  },
  {
    id: 'explain-exit-143',
    phrasings: ['what is exit code 143', 'exit 143 - what does it mean?', 'meaning of exit code 143 please'],
    expect: () => ({
      facts: [/sigterm|signal 15|asked to stop|terminat/],
      forbid: [/out of memory is the cause/],
    }),
  },
  {
    id: 'explain-exit-1',
    phrasings: ['what does exit code 1 mean?', 'exit code 1 in a container', 'what is exit status 1'],
    expect: () => ({
      facts: [/application|program|process|app|general/, /error|fail/],
      forbid: [/sigkill|oomkilled/],
    }),
  },
  {
    id: 'explain-exit-127',
    phrasings: ['what is exit code 127', 'exit code 127 means?', 'why would a container exit with 127'],
    expect: () => ({
      facts: [/not found|no such|does not exist|missing/, /command|binary|executable|program|entrypoint/],
    }),
  },
  {
    id: 'explain-exit-126',
    phrasings: ['exit code 126?', 'what does exit code 126 mean', 'container exited 126 what is that'],
    expect: () => ({ facts: [/execut|permission|run/, /not|cannot|denied|could/] }),
  },
  {
    id: 'explain-exit-139',
    phrasings: ['what does exit code 139 mean', 'exit 139??', 'meaning of container exit code 139'],
    expect: () => ({ facts: [/seg(mentation)?[ -]?(fault|v)|sigsegv|signal 11/] }),
  },
  {
    id: 'explain-oomkilled',
    phrasings: [
      'what does OOMKilled mean?',
      'what is an oom kill',
      'oomkilled - explain pls',
      'explain OOMKilled',
    ],
    expect: () => ({ facts: [/memory/, /limit/, /kill/] }),
  },
  {
    id: 'explain-imagepullbackoff',
    phrasings: [
      'what is ImagePullBackOff',
      'whats imagepullbackoff mean',
      'explain ImagePullBackOff',
      'what does image pull back off mean in k8s',
    ],
    expect: () => ({ facts: [/image/, /pull|fetch|download/, /registry|tag|credential|name|secret/] }),
  },
  {
    id: 'explain-errimagepull',
    phrasings: ['what does ErrImagePull mean', 'errimagepull?', 'difference, what is ErrImagePull'],
    expect: () => ({ facts: [/image/, /pull|fetch|download/] }),
  },
  {
    id: 'explain-pending',
    phrasings: [
      'what does Pending mean for a pod?',
      'pod status Pending, what is that',
      'what is a pending pod',
    ],
    expect: () => ({ facts: [/schedul|node|placed/, /not|yet|wait/] }),
  },
  {
    id: 'explain-evicted',
    phrasings: ['what does Evicted mean', 'what is an evicted pod', 'evicted?? meaning'],
    expect: () => ({ facts: [/node/, /pressure|memory|disk|resource|short/] }),
  },
  {
    id: 'explain-createcontainerconfigerror',
    phrasings: [
      'what is CreateContainerConfigError',
      'createcontainerconfigerror meaning',
      'what does CreateContainerConfigError tell me',
    ],
    expect: () => ({ facts: [/config ?map|secret/, /missing|not exist|not found|lack/] }),
  },
  {
    id: 'explain-readiness-liveness',
    phrasings: [
      'what is the difference between a readiness and a liveness probe?',
      'readiness vs liveness probe',
      'liveness probe and readiness probe, whats the difference',
    ],
    expect: () => ({ facts: [/restart/, /traffic|service|endpoint/] }),
  },
  {
    id: 'explain-pdb',
    phrasings: ['what is a PodDisruptionBudget', 'what does a pdb do?', 'explain pod disruption budget'],
    expect: () => ({
      facts: [/drain|evict|voluntary|disrupt/, /available|unavailable|minimum|at least|at most|how many/],
    }),
  },
  {
    id: 'explain-hpa',
    phrasings: ['what is an HPA', 'what does a horizontal pod autoscaler do', 'explain hpa'],
    expect: () => ({ facts: [/scal|replica|number of pods|adds/, /cpu|metric|load|usage|utili[sz]ation/] }),
  },
  {
    id: 'explain-taint',
    phrasings: ['what is a taint?', 'what are taints and tolerations', 'explain taints in kubernetes'],
    expect: () => ({ facts: [/node/, /tolerat/] }),
  },
  {
    id: 'explain-notready-node',
    phrasings: ['what does NotReady mean for a node', 'node NotReady meaning', 'what is a NotReady node?'],
    expect: () => ({ facts: [/kubelet|heartbeat|report/, /node/] }),
  },
  {
    id: 'explain-requests-limits',
    phrasings: [
      'what is the difference between requests and limits',
      'requests vs limits',
      'explain resource requests and limits',
    ],
    expect: () => ({
      facts: [/schedul|reserv|guarante/, /most|maximum|cap|ceiling|throttl|kill|exceed|more than/],
    }),
  },
  {
    id: 'explain-backofflimitexceeded',
    phrasings: [
      'what is BackoffLimitExceeded',
      'what does BackoffLimitExceeded mean on a job',
      'backofflimitexceeded?',
    ],
    expect: () => ({ facts: [/job/, /retr|fail|attempt/] }),
  },
  {
    id: 'explain-statefulset',
    phrasings: ['what is a StatefulSet', 'explain statefulset', 'whats a sts'],
    expect: () => ({ facts: [/identity|stable|ordered|order|name/, /storage|volume|pod/] }),
  },
  {
    id: 'explain-nonsense-term',
    phrasings: [
      'what does FluxCapacitorOverrun mean?',
      'explain FluxCapacitorOverrun',
      'FluxCapacitorOverrun, whats that',
    ],
    expect: () => ({
      outcome: ['unknown', 'asked'],
      forbid: [/fluxcapacitoroverrun (means|is when|happens)/],
    }),
  },
]);

/** No object is looked at, so an answer need not claim a fact of the cluster. */
export const explain: Question[] = terms.map((question) => ({
  ...question,
  expect: async (truth) => ({ outcome: ['answered', 'talked'], ...(await question.expect(truth)) }),
}));
