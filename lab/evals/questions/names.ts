import { noSuchName, says } from '../expect.ts';
import { ofSkill } from '../question.ts';

/** Names that are short, shared, misspelt, somewhere else, or not there at all. */
export const names = ofSkill('names', [
  {
    id: 'name-unknown',
    phrasings: [
      'is flamingo-gateway healthy?',
      'why is flamingo-gateway crashing',
      'flamingo-gateway status',
      'what is wrong with deployment flamingo-gateway?',
    ],
    expect: () => noSuchName('flamingo-gateway'),
  },
  {
    id: 'name-unknown-logs',
    phrasings: [
      'logs of quokka-indexer',
      'show me the logs for quokka-indexer',
      'kubectl logs quokka-indexer',
    ],
    expect: () => noSuchName('quokka-indexer'),
  },
  {
    id: 'name-unknown-namespace',
    phrasings: [
      'how many pods are in namespace atlantis?',
      'list pods in namespace atlantis',
      'what is wrong in the atlantis namespace',
      'kubectl get po -n atlantis',
    ],
    expect: () => noSuchName('atlantis'),
  },
  {
    id: 'name-unknown-node',
    phrasings: [
      'is node ip-10-99-0-7 ready?',
      'which pods run on node ip-10-99-0-7',
      'describe node ip-10-99-0-7',
    ],
    expect: () => noSuchName('ip-10-99-0-7'),
  },
  {
    id: 'name-typo',
    scenario: 'grafana',
    phrasings: ['is deployment grafanna healthy?', 'logs of grafanna', 'what image does grafanna run'],
    expect: () => ({
      outcome: ['unknown', 'asked', 'answered'],
      facts: ['grafana'],
      forbid: [/grafanna (is|runs|looks)/],
    }),
  },
  {
    id: 'name-typo-service',
    scenario: 'missing-env',
    phrasings: [
      'why is payment-procesing-worker crashing',
      'paymnt-processing-worker down',
      'payment-processing-wroker status?',
    ],
    expect: () => ({ outcome: ['unknown', 'asked', 'answered'], facts: ['payment-processing-worker'] }),
  },
  {
    id: 'name-other-namespace',
    scenario: 'elsewhere',
    phrasings: [
      'get last logs from video-streamer in live-films namespace',
      'logs of video-streamer in namespace live-films',
      'kubectl logs deploy/video-streamer -n live-films',
    ],
    expect: () => ({
      outcome: ['unknown', 'asked'],
      facts: ['video-streamer', 'test-films'],
      severity: 'none',
    }),
  },
  {
    id: 'name-shared-prefix',
    phrasings: ['is auth healthy?', 'why is auth slow', 'logs of auth', 'auth image version?'],
    expect: () => ({ outcome: 'asked', facts: ['auth-api', 'auth-worker'] }),
  },
  {
    id: 'name-two-namespaces',
    scenario: 'twins',
    phrasings: [
      'which image does ticket-printer run?',
      'show logs of ticket-printer',
      'is ticket-printer ok?',
    ],
    expect: () => ({
      outcome: ['asked', 'answered'],
      facts: ['north-hall', 'south-hall'],
    }),
  },
  {
    id: 'name-two-namespaces-said',
    scenario: 'twins',
    phrasings: [
      'which image does ticket-printer in south-hall run?',
      'image of ticket-printer -n south-hall',
      'south-hall ticket-printer image',
    ],
    expect: () => ({ facts: [/2\.0\.0/], forbid: [/(?<!\d)1\.0\.0/] }),
  },
  {
    id: 'name-short',
    scenario: 'missing-env',
    phrasings: [
      'what is wrong with the payment processing worker?',
      'payment processing worker is down',
      'why does the payment processing worker crash',
    ],
    expect: () => says(/deploy_env/),
  },
  {
    id: 'name-kind-said',
    scenario: 'zoo',
    phrasings: ['show service lion', 'describe svc lion', 'what is the cluster ip of service lion?'],
    expect: (truth) =>
      says(truth.prod.all('Service', { name: 'lion', ns: 'zoo' })[0]?.spec.clusterIP ?? 'none'),
  },
  {
    id: 'name-upper-case',
    scenario: 'zoo',
    phrasings: ['IS LION HEALTHY?', 'Lion OK?', 'HOW MANY REPLICAS DOES LION HAVE'],
    expect: () => ({ facts: ['lion'], severity: 'none' }),
  },
  {
    id: 'name-unknown-in-change',
    phrasings: [
      'restart flamingo-gateway',
      'scale flamingo-gateway to 3',
      'delete deployment flamingo-gateway',
    ],
    expect: () => ({
      outcome: ['unknown', 'asked', 'declined'],
      facts: ['flamingo-gateway'],
      severity: 'none',
    }),
  },
  {
    id: 'name-unknown-label',
    scenario: 'zoo',
    phrasings: [
      'which deployments in zoo have the label diet=plastic?',
      'deployments labelled diet=plastic',
      'get deploy -l diet=plastic',
    ],
    expect: () => ({
      outcome: ['answered', 'unknown'],
      facts: [/\bno\b|none|0\b|nothing|not any/],
      severity: 'none',
    }),
  },
]);
