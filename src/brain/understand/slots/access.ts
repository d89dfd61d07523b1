import type { Analysis } from '../analyse.ts';
import type { Features } from '../features.ts';
import type { Slots } from '../reading.ts';

const VERBS: Readonly<Record<string, string>> = {
  get: 'get',
  read: 'get',
  view: 'get',
  see: 'get',
  show: 'get',
  describe: 'get',
  look: 'get',
  inspect: 'get',
  fetch: 'get',
  list: 'list',
  watch: 'watch',
  create: 'create',
  make: 'create',
  deploy: 'create',
  add: 'create',
  run: 'create',
  exec: 'create',
  'port-forward': 'create',
  update: 'update',
  edit: 'update',
  change: 'update',
  modify: 'update',
  write: 'update',
  patch: 'patch',
  restart: 'patch',
  scale: 'patch',
  cordon: 'patch',
  rollback: 'patch',
  delete: 'delete',
  remove: 'delete',
  kill: 'delete',
  drain: 'create',
  impersonate: 'impersonate',
  bind: 'bind',
  escalate: 'escalate',
  use: 'get',
  approve: 'approve',
};

const MODAL = new Set([
  'can',
  'could',
  'may',
  'allowed',
  'permission',
  'permissions',
  'can-i',
  'permitted',
  'rights',
]);

/** Who, which verb and which resource a question about permissions is about; `*` where it says none. */
export function accessSlots(analysis: Analysis, features: Features): NonNullable<Slots['access']> {
  const { words, flags } = analysis;
  const said = words.map(({ word }) => word);
  const from = said.findIndex((word) => MODAL.has(word));
  const isVerb = (word: string, at: number) =>
    Object.hasOwn(VERBS, word) &&
    at > from &&
    !(word === 'get' && said[at + 1] === 'access') &&
    word !== 'add';
  const verb = said.find(isVerb) ?? '';
  const subject = flags.as ?? subjectOf(analysis, said);
  return {
    ...(subject === undefined ? {} : { subject }),
    verb: VERBS[verb] ?? (/\baccess\b/.test(said.join(' ')) ? 'get' : '*'),
    resource: resourceOf(features, said, verb),
  };
}

function subjectOf({ mentions }: Analysis, said: readonly string[]): string | undefined {
  const account = mentions.find(
    ({ kind, matches }) =>
      kind === 'ServiceAccount' || matches.some((match) => match.kind === 'ServiceAccount'),
  );
  if (account !== undefined) return account.said;
  return said.includes('who') ? undefined : mentions.find(({ how }) => how === 'exact')?.said;
}

function resourceOf({ kinds }: Features, said: readonly string[], verb: string): string {
  const kind =
    kinds.find((one) => one !== 'ServiceAccount' && one !== 'Role' && one !== 'Namespace') ??
    kinds.find((one) => one === 'Namespace' || one === 'ServiceAccount');
  if (said.includes('logs') || said.includes('log')) return 'pods/log';
  if (verb === 'exec' || said.includes('exec')) return 'pods/exec';
  if (verb === 'port-forward') return 'pods/portforward';
  if (kind !== undefined && kind !== 'ServiceAccount')
    return verb === 'scale' ? `${pluralOf(kind)}/scale` : pluralOf(kind);
  if (verb === 'scale' || verb === 'restart' || verb === 'deploy' || verb === 'rollback')
    return 'deployments';
  return verb === 'cordon' || verb === 'drain' ? 'nodes' : '*';
}

/** The resource name of a kind: pods, ingresses, networkpolicies. */
function pluralOf(kind: string): string {
  const lower = kind === 'Workload' ? 'deployment' : kind.toLowerCase();
  if (lower.endsWith('y') && !lower.endsWith('ay')) return `${lower.slice(0, -1)}ies`;
  return /(?:s|x|ch)$/.test(lower) ? `${lower}es` : `${lower}s`;
}
