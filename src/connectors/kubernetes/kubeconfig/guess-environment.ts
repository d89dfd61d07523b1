const WORDS: Record<string, string> = {
  prod: 'prod',
  production: 'prod',
  prd: 'prod',
  live: 'prod',
  stg: 'staging',
  stage: 'staging',
  staging: 'staging',
  preprod: 'staging',
  uat: 'staging',
  dev: 'dev',
  develop: 'dev',
  development: 'dev',
  test: 'test',
  testing: 'test',
  qa: 'test',
  integration: 'test',
  sandbox: 'sandbox',
  local: 'local',
  minikube: 'local',
  kind: 'local',
  k3d: 'local',
};
/** Parts of a name that say nothing about which cluster is meant. */
const FILLERS = new Set([
  'cluster', 'clusters', 'k8s', 'kubernetes', 'kube', 'admin', 'user', 'context', 'default', 'arn', 'aws', 'eks', 'gke', 'aks',
  'com', 'io', 'net', 'org', 'local', 'svc', 'the', 'eu', 'us', 'ap', 'west', 'east', 'north', 'south', 'central',
]); // prettier-ignore
const SHORTEST_ALIAS = 3;

/** prod, staging, dev, test, sandbox or local when the name says so; '' when it does not, or says two things. */
export function guessEnvironment(...names: string[]): string {
  for (const name of names) {
    const said = new Set(partsOf(name).flatMap((part) => wordOf(part) ?? []));
    if (/pre[-_]?prod/i.test(name)) return 'staging';
    if (/non[-_]?prod/i.test(name)) said.delete('prod');
    if (said.size === 1) return [...said][0] ?? '';
  }
  return '';
}

/** Shorter names for a cluster: what is left of an ARN or a user@cluster, and the telling parts of it. */
export function guessAliases(name: string): string[] {
  const short = name.replace(/^.*[/@]/, '').replace(/^gke_[^_]+_[^_]+_/, '');
  const telling = partsOf(short).filter(
    (part) =>
      part.length >= SHORTEST_ALIAS &&
      !FILLERS.has(part) &&
      wordOf(part) === undefined &&
      !/^\d+$/.test(part),
  );
  return [...new Set([short, ...telling])].filter((alias) => alias !== '' && alias !== name);
}

function partsOf(name: string): string[] {
  return name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== '');
}

/** prod, and also prod1 or eu2prod-like forms with digits at the end. */
function wordOf(part: string): string | undefined {
  return WORDS[part] ?? WORDS[part.replace(/\d+$/, '')];
}
