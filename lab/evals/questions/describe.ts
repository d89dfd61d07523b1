import { exactly, says } from '../expect.ts';
import { ofSkill } from '../question.ts';

export const describeScenes = ofSkill('describe', [
  {
    id: 'describe-image',
    scenario: 'grafana',
    phrasings: [
      'what is the image version of sea-turtle',
      'which image does sea-turtle run?',
      'sea-turtle image tag',
      'image of {pod:sea-turtle}',
    ],
    expect: () => ({ facts: [/1\.23\.4/], forbid: [/11\.2\.0/] }),
  },
  {
    id: 'describe-replicas',
    scenario: 'zoo',
    phrasings: ['how many replicas does lion have?', 'lion replicas', 'replica count of deployment lion'],
    expect: () => says(/(?<!\d)3(?!\d)|three/),
  },
  {
    id: 'describe-limits',
    scenario: 'zoo',
    phrasings: [
      'what are the limits of bear?',
      'memory limit of bear',
      'resources of deployment bear in zoo',
    ],
    expect: () => says(/2 ?gi/),
  },
  {
    id: 'describe-no-limits',
    scenario: 'zoo',
    phrasings: ['what is the memory limit of zebra?', 'zebra memory limit', 'limits of zebra'],
    expect: () => ({ facts: [/\bno\b|none|not set|without|unlimited|unset/], forbid: [/\d+ ?(mi|gi)\b/] }),
  },
  {
    id: 'describe-labels',
    scenario: 'zoo',
    phrasings: ['labels of deployment wolf', 'which labels does wolf have', 'wolf labels?'],
    expect: () => says(/diet ?[=:] ?meat/),
  },
  {
    id: 'describe-env',
    scenario: 'missing-secret',
    phrasings: [
      'environment variables of statefulset database in vaults',
      'which env vars does database in vaults get',
      'env of database (vaults)',
    ],
    expect: () => says('postgres_password', 'database-secret'),
  },
  {
    id: 'describe-ports',
    scenario: 'grafana',
    phrasings: ['which port does grafana listen on?', 'grafana port', 'container ports of grafana'],
    expect: () => says(/(?<!\d)3000(?!\d)/),
  },
  {
    id: 'describe-node-of-pod',
    scenario: 'grafana',
    phrasings: [
      'on which node does grafana run?',
      'which node is {pod:grafana} on',
      'where does the grafana pod run',
    ],
    expect: (truth) =>
      exactly([truth.prod.podsOf('grafana')[0]?.spec.nodeName ?? ''], truth.prod.names('Node')),
  },
  {
    id: 'describe-ip',
    scenario: 'grafana',
    phrasings: ['what is the ip of {pod:grafana}', 'pod ip of grafana', 'ip address of the grafana pod'],
    expect: (truth) => says(truth.prod.podsOf('grafana')[0]?.status.podIP ?? 'none'),
  },
  {
    id: 'describe-probes',
    scenario: 'zoo',
    phrasings: [
      'which probes does lion have?',
      'lion liveness probe',
      'what health checks are configured on lion',
    ],
    expect: () => says(/healthz/, /(?<!\d)80(?!\d)/),
  },
  {
    id: 'describe-cronjob',
    scenario: 'zoo',
    phrasings: ['when does night-feed run?', 'schedule of cronjob night-feed', 'night-feed schedule'],
    expect: () => says(/30 2|2:30|02:30/),
  },
  {
    id: 'describe-cronjob-suspended',
    scenario: 'zoo',
    phrasings: [
      'is night-feed suspended?',
      'cronjob night-feed suspended or not',
      'did someone suspend night-feed',
    ],
    expect: () => ({ facts: [/suspended|yes/], forbid: [/(not|isn't) suspended/] }),
  },
  {
    id: 'describe-cronjob-not-suspended',
    scenario: 'zoo',
    phrasings: ['is day-feed suspended?', 'cronjob day-feed: suspended?', 'has day-feed been suspended'],
    expect: () => ({
      facts: [/\bno\b|not suspended|isn't|active|false|not\b/],
      forbid: [/(is|has been|yes,?) suspended/],
    }),
  },
  {
    id: 'describe-service-type',
    scenario: 'zoo',
    phrasings: ['what type is service gate?', 'service gate type', 'is the gate service a loadbalancer'],
    expect: () => says(/loadbalancer/),
  },
  {
    id: 'describe-yaml',
    scenario: 'zoo',
    phrasings: [
      'show me the yaml of deployment wolf',
      'kubectl get deploy wolf -o yaml',
      'wolf manifest please',
    ],
    expect: () => says(/kind: deployment/, /python:3\.12/),
  },
  {
    id: 'describe-describe',
    scenario: 'zoo',
    phrasings: [
      'describe deployment bear',
      'kubectl describe deploy bear -n zoo',
      'details of bear',
      'tell me about bear',
    ],
    expect: () => says('bear', /2\.4\.1/),
  },
  {
    id: 'describe-configmap',
    scenario: 'config-map',
    phrasings: [
      'show me configmap feature-flags',
      'what is in the config map feature-flags',
      'contents of cm feature-flags',
    ],
    expect: () => says('feature-flags'),
  },
  {
    id: 'describe-service-account',
    scenario: 'get-not-list',
    phrasings: [
      'which service account does monitoring-agent use?',
      'serviceaccount of monitoring-agent deployment',
      'monitoring-agent deployment runs as which sa',
    ],
    expect: () => says('monitoring-agent', /service ?account/),
  },
  {
    id: 'describe-node-version',
    phrasings: [
      'kubelet version of {node:0}',
      'which version does node {node:0} run',
      '{node:0} k8s version',
    ],
    expect: (truth) => says([truth.prod.version(), truth.prod.version().slice(1)]),
  },
  {
    id: 'describe-node-capacity',
    phrasings: ['how many cpus does {node:0} have?', 'cpu capacity of {node:0}', 'cores on node {node:0}'],
    expect: (truth) =>
      says(new RegExp(`(?<![\\d.])${truth.prod.nodes()[0]?.status.capacity.cpu ?? 'x'}(?![\\d])`)),
  },
  {
    id: 'describe-restarts',
    scenario: 'two-sick-apps',
    phrasings: [
      'how many times has {pod:robust} restarted?',
      'restart count of {pod:robust}',
      'did {pod:robust} restart',
    ],
    expect: () => says(/\b0\b|never|no restarts?|not (been )?restarted|has not|hasn't|zero|none/),
  },
  {
    id: 'describe-pvc',
    scenario: 'zoo',
    phrasings: ['how big is pvc elephant-feed', 'size of elephant-feed', 'elephant-feed storage size?'],
    expect: () => ({ facts: [/20 ?gi/], forbid: [/(?<!\d)1 ?gi/] }),
  },
  {
    id: 'describe-hpa',
    scenario: 'hpa-no-requests',
    phrasings: [
      'min and max replicas of hpa golden-eagle',
      'what is the maximum of the golden-eagle autoscaler',
      'golden-eagle hpa limits',
    ],
    expect: () => says(/(?<!\d)6(?!\d)|six/),
  },
  {
    id: 'describe-age',
    scenario: 'zoo',
    phrasings: [
      'is lion scaled to at least two replicas?',
      'does lion have 2 or more replicas',
      'lion replicas >= 2?',
    ],
    expect: () => says(/(?<!\d)3(?!\d)|three/),
  },
]);
