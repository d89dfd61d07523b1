import { formatBytes, formatCores } from '#ground/text';
import { podRequests } from '#diagnosis';
import type { Node, Usage } from '#diagnosis/evidence';
import { fact, say, type Block } from '../../answer/draft.ts';
import { bold, code, inline, listed, type Markdown } from '../../answer/markdown.ts';
import { percent } from '../../answer/phrase.ts';
import { parseQuantity } from '../../cluster/facts.ts';
import { citeList } from '../../cluster/observe.ts';
import { capacityOf } from '../../cluster/resources.ts';
import { indexOf } from '../../cluster/target.ts';
import type { SkillContext } from '../skill.ts';

const RESOURCES = ['cpu', 'memory'] as const;
type Resource = (typeof RESOURCES)[number];
/** From here on a node has hardly any room. */
const NEARLY_FULL = 0.9;

interface Room {
  node: Node;
  pods: number;
  podCapacity?: number;
  allocatable: Partial<Record<Resource, number>>;
  requested: Record<Resource, number>;
  used?: Usage;
}

const format = (resource: Resource, value: number): string =>
  resource === 'cpu' ? `${formatCores(Math.max(0, value))} CPU` : `${formatBytes(Math.max(0, value))} memory`;

function roomOf(context: SkillContext, cluster: string, usage: readonly Usage[] | undefined): Room[] {
  const index = indexOf(context, cluster);
  if (index === undefined) return [];
  const wanted = context.slots.objects.filter(({ kind }) => kind === 'Node').map(({ name }) => name);
  return index
    .list('Node')
    .filter(({ metadata }) => wanted.length === 0 || wanted.includes(metadata.name))
    .map((node) => {
      const pods = index
        .podsOn(node.metadata.name)
        .filter(({ status }) => status.phase !== 'Succeeded' && status.phase !== 'Failed');
      const requested = (resource: Resource) =>
        pods.reduce((sum, pod) => sum + (podRequests(pod)[resource] ?? 0), 0);
      const { cpu, memory } = capacityOf(node);
      return {
        node,
        pods: pods.length,
        podCapacity: parseQuantity(node.status.allocatable['pods'] ?? node.status.capacity['pods']),
        allocatable: { cpu, memory },
        requested: { cpu: requested('cpu'), memory: requested('memory') },
        used: usage?.find(({ name }) => name === node.metadata.name),
      };
    })
    .sort((a, b) => share(a) - share(b));
}

/** How much of what a node has is promised: of memory, which cannot be shared out thinner. */
const share = ({ allocatable, requested }: Room): number => requested.memory / (allocatable.memory ?? 1);

/** What of one resource is left: for new pods, and in truth. */
function left({ allocatable, requested, used }: Room, resource: Resource): Markdown {
  const all = allocatable[resource];
  if (all === undefined) return inline`–`;
  const promised = `${format(resource, all - requested[resource])} of ${format(resource, all)} not yet requested (${percent(requested[resource], all) ?? '?'} requested)`;
  const inUse =
    used === undefined
      ? 'what is in use is not measured'
      : `${format(resource, all - used[resource])} not in use (${percent(used[resource], all) ?? '?'} used)`;
  return inline`${promised}, ${inUse}`;
}

/** By what a node is full, if by anything. */
function fullBy({ allocatable, requested, used, pods, podCapacity }: Room): string[] {
  const near = RESOURCES.flatMap((resource) => {
    const all = allocatable[resource];
    if (all === undefined || all === 0) return [];
    const asked = requested[resource] / all >= NEARLY_FULL ? [`${resource} requests`] : [];
    return (used?.[resource] ?? 0) / all >= NEARLY_FULL ? [...asked, `${resource} in use`] : asked;
  });
  return podCapacity !== undefined && pods >= NEARLY_FULL * podCapacity ? [...near, 'number of pods'] : near;
}

const isReady = ({ node }: Room) =>
  node.status.conditions.some(({ type, status }) => type === 'Ready' && status === 'True');

function verdict(room: Room): Markdown {
  const full = fullBy(room);
  const name = inline`Node ${code(room.node.metadata.name)}`;
  const state = isReady(room) ? '' : ' It is not ready, so no new pod goes there all the same.';
  const pods = room.podCapacity === undefined ? '' : `, ${room.pods} of ${room.podCapacity} pods`;
  return full.length === 0
    ? inline`${bold(inline`${name} is not full${pods}.`)}${state}`
    : inline`${bold(inline`${name} is nearly full by ${full.join(', ')}${pods}.`)}${state}`;
}

/** How much nodes have left: what is not requested yet, and what is not in use. Nothing of disks, which no object tells. */
export async function roomLeft(context: SkillContext, cluster: string): Promise<Block[]> {
  const result = await context.calls.nodeUsage(cluster);
  const rooms = roomOf(context, cluster, result.ok ? result.value : undefined);
  const cite = citeList(context, { cluster }, ['describe', 'nodes']);
  const { resource } = context.slots;
  const asked = RESOURCES.filter((one) => resource === undefined || resource === 'both' || resource === one);
  const note = result.ok ? [] : [say(inline`What is in use is unknown: ${result.error.message}.`)];
  if (rooms.length === 0) return [];
  const facts = rooms.map((room) => {
    const parts = listed(asked.map((one) => left(room, one)));
    return fact(inline`${verdict(room)} Left: ${parts}.`, [
      cite(
        `${room.node.metadata.name}: ${asked.map((one) => `${one} requested ${room.requested[one]}`).join(', ')}`,
      ),
    ]);
  });
  return [...facts, ...note];
}
