import { stemmer } from 'stemmer';

/** Words that say nothing about which command is meant. */
const SAYS_NOTHING = new Set(
  `a an the this that these those my our your its i we you me us it one ones is are was be am do does did done doing can could would should will may might must
  how what which whats who to for of in with by at and or if so then please pls kubectl command commands cmd cli way need want like know tell give using use via
  terminal line quickly easily best proper right correct there here have has had get got getting gets show shows showing see seeing list lists listing display print
  view find look check out some any s kubernetes k8s cluster's help just without something whats's again now way run running thing things
  resource resources object objects certain given specific particular via exactly type typed typing word words one-liner liner go about`
    .split(/\s+/)
    .filter(Boolean),
);

const SAME: Readonly<Record<string, string>> = {
  rollback: 'undo',
  revert: 'undo',
  'roll-back': 'undo',
  back: 'undo',
  rolling: 'rollout',
  rollouts: 'rollout',
  roll: 'rollout',
  po: 'pod',
  deploy: 'deployment',
  deployments: 'deployment',
  svc: 'service',
  ns: 'namespace',
  no: 'node',
  nodes: 'node',
  sts: 'statefulset',
  ds: 'daemonset',
  cj: 'cronjob',
  crons: 'cronjob',
  cron: 'cronjob',
  rs: 'replicaset',
  cm: 'configmap',
  workload: 'deployment',
  app: 'deployment',
  application: 'deployment',
  machine: 'node',
  host: 'node',
  server: 'server',
  log: 'logs',
  tail: 'follow',
  stream: 'follow',
  streaming: 'follow',
  tailing: 'follow',
  '-f': 'follow',
  live: 'follow',
  realtime: 'follow',
  prior: 'previous',
  earlier: 'previous',
  last: 'last',
  older: 'previous',
  crashed: 'previous',
  '--previous': 'previous',
  '-p': 'previous',
  bash: 'shell',
  ssh: 'shell',
  sh: 'shell',
  terminal: 'shell',
  enter: 'shell',
  login: 'shell',
  remove: 'delete',
  kill: 'delete',
  destroy: 'delete',
  erase: 'delete',
  drop: 'delete',
  purge: 'delete',
  add: 'create',
  new: 'create',
  generate: 'generate',
  modify: 'edit',
  alter: 'edit',
  'in-place': 'edit',
  copy: 'cp',
  copying: 'cp',
  upload: 'cp',
  download: 'cp',
  transfer: 'cp',
  permissions: 'permission',
  rights: 'permission',
  allowed: 'permission',
  privileges: 'permission',
  may: 'permission',
  'can-i': 'can-i',
  bounce: 'restart',
  reboot: 'restart',
  restarting: 'restart',
  redeploy: 'restart',
  restarts: 'restartcount',
  recycle: 'restart',
  labels: 'label',
  labelled: 'label',
  labeled: 'label',
  labelling: 'label',
  tag: 'label',
  annotations: 'annotation',
  annotate: 'annotation',
  annotating: 'annotation',
  metrics: 'usage',
  'resource-usage': 'usage',
  taints: 'taint',
  tainted: 'taint',
  evict: 'drain',
  evicted: 'evicted',
  evacuate: 'drain',
  empty: 'drain',
  draining: 'drain',
  replicas: 'replica',
  instances: 'replica',
  copies: 'replica',
  contexts: 'contexts',
  env: 'environment',
  envs: 'environment',
  vars: 'variable',
  var: 'variable',
  variables: 'variable',
  usage: 'usage',
  consumption: 'usage',
  consume: 'usage',
  consumes: 'usage',
  consuming: 'usage',
  utilisation: 'usage',
  utilization: 'usage',
  ram: 'memory',
  sorted: 'sort',
  order: 'sort',
  ordered: 'sort',
  sorting: 'sort',
  'sort-by': 'sort',
  event: 'events',
  manifest: 'yaml',
  'dry-run': 'dry-run',
  dryrun: 'dry-run',
  conf: 'config',
  forward: 'port-forward',
  forwarding: 'port-forward',
  portforward: 'port-forward',
  'port-forwarding': 'port-forward',
  port: 'port-forward',
  rename: 'rename',
  switch: 'switch',
  change: 'change',
  changing: 'change',
  swap: 'switch',
  trigger: 'trigger',
  manually: 'trigger',
  'by-hand': 'trigger',
  unschedulable: 'cordon',
  schedulable: 'uncordon',
  uncordoned: 'uncordon',
  hpa: 'autoscale',
  autoscaler: 'autoscale',
  autoscaling: 'autoscale',
  decoded: 'decode',
  decrypt: 'decode',
  base64: 'decode',
  volumes: 'volume',
  configmaps: 'configmap',
  secrets: 'secret',
  stuck: 'force',
  forever: 'force',
  hanging: 'force',
  forcefully: 'force',
  forced: 'force',
  forcibly: 'force',
  immediately: 'force',
};

/** Words of kinds and of scope: nearly every question has some. */
export const KINDS = new Set(
  'pod deployment node service namespace statefulset daemonset cronjob job replicaset configmap secret ingress container pods all every across'.split(
    ' ',
  ),
);

/** The words of a question or a recipe that tell commands apart, synonyms made one. */
export function normalise(text: string): string[] {
  const joined = text
    .toLowerCase()
    .replace(/\b(roll|rolled|rolling) (?:it |them |that )?back\b/g, 'undo')
    .replace(/\b(?:show|showing|see|display|view|print|list)(?: the| all| me)* labels\b/g, 'show-labels')
    .replace(/\bport[ -]forward(?:ing)?\b/g, 'port-forward')
    .replace(/\bforward(?:ing)? (?:a |the )?(?:local )?ports?\b/g, 'port-forward')
    .replace(
      /\b(?:view|see|read|show|look at|print|display|inspect) (?:a|the|my|one) secrets?\b/g,
      'decode secret',
    )
    .replace(/\bdry run\b/g, 'dry-run')
    .replace(/\b(?:cron ?)jobs?\b/g, 'cronjob')
    .replace(/\bconfig ?maps?\b/g, 'configmap')
    .replace(/\bservice ?accounts?\b/g, 'serviceaccount')
    .replace(/\breplica ?sets?\b/g, 'replicaset')
    .replace(/\bstateful ?sets?\b/g, 'statefulset')
    .replace(/\bdaemon ?sets?\b/g, 'daemonset')
    .replace(/\bcustom ?resource ?(?:definition)?s?\b/g, 'crd')
    .replace(/\bauto[ -]scale/g, 'autoscale')
    .replace(/\bwho ?am ?i\b/g, 'whoami')
    .replace(
      /\b(?:if|whether) (?:i|we|the current user) (?:can|may|could|am allowed|are allowed)\b.*$/,
      'can-i',
    )
    .replace(
      /\b(?:if|whether) (?:a |an |the |some )?(?:specific |other )?(?:user|service ?account|sa|account)\b.*$/,
      'can-i serviceaccount permission',
    )
    .replace(/\bcan[ -]i\b/g, 'can-i')
    .replace(/\b(?:cluster ?role)s?\b/g, 'clusterrole')
    .replace(/\b(?:not|no longer) (?:be )?schedul\w+/g, 'cordon')
    .replace(/\bget rid of\b/g, 'delete')
    .replace(/\bnon[ -]?running\b|\bnot running\b|\b(?:are not|aren't|isn't) running\b/g, 'notrunning');
  return [...new Set((joined.match(/-?-?[a-z0-9][a-z0-9-]*/g) ?? []).flatMap(wordsOf))];
}

function wordsOf(word: string): string[] {
  if (SAYS_NOTHING.has(word)) return [];
  const same = SAME[word];
  return [same ?? (/^[a-z]+$/.test(word) && word.length > 3 ? (SAME[stemmer(word)] ?? stemmer(word)) : word)];
}
