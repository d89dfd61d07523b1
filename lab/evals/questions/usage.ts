import { says } from '../expect.ts';
import { ofSkill } from '../question.ts';

const CPU = /\d+ ?(m\b|millicores?|cores?|cpu|%)/;
const MEMORY = /\d+ ?(ki|mi|gi|kib|mib|gib|mb|gb)\b/;

/** Live use; the world's metrics move, so what is checked is who, which resource, and that there is a number. */
export const usage = ofSkill('usage', [
  {
    id: 'usage-nodes',
    phrasings: [
      'cpu and memory usage of the nodes',
      'kubectl top nodes',
      'how loaded are the nodes?',
      'node usage',
    ],
    expect: (truth) => says(...truth.prod.names('Node'), CPU, MEMORY),
  },
  {
    id: 'usage-pods-ns',
    scenario: 'zoo',
    phrasings: ['cpu and memory of the pods in zoo', 'kubectl top pods -n zoo', 'resource usage in zoo'],
    expect: (truth) => says(...truth.prod.podsOf('bear').map((pod) => pod.metadata.name), CPU, MEMORY),
  },
  {
    id: 'usage-one',
    scenario: 'zoo',
    phrasings: ['how much memory does bear use?', 'memory usage of bear', 'bear ram usage right now'],
    expect: () => says('bear', MEMORY),
  },
  {
    id: 'usage-one-cpu',
    scenario: 'zoo',
    phrasings: ['how much cpu does lion use', 'cpu usage of lion', 'current cpu of deployment lion'],
    expect: () => says('lion', CPU),
  },
  {
    id: 'usage-pod',
    scenario: 'zoo',
    phrasings: [
      'how much memory does {pod:wolf} use',
      'memory usage of pod {pod:wolf}',
      'kubectl top pod {pod:wolf}',
    ],
    expect: (truth) => says(truth.prod.podsOf('wolf')[0]?.metadata.name ?? '', MEMORY),
  },
  {
    id: 'usage-who-eats-memory',
    phrasings: [
      'what eats the most memory?',
      'which pod uses most memory in prod',
      'top memory consumers',
      'who is hogging ram',
    ],
    expect: () => says(MEMORY),
  },
  {
    id: 'usage-who-eats-cpu',
    phrasings: ['which pods use the most cpu?', 'top cpu consumers in prod', 'what is eating all the cpu'],
    expect: () => says(CPU),
  },
  {
    id: 'usage-one-node',
    phrasings: [
      'memory usage of node {node:0}',
      'how much memory does {node:0} use',
      'kubectl top node {node:0}',
    ],
    expect: (truth) => says(truth.prod.nodes()[0]?.metadata.name ?? '', MEMORY),
  },
  {
    id: 'usage-busiest-node',
    phrasings: [
      'which node uses the most memory?',
      'busiest node by memory usage',
      'node with highest memory usage',
    ],
    expect: (truth) => says(truth.prod.names('Node'), MEMORY),
  },
  {
    id: 'usage-no-metrics-for-zero',
    scenario: 'zoo',
    phrasings: ['how much memory does sloth use?', 'sloth memory usage', 'cpu usage of sloth'],
    expect: () => ({
      outcome: ['answered', 'unknown'],
      facts: [/\bno\b|none|nothing|not|0 pods|zero/],
      forbid: [/\d{2,} ?(mi|gi)\b/],
    }),
  },
]);
