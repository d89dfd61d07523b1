import type { Expectation } from '../question.ts';
import { ofSkill } from '../question.ts';

const told = (...facts: RegExp[]): Expectation => ({ outcome: ['answered', 'talked'], facts });
const kubectl = (pattern: string) => told(new RegExp(`kubectl [^\\n]*${pattern}`));

export const command = ofSkill('command', [
  {
    id: 'command-restart',
    phrasings: [
      'what is the kubectl command to restart a deployment?',
      'how do I restart a deployment with kubectl',
      'kubectl command for a rolling restart',
    ],
    expect: () => kubectl('rollout restart'),
  },
  {
    id: 'command-scale',
    phrasings: [
      'kubectl command to scale a deployment to 3 replicas',
      'how do i scale a deployment with kubectl',
      'what command scales a deployment',
    ],
    expect: () => kubectl('scale'),
  },
  {
    id: 'command-logs-previous',
    phrasings: [
      'how do I see the logs of the previous container with kubectl?',
      'kubectl command for previous logs',
      'command to get logs before the last restart',
    ],
    expect: () => kubectl('logs.*(-p|--previous)'),
  },
  {
    id: 'command-rollback',
    phrasings: [
      'kubectl command to roll back a deployment',
      'how to undo a rollout with kubectl?',
      'command to rollback to the previous revision',
    ],
    expect: () => kubectl('rollout undo'),
  },
  {
    id: 'command-history',
    phrasings: [
      'how do i view the rollout history of a deployment?',
      'kubectl command for rollout history',
      'command to list revisions of a deployment',
    ],
    expect: () => kubectl('rollout history'),
  },
  {
    id: 'command-cordon',
    phrasings: [
      'kubectl command to cordon a node',
      'how do I mark a node as unschedulable?',
      'command to make a node unschedulable',
    ],
    expect: () => kubectl('cordon'),
  },
  {
    id: 'command-uncordon',
    phrasings: [
      'kubectl command to mark a node as schedulable again',
      'how do i uncordon a node',
      'command for uncordoning',
    ],
    expect: () => kubectl('uncordon'),
  },
  {
    id: 'command-drain',
    phrasings: [
      'how do I drain a node?',
      'kubectl command to drain a node for maintenance',
      'command for draining a node',
    ],
    expect: () => kubectl('drain'),
  },
  {
    id: 'command-exec',
    phrasings: [
      'how do I get a shell in a pod?',
      'kubectl command to open a shell in a container',
      'command to exec into a pod',
    ],
    expect: () => kubectl('exec'),
  },
  {
    id: 'command-top',
    phrasings: [
      'kubectl command to show cpu and memory of pods',
      'how do i see resource usage with kubectl',
      'what is the kubectl command for metrics of all nodes',
    ],
    expect: () => kubectl('top'),
  },
  {
    id: 'command-context',
    phrasings: [
      'kubectl command to switch context',
      'how do I change the current kube context?',
      'command to use another context',
    ],
    expect: () => kubectl('config use-context'),
  },
  {
    id: 'command-can-i',
    phrasings: [
      'kubectl command to check whether I may create pods',
      'how do I check my permissions with kubectl?',
      'command to see if i can create pods in all namespaces',
    ],
    expect: () => kubectl('auth can-i'),
  },
  {
    id: 'command-label',
    phrasings: ['kubectl command to add a label to a pod', 'how do I label a pod?', 'command to label pods'],
    expect: () => kubectl('label'),
  },
  {
    id: 'command-events',
    phrasings: [
      'kubectl command to see events sorted by time',
      'how do I list recent events with kubectl?',
      'command to list events in all namespaces',
    ],
    expect: () => kubectl('(get )?events'),
  },
  {
    id: 'command-restart-named',
    scenario: 'zoo',
    phrasings: [
      'what is the command to restart lion?',
      'kubectl command to restart deployment lion',
      'give me the command for restarting lion',
    ],
    expect: () => told(/kubectl .*rollout restart .*lion/, /zoo/),
  },
  {
    id: 'command-logs-named',
    scenario: 'zoo',
    phrasings: [
      'what is the kubectl command for the logs of lion?',
      'command to see the lion logs with kubectl',
      'kubectl logs command for lion please',
    ],
    expect: () => told(/kubectl .*logs .*lion/, /zoo/),
  },
]);
