import type { ClusterSnapshot, ObjectRef, Unseen } from '#diagnosis/evidence';
import { isBlindTo } from '#diagnosis/evidence';
import { plural } from '#ground/text';
import { fact, say, type Block, type Draft } from '../answer/draft.ts';
import { bold, code, inline } from '../answer/markdown.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { kindWord } from '../cluster/name.ts';
import { citeList } from '../cluster/observe.ts';
import { executeInventory, kindsOf } from '../inventory/execute-inventory.ts';
import { namespacesOf } from '../inventory/notes.ts';
import type { Filter, InventoryQuery } from '../inventory/query.ts';
import type { InventoryResult, UsageByCluster } from '../inventory/result.ts';
import { suggest, WHY } from './ask.ts';
import { notRead } from './listing/not-read.ts';
import { compareObjects } from './listing/compare-objects.ts';
import { answerFor } from './listing/word.ts';
import { outOfReach } from './out-of-reach.ts';
import type { Skill, SkillContext } from './skill.ts';

const WORKLOADS = 'deployments,statefulsets,daemonsets,jobs,cronjobs';
const MOST_FOCUS = 50;
const MOST_COMPARED = 3;

function only(filters: readonly Filter[], field: Filter['field']): string | undefined {
  const own = filters.filter((filter) => filter.field === field && filter.op === 'is');
  const value = own.length === 1 ? own[0]?.value : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** The command that shows the objects, before the filters that kubectl cannot do. */
function wordsFor({ kind, filters }: InventoryQuery): string[] {
  const namespace = only(filters, 'namespace');
  const selectors = filters.flatMap(({ field, op, value }) =>
    field.startsWith('label:') && op === 'is' && typeof value === 'string'
      ? [`${field.slice(6)}=${value}`]
      : [],
  );
  const scope = namespace === undefined ? ['-A'] : ['-n', namespace];
  return [
    'get',
    kind
      .split('+')
      .map((one) => (one === 'Workload' ? WORKLOADS : one.toLowerCase()))
      .join(','),
    ...scope,
    ...(selectors.length === 0 ? [] : ['-l', selectors.join(',')]),
  ];
}

/** Live usage of the clusters that measure it. */
async function measureUsage(
  context: SkillContext,
  { kind, clusters }: InventoryQuery,
): Promise<UsageByCluster> {
  const entries = await Promise.all(
    clusters.map(async (cluster): Promise<UsageByCluster> => {
      const isNode = kind === 'Node';
      const result = isNode ? await context.calls.nodeUsage(cluster) : await context.calls.podUsage(cluster);
      if (!result.ok) return {};
      return { [cluster]: isNode ? { nodes: result.value } : { pods: result.value } };
    }),
  );
  return Object.assign({}, ...entries) as UsageByCluster;
}

async function execute(
  context: SkillContext,
  query: InventoryQuery,
  snapshots: ClusterSnapshot[],
): Promise<InventoryResult> {
  const { now } = context;
  const first = executeInventory(query, snapshots, { now });
  if (!first.needsUsage) return first;
  const usage = await measureUsage(context, query);
  return executeInventory(query, snapshots, { now, usage });
}

function blocksOf(context: SkillContext, query: InventoryQuery, result: InventoryResult): Block[] {
  const words = wordsFor(query);
  const cite = (says: string): string[] =>
    query.clusters.map((cluster) => citeList(context, { cluster }, words)(says));
  const [cluster = ''] = query.clusters;
  const command = kubectl({ clusters: context.clusters, cluster }, words);
  if (result.needsUsage) {
    return [
      say(
        inline`${bold(inline`I cannot say what is in use`)}: the metrics API (metrics-server) did not answer.`,
      ),
    ];
  }
  if (result.unsupported.length > 0) return result.notes.map((note) => say(inline`${note}`));
  const { comparison = [] } = result;
  if (query.measure === undefined && comparison.length > 0 && comparison.length <= MOST_COMPARED)
    return compareObjects(context, comparison);
  return answerFor({ query, result, cite, command });
}

/** A kind that the watch cache does not hold: asked of the API server, counted and named. */
async function otherKind(context: SkillContext, query: InventoryQuery, cluster: string): Promise<Block[]> {
  const namespace = only(query.filters, 'namespace');
  const result = await context.calls.listAny({ cluster, kind: query.kind, namespace });
  if (!result.ok)
    return [say(inline`I could not list ${code(query.kind)} on ${code(cluster)}: ${result.error.message}.`)];
  const { kind, items, total, more } = result.value;
  const cite = citeList(context, { cluster, namespace }, ['get', query.kind.toLowerCase()]);
  const names = items.map(nameOf);
  const beyond = query.filters.filter(({ field }) => field !== 'namespace');
  const plain =
    beyond.length === 0
      ? []
      : [say(inline`I could not apply the rest of your question to this kind: I only know its names.`)];
  const head = inline`${more ? 'More than ' : ''}${plural(total, kindWord(kind))} on ${code(cluster)}${namespace === undefined ? inline`` : inline` in ${code(namespace)}`}.`;
  return [
    fact(bold(head), [cite(`${total} found`)]),
    ...plain,
    { type: 'list', items: names.map((name) => ({ text: code(name), evidence: [] })), cap: 15 },
  ];
}

function nameOf({ metadata }: Record<string, unknown>): string {
  if (typeof metadata !== 'object' || metadata === null || !('name' in metadata)) return '?';
  const namespace =
    'namespace' in metadata && typeof metadata.namespace === 'string' ? `${metadata.namespace}/` : '';
  return `${namespace}${String(metadata.name)}`;
}

const isKnown = (query: InventoryQuery): boolean => kindsOf(query).length > 0;

function focusOf({ rows }: InventoryResult): ObjectRef[] {
  return rows.slice(0, MOST_FOCUS).map(({ ref }) => ref);
}

async function answerKnown(
  context: SkillContext,
  query: InventoryQuery,
  snapshots: ClusterSnapshot[],
): Promise<Draft> {
  for (const { cluster } of snapshots) context.looked(cluster, []);
  const clusters = snapshots.map(({ cluster }) => cluster);
  const result = await execute(context, { ...query, clusters }, snapshots);
  const blocks = blocksOf(context, { ...query, clusters }, result);
  const failed = result.needsUsage || result.unsupported.length > 0;
  const [worst] = query.filters.some(({ field }) => ['ready', 'healthy', 'status'].includes(field))
    ? result.rows
    : [];
  return {
    outcome: failed ? 'unknown' : 'answered',
    blocks,
    focus: focusOf(result),
    suggestions: worst === undefined ? [] : [suggest(context.clusters, worst.ref, WHY)],
    gap: failed
      ? {
          outcome: 'out-of-reach',
          detail: result.needsUsage ? 'metrics API' : `properties: ${result.unsupported.join(', ')}`,
        }
      : undefined,
  };
}

/** True when none of what is asked for can be seen: an empty list would be a lie. */
function isBlind(query: InventoryQuery, unseen: Unseen[]): boolean {
  const kinds = kindsOf(query);
  return kinds.length > 0 && kinds.every((kind) => isBlindTo(unseen, kind, namespacesOf(query)));
}

function blindness(
  query: InventoryQuery,
  { cluster, unseen }: Pick<ClusterSnapshot, 'cluster' | 'unseen'>,
): Block[] {
  const kinds = kindsOf(query);
  const messages = new Set(unseen.filter(({ kind }) => kinds.includes(kind)).map(({ message }) => message));
  return [say(inline`${bold(inline`I cannot tell for ${code(cluster)}.`)} ${[...messages].join(' ')}`)];
}

async function answer(context: SkillContext): Promise<Draft> {
  const { query } = context.slots;
  if (query === undefined) {
    const text = 'What would you like me to count or list?';
    return {
      outcome: 'asked',
      blocks: [say(inline`${text}`)],
      suggestions: [],
      question: { text, choices: [] },
    };
  }
  if (query.unread !== undefined) return notRead(context, query.unread);
  const snapshots = query.clusters.flatMap((cluster) => context.snapshot(cluster) ?? []);
  const reached = snapshots.map(({ cluster }) => cluster);
  const missing = query.clusters
    .filter((cluster) => !reached.includes(cluster))
    .map((name) => outOfReach(context, name));
  const open = snapshots.filter(({ unseen }) => !isBlind(query, unseen));
  for (const { cluster, unseen } of snapshots)
    if (isBlind(query, unseen)) missing.push(...blindness(query, { cluster, unseen }));
  if (open.length === 0)
    return {
      outcome: 'unknown',
      blocks: missing,
      suggestions: [],
      gap: { outcome: 'out-of-reach', detail: query.clusters.join(', ') },
    };
  if (isKnown(query)) {
    const draft = await answerKnown(context, query, open);
    return { ...draft, blocks: [...draft.blocks, ...missing] };
  }
  const blocks = (await Promise.all(reached.map((cluster) => otherKind(context, query, cluster)))).flat();
  return {
    outcome: context.ledger.all().length > 0 ? 'answered' : 'unknown',
    blocks: [...blocks, ...missing],
    focus: [],
    suggestions: [],
  };
}

export const inventorySkill: Skill = {
  id: 'inventory',
  answers: 'Counts, lists, tops and comparisons of anything in the clusters.',
  examples: [
    'How many pods in web are not ready?',
    'List deployments by image',
    'Which pods restarted most?',
  ],
  answer,
};
