import { z } from 'zod';
import type { KubeClient } from '../client/client.ts';
import { listPages } from './list-pages.ts';
import type { WatchedResource } from './resources.ts';

/** In which namespaces an account that may not see the whole cluster is looked for. */
interface Namespaces {
  names: string[];
  /** False when there may be others: the account may not list namespaces, or there are too many. */
  complete: boolean;
  /** True when there are more than Jamie looks into one by one. */
  tooMany: boolean;
}

/** Finds out what an account may see when it may not see everything. */
export interface ScopeFinder {
  namespaces: () => Promise<Namespaces>;
  /** True when the account may list the resource there, as far as the server tells. */
  mayList: (namespace: string, resource: WatchedResource) => Promise<boolean>;
}

interface ScopeDeps {
  client: KubeClient;
  now: () => number;
  /** Asked for by the operator, else the namespaces of the kubeconfig's contexts. */
  configured: string[];
  signal: AbortSignal;
}

const FRESH_MS = 60_000;
/** Each namespace takes a watch a kind. */
const MOST_NAMESPACES = 40;

/** Asks the API server about namespaces and rules; answers are kept for a minute. */
export function createScopeFinder(deps: ScopeDeps): ScopeFinder {
  const namespaces = remembered(deps, () => findNamespaces(deps));
  const rules = new Map<string, () => Promise<Rule[] | undefined>>();
  const rulesOf = (namespace: string) => {
    const known = rules.get(namespace) ?? remembered(deps, () => reviewRules(deps, namespace));
    rules.set(namespace, known);
    return known();
  };
  return {
    namespaces,
    mayList: async (namespace, resource) => {
      const known = await rulesOf(namespace);
      return known === undefined || known.some((rule) => allowsList(rule, resource));
    },
  };
}

function remembered<T>({ now }: ScopeDeps, ask: () => Promise<T>): () => Promise<T> {
  let known: { at: number; value: Promise<T> } | undefined;
  return () => {
    if (known === undefined || now() - known.at > FRESH_MS) known = { at: now(), value: ask() };
    return known.value;
  };
}

const namespaceSchema = z.object({ metadata: z.object({ name: z.string() }) });

async function findNamespaces({ client, configured, signal }: ScopeDeps): Promise<Namespaces> {
  let names: string[] = [];
  try {
    await listPages({
      client,
      signal,
      path: '/api/v1/namespaces',
      onStart: () => (names = []),
      onItem: (item) => names.push(namespaceSchema.parse(item).metadata.name),
    });
    const wantedFirst = [...new Set([...configured.filter((name) => names.includes(name)), ...names])];
    const tooMany = names.length > MOST_NAMESPACES;
    return { names: wantedFirst.slice(0, MOST_NAMESPACES), complete: !tooMany, tooMany };
  } catch {
    return { names: configured.length > 0 ? configured : ['default'], complete: false, tooMany: false };
  }
}

const ruleSchema = z.object({
  verbs: z.array(z.string()),
  apiGroups: z.array(z.string()).nullish(),
  resources: z.array(z.string()).nullish(),
  resourceNames: z.array(z.string()).nullish(),
});
const reviewSchema = z.object({
  status: z.object({
    incomplete: z.boolean().nullish(),
    resourceRules: z.array(ruleSchema).nullish(),
  }),
});
type Rule = z.output<typeof ruleSchema>;

/** The rules of the account in a namespace; undefined when the server cannot tell them all. */
async function reviewRules({ client, signal }: ScopeDeps, namespace: string): Promise<Rule[] | undefined> {
  const kind = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview' };
  const path = '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews';
  try {
    const answer = await client.json({ path, signal, body: { ...kind, spec: { namespace } } });
    const { status } = reviewSchema.parse(answer);
    return status.incomplete === true ? undefined : (status.resourceRules ?? []);
  } catch {
    return undefined;
  }
}

function allowsList(rule: Rule, { group, plural }: WatchedResource): boolean {
  const has = (items: string[] | null | undefined, item: string) =>
    items?.some((one) => one === '*' || one === item) === true;
  const named = (rule.resourceNames?.length ?? 0) > 0;
  return !named && has(rule.verbs, 'list') && has(rule.apiGroups, group) && has(rule.resources, plural);
}
