import { formatBytes, formatCores, plural } from '#ground/text';
import type { ObjectRef, Usage } from '#diagnosis/evidence';
import { fact, say, type Block, type Draft } from '../answer/draft.ts';
import { bold, code, inline, type Markdown } from '../answer/markdown.ts';
import { percent } from '../answer/phrase.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { citeList } from '../cluster/observe.ts';
import { capacityOf, limitOf, type Capacity } from '../cluster/resources.ts';
import { isRunning } from '../cluster/pods.ts';
import { indexOf } from '../cluster/target.ts';
import { inventorySkill } from './inventory.ts';
import { outOfReach } from './out-of-reach.ts';
import type { Skill, SkillContext } from './skill.ts';
import { idlePods, keyOf, notRunning, question, type Question } from './using/asked.ts';
import { nearLimit } from './using/near-limit.ts';
import { roomLeft } from './using/room.ts';

const SHOWN = 10;
const HISTORY = /\b(?:graph|chart|plot|trend|history|histor\w+|over time|over the (?:last|past))\b/i;
const LEAST = /\b(?:least|lowest|smallest|fewest|minimum|idle\w*)\b/i;

const wantsLeast = ({ message, slots }: SkillContext): boolean =>
  slots.query?.order === 'ascending' || LEAST.test(message);

/** One pod or node that was measured, with what it may use. */
interface Measured {
  usage: Usage;
  capacity: Capacity;
}

type Resource = 'cpu' | 'memory';

const amount = (resource: Resource, value: number): string =>
  resource === 'cpu' ? `${formatCores(value)} CPU` : `${formatBytes(value)} memory`;

function share({ usage, capacity }: Measured, resource: Resource): string {
  const part = percent(usage[resource], capacity[resource]);
  return part === undefined ? '' : ` (${part} of its ${capacity.of})`;
}

const worded = (measured: Measured, resource: Resource): string =>
  `${amount(resource, measured.usage[resource])}${share(measured, resource)}`;

function resourcesOf({ slots }: SkillContext): Resource[] {
  const { resource } = slots;
  return resource === undefined || resource === 'both' ? ['cpu', 'memory'] : [resource];
}

function sorted(context: SkillContext, all: Measured[]): Measured[] {
  const by: Resource = context.slots.resource === 'cpu' ? 'cpu' : 'memory';
  const sign = wantsLeast(context) ? 1 : -1;
  return [...all].sort((a, b) => sign * (a.usage[by] - b.usage[by]));
}

function measured(context: SkillContext, { cluster, of, only }: Question, all: Usage[]): Measured[] {
  const index = indexOf(context, cluster);
  const { namespaces } = context.slots;
  if (index === undefined) return [];
  return all
    .filter((usage) => only === undefined || only.has(keyOf(usage)))
    .filter(
      ({ namespace }) =>
        of === 'node' || only !== undefined || namespaces.length === 0 || namespaces.includes(namespace),
    )
    .filter(({ namespace, name }) => {
      const pod = of === 'pod' ? index.get('Pod', namespace, name) : undefined;
      return pod === undefined || isRunning(pod);
    })
    .map((usage) => ({
      usage,
      capacity:
        of === 'node'
          ? capacityOf(index.get('Node', '', usage.name))
          : limitOf(index.get('Pod', usage.namespace, usage.name)),
    }));
}

function table(context: SkillContext, of: Question['of'], all: Measured[]): Block {
  const resources = resourcesOf(context);
  const heads = resources.map((resource) => (resource === 'cpu' ? 'CPU' : 'Memory'));
  const rows = all.map((one) => [
    code(one.usage.name),
    ...(of === 'pod' ? [code(one.usage.namespace)] : []),
    ...resources.map((resource) => inline`${worded(one, resource)}`),
  ]);
  return {
    type: 'table',
    head: [of === 'pod' ? 'Pod' : 'Node', ...(of === 'pod' ? ['Namespace'] : []), ...heads],
    rows,
    cap: SHOWN,
  };
}

function totals(context: SkillContext, all: Measured[]): string {
  const sum = (resource: Resource): number => all.reduce((total, { usage }) => total + usage[resource], 0);
  return resourcesOf(context)
    .map((resource) => amount(resource, sum(resource)))
    .join(' and ');
}

function verdict(context: SkillContext, asked: Question, all: Measured[]): { text: Markdown; says: string } {
  const [first] = all;
  const resources = resourcesOf(context);
  if (first === undefined) return { text: inline``, says: '' };
  const own = resources.map((resource) => worded(first, resource)).join(' and ');
  const says = `${first.usage.name}: ${own}`;
  if (all.length === 1)
    return { says, text: inline`${bold(inline`${asked.of} ${code(first.usage.name)} uses ${own}.`)}` };
  const by = context.slots.resource === 'cpu' ? 'CPU' : 'memory';
  const end = wantsLeast(context) ? 'least' : 'most';
  return { says, text: inline`${bold(inline`${code(first.usage.name)} uses the ${end} ${by}: ${own}.`)}` };
}

function answerFor(context: SkillContext, asked: Question, all: Measured[]): Block[] {
  const idle = idlePods(context, asked);
  if (all.length === 0 && idle.length > 0) return notRunning(context, asked, idle);
  if (all.length === 0)
    return [
      say(inline`Nothing ${asked.subject} is measured: no running ${asked.of}s there, or they are too new.`),
    ];
  if (context.slots.aspect === 'limit') return nearLimit(context, asked.cluster, all);
  return [...measurements(context, asked, all), ...notRunning(context, asked, idle)];
}

function measurements(context: SkillContext, asked: Question, all: Measured[]): Block[] {
  const ordered = sorted(context, all);
  const words = asked.of === 'node' ? ['top', 'nodes'] : ['top', 'pods', '-A'];
  const cite = citeList(context, { cluster: asked.cluster }, words);
  const { text, says } = verdict(context, asked, ordered);
  const total = totals(context, all);
  const evidence = [cite(says)];
  if (all.length === 1) return [fact(text, evidence)];
  const sum = fact(inline`In all, ${plural(all.length, asked.of)} ${asked.subject} use ${total} now.`, [
    cite(`${plural(all.length, asked.of)}: ${total}`),
  ]);
  return [fact(text, evidence), sum, table(context, asked.of, ordered)];
}

function unmeasured(context: SkillContext, asked: Question, problem: string): Block[] {
  const { clusters } = context;
  const words =
    asked.of === 'node'
      ? ['describe', 'nodes']
      : [
          'get',
          'pods',
          '-o',
          'custom-columns=NAME:.metadata.name,REQUESTS:.spec.containers[*].resources.requests',
        ];
  return [
    say(
      inline`${bold(inline`I cannot say what is in use on ${code(asked.cluster)}`)}: the metrics API (metrics-server) did not answer: ${problem}.`,
    ),
    say(
      inline`What was asked for is known all the same, as requests and limits: ${code(kubectl({ clusters, cluster: asked.cluster }, words))}`,
    ),
  ];
}

async function usageOn(
  context: SkillContext,
  cluster: string,
): Promise<{ blocks: Block[]; focus: ObjectRef[]; ok: boolean }> {
  if (context.snapshot(cluster) === undefined)
    return { blocks: [outOfReach(context, cluster)], focus: [], ok: false };
  if (context.slots.aspect === 'room') {
    context.looked(cluster, ['Node', 'Pod']);
    const blocks = await roomLeft(context, cluster);
    return { blocks, focus: context.slots.objects, ok: blocks.length > 0 };
  }
  const asked = question(context, cluster);
  context.looked(cluster, [asked.of === 'node' ? 'Node' : 'Pod'], context.slots.namespaces);
  const [namespace] =
    context.slots.namespaces.length === 1 && asked.only === undefined ? context.slots.namespaces : [];
  const result =
    asked.of === 'node'
      ? await context.calls.nodeUsage(cluster)
      : await context.calls.podUsage(cluster, namespace);
  if (!result.ok) return { blocks: unmeasured(context, asked, result.error.message), focus: [], ok: false };
  const all = measured(context, asked, result.value);
  const kind = asked.of === 'node' ? 'Node' : 'Pod';
  const focus = sorted(context, all).map(({ usage }) => ({
    cluster,
    kind,
    namespace: usage.namespace,
    name: usage.name,
  }));
  return { blocks: answerFor(context, asked, all), focus: focus.slice(0, SHOWN), ok: true };
}

/** Usage by namespace, of deployments, of what carries a label: questions for the inventory. */
function isForInventory({ slots }: SkillContext): boolean {
  const { query, objects } = slots;
  if (query === undefined || objects.length > 0 || slots.aspect !== undefined) return false;
  const beyond = query.filters.some(({ field }) => field !== 'namespace');
  return (
    beyond ||
    query.verb === 'average' ||
    query.groupBy !== undefined ||
    (query.kind !== 'Pod' && query.kind !== 'Node')
  );
}

async function answer(context: SkillContext): Promise<Draft> {
  if (isForInventory(context)) return inventorySkill.answer(context);
  const results = await Promise.all(context.slots.clusters.map((cluster) => usageOn(context, cluster)));
  const wantsHistory = HISTORY.test(context.message) || context.slots.time !== undefined;
  const noHistory = say(
    inline`This is the moment only: I do not ask for metrics history yet, so I can draw no graph and see no trend.`,
  );
  const ok = results.some((result) => result.ok);
  return {
    outcome: ok ? 'answered' : 'unknown',
    blocks: [...results.flatMap(({ blocks }) => blocks), ...(wantsHistory ? [noHistory] : [])],
    focus: context.slots.objects.length > 0 ? context.slots.objects : results.flatMap(({ focus }) => focus),
    suggestions: [{ label: 'Which nodes are fullest?', message: 'which nodes use the most memory?' }],
    gap:
      ok && !wantsHistory
        ? undefined
        : { outcome: 'out-of-reach', detail: ok ? 'metrics history' : 'metrics API' },
  };
}

export const usageSkill: Skill = {
  id: 'usage',
  answers: 'CPU and memory in use now, against requests and limits.',
  examples: ['Which pods use the most memory?', 'How much CPU does checkout use?', 'Usage of the nodes'],
  answer,
};
