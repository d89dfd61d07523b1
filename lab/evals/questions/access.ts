import { says } from '../expect.ts';
import { ofSkill } from '../question.ts';

const YES: RegExp = /\byes\b|\bcan\b|allowed|\bmay\b/;
const NO: RegExp = /\bno\b|cannot|can't|may not|not allowed|denied|isn't allowed/;

export const access = ofSkill('access', [
  {
    id: 'access-can-i-list-pods',
    phrasings: [
      'can I list pods in kube-system?',
      'kubectl auth can-i list pods -n kube-system',
      'am i allowed to list pods in kube-system',
    ],
    expect: () => ({ facts: [YES], forbid: [/cannot|may not|not allowed|denied/] }),
  },
  {
    id: 'access-can-i-delete',
    phrasings: [
      'can I delete deployments in prod?',
      'auth can-i delete deployments',
      'do I have permission to delete deployments',
    ],
    expect: () => ({ facts: [YES], forbid: [/\b(deleted|removed) /] }),
  },
  {
    id: 'access-sa-list',
    scenario: 'get-not-list',
    phrasings: [
      'may the service account monitoring-agent in watchtower list pods?',
      'can serviceaccount monitoring-agent list pods in watchtower',
      'kubectl auth can-i list pods --as system:serviceaccount:watchtower:monitoring-agent -n watchtower',
    ],
    expect: () => ({ facts: [NO] }),
  },
  {
    id: 'access-sa-get',
    scenario: 'get-not-list',
    phrasings: [
      'may the service account monitoring-agent in watchtower get pods?',
      'can sa monitoring-agent get pods in namespace watchtower',
      'is serviceaccount monitoring-agent allowed to get pods in watchtower?',
    ],
    expect: () => ({ facts: [YES], forbid: [/cannot get|may not get|not allowed to get|can't get/] }),
  },
  {
    id: 'access-sa-all',
    scenario: 'get-not-list',
    phrasings: [
      'what may service account monitoring-agent do?',
      'permissions of sa monitoring-agent in watchtower',
      'which rights does the serviceaccount monitoring-agent have',
    ],
    expect: () => ({
      facts: [/\bget\b/, /\bpods?\b/],
      forbid: [/\b(delete|create|update|patch)\b.{0,20}\bpods\b/],
    }),
  },
  {
    id: 'access-who-can',
    scenario: 'get-not-list',
    phrasings: [
      'who can get pods in watchtower?',
      'who may get pods in namespace watchtower',
      'which accounts are allowed to get pods in watchtower',
    ],
    expect: () => says('monitoring-agent'),
  },
  {
    id: 'access-role-rules',
    scenario: 'get-not-list',
    phrasings: [
      'what does role pod-reader in watchtower allow?',
      'rules of role pod-reader',
      'show role pod-reader in watchtower',
    ],
    expect: () => ({ facts: [/\bget\b/, /pods/], forbid: [/\blist\b.{0,12}pods/] }),
  },
  {
    id: 'access-bindings',
    scenario: 'get-not-list',
    phrasings: [
      'which rolebindings are there in watchtower?',
      'list role bindings in namespace watchtower',
      'get rolebindings -n watchtower',
    ],
    expect: () => says('monitoring-agent-reads-pods'),
  },
]);

export const connectivity = ofSkill('connectivity', [
  {
    id: 'connect-port-forward',
    scenario: 'grafana',
    phrasings: [
      'port forward to grafana pod in observatory',
      'how do i port-forward to grafana',
      'port-forward command for grafana please',
    ],
    expect: () => ({
      facts: [/kubectl .*port-forward/, /(-n|--namespace)[ =]observatory/, /3000/, /grafana/],
    }),
  },
  {
    id: 'connect-endpoints',
    scenario: 'grafana',
    phrasings: [
      'does service grafana have endpoints?',
      'endpoints of service grafana in observatory',
      'svc grafana endpoints',
    ],
    expect: (truth) =>
      says([
        truth.prod.podsOf('grafana')[0]?.metadata.name ?? '',
        truth.prod.podsOf('grafana')[0]?.status.podIP ?? '',
      ]),
  },
  {
    id: 'connect-can-blocked',
    scenario: 'blocked-frontend',
    phrasings: [
      'can frontend-web reach backend-api?',
      'is frontend-web allowed to talk to backend-api',
      'does any network policy block frontend-web -> backend-api',
    ],
    expect: () => ({
      facts: ['backend-only-from-backend'],
      forbid: [/\byes\b.{0,20}\bcan (reach|talk|connect)/],
    }),
  },
  {
    id: 'connect-can-open',
    scenario: 'zoo',
    phrasings: [
      'can wolf reach lion?',
      'is wolf able to connect to service lion in zoo',
      'anything blocking traffic from wolf to lion?',
    ],
    expect: () => ({
      facts: [
        /\byes\b|\bcan\b|nothing (blocks|stops|in the way)|no network ?policy|not block|reachable|no polic/,
      ],
      forbid: [/\bcannot reach|is blocked|can't reach/],
      severity: 'none',
    }),
  },
  {
    id: 'connect-dns-name',
    scenario: 'grafana',
    phrasings: [
      'what is the dns name of service grafana in observatory?',
      'cluster dns name for svc grafana',
      'internal hostname of the grafana service',
    ],
    expect: () => says(/grafana\.observatory(\.svc)?/),
  },
  {
    id: 'connect-service-port',
    scenario: 'blocked-frontend',
    phrasings: [
      'which port does service backend-api expose?',
      'port of svc backend-api',
      'backend-api service port?',
    ],
    expect: () => says(/(?<!\d)8080(?!\d)/),
  },
  {
    id: 'connect-egress-denied',
    scenario: 'deny-egress',
    phrasings: [
      'can client in dns-lab reach the internet?',
      'is egress allowed from client in dns-lab',
      'does a network policy block outgoing traffic of client in dns-lab?',
    ],
    expect: () => says('default-deny-egress'),
  },
]);

export const switching = ofSkill('switch', [
  {
    id: 'switch-staging',
    dialogue: ['use staging'],
    phrasings: ['how many pods are there?', 'count pods', 'number of pods?'],
    expect: (truth) => ({ opening: [truth.number(truth.staging.pods().length)] }),
  },
  {
    id: 'switch-back',
    dialogue: ['switch to staging', 'switch back to prod'],
    phrasings: ['how many nodes do we have', 'count the nodes', 'node count?'],
    expect: (truth) => ({ opening: [truth.number(truth.prod.nodes().length)] }),
  },
  {
    id: 'switch-namespace',
    scenario: 'zoo',
    dialogue: ['focus on namespace zoo'],
    phrasings: ['how many deployments?', 'list deployments', 'which deployments are there?'],
    expect: (truth) => ({
      forbid: truth.prod.names('Deployment', { ns: 'kube-system' }),
      facts: [[truth.number(6), 'lion']],
    }),
  },
  {
    id: 'switch-says-so',
    phrasings: [
      'use staging',
      'switch to the staging cluster',
      "let's look at staging from now on",
      'kubectx staging',
    ],
    expect: () => ({ outcome: ['answered', 'talked'], facts: [/staging/] }),
  },
  {
    id: 'switch-unknown',
    phrasings: ['switch to cluster moonbase', 'use the moonbase cluster', 'kubectx moonbase'],
    expect: (truth) => ({
      outcome: ['unknown', 'asked'],
      facts: [/moonbase/, [truth.prod.name, truth.staging.name]],
    }),
  },
]);
