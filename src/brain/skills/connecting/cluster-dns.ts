import { checkCluster, checkObject, keptFromDns, type Finding } from '#diagnosis';
import { isBlindTo, type ObjectRef, type Pod } from '#diagnosis/evidence';
import { plural } from '#ground/text';
import { fact, say, type Block } from '../../answer/draft.ts';
import { bold, code, inline, listed } from '../../answer/markdown.ts';
import { isPodReady, type ClusterIndex } from '../../cluster/facts.ts';
import { citeList } from '../../cluster/observe.ts';
import { indexOf } from '../../cluster/target.ts';
import { gatherLogs, telling } from '../../logs/gather.ts';
import { lineItem } from '../../logs/items.ts';
import { blockedInWords } from '../diagnosing/follow-errors.ts';
import { causeOf, isTrouble, nextStep } from '../findings.ts';
import { outOfReach } from '../out-of-reach.ts';
import { sightOf } from '../sight.ts';
import type { SkillContext } from '../skill.ts';

const HOME = 'kube-system';
const SERVICE = 'kube-dns';
const MOST_LINES = 2;

interface Dns {
  pods: Pod[];
  ready: number;
  /** Whether it is known that nothing answers. */
  isDown: boolean;
}

function dnsOf(index: ClusterIndex): Dns {
  const pods = index
    .inNamespace('Pod', HOME)
    .filter(({ metadata }) => metadata.labels['k8s-app'] === SERVICE);
  const ready = pods.filter(isPodReady).length;
  const isEmpty =
    index.get('Service', HOME, SERVICE) !== undefined &&
    index.sees('EndpointSlice', HOME) &&
    index
      .slicesOf(HOME, SERVICE)
      .every(({ endpoints }) => endpoints.every(({ conditions }) => conditions.ready === false));
  return { pods, ready, isDown: ready === 0 && (pods.length > 0 || isEmpty) };
}

const told = (context: SkillContext, finding: Finding): Block =>
  fact(causeOf(finding), context.ledger.addAll(finding.evidence));

/** Why cluster DNS is down: what its service's checks find, what its pods said, and the next step. */
async function why(context: SkillContext, index: ClusterIndex, pods: readonly Pod[]): Promise<Block[]> {
  const { cluster } = index.snapshot;
  const ref: ObjectRef = { cluster, kind: 'Service', namespace: HOME, name: SERVICE };
  const [root] = checkObject(index.snapshot, ref).filter(isTrouble);
  const lines = telling(await gatherLogs(context, cluster, pods), MOST_LINES);
  const pod = { ...ref, kind: 'Pod', name: '' };
  const items = lines.map((line) => lineItem(context, pod, line));
  return [
    ...(root === undefined ? [] : [told(context, root)]),
    ...(items.length === 0 ? [] : [say(inline`What its pods say:`), { type: 'list' as const, items }]),
    ...(root === undefined ? [] : [nextStep(context, root)]),
  ];
}

/** Whether the cluster's own name service is up, and why it is not. */
export async function clusterDns(context: SkillContext, cluster: string): Promise<Block[]> {
  const index = indexOf(context, cluster);
  if (index === undefined) return [outOfReach(context, cluster)];
  if (isBlindTo(index.snapshot.unseen, 'Pod', [HOME]))
    return [
      say(
        inline`${bold(inline`I cannot tell whether cluster DNS is up: I may not look into ${code(HOME)}.`)} ${sightOf(index.snapshot, 'Pod') ?? inline``}`,
      ),
    ];
  const { pods, ready, isDown } = dnsOf(index);
  const names = pods
    .slice(0, 3)
    .map(({ metadata }) => metadata.name)
    .join(', ');
  const says = `${ready} of ${plural(pods.length, 'DNS pod')} ready${pods.length === 0 ? '' : ` (${names})`}`;
  const cite = citeList(context, { cluster, namespace: HOME }, ['get', 'pods', '-l', `k8s-app=${SERVICE}`]);
  const state = isDown
    ? inline`Cluster DNS on ${code(cluster)} is down`
    : inline`Cluster DNS on ${code(cluster)} is up`;
  const verdict =
    pods.length === 0 && !isDown ? inline`I see no DNS pods in ${code(HOME)} on ${code(cluster)}` : state;
  return [
    fact(inline`${bold(verdict)}: ${says}.`, [cite(says)]),
    ...(isDown ? await why(context, index, pods) : []),
  ];
}

/** The policies that keep pods of the places asked about from resolving names, with the next step. */
export function namesBlocked(context: SkillContext, cluster: string): Block[] {
  const { namespaces, objects } = context.slots;
  const index = indexOf(context, cluster);
  if (index === undefined || objects.length > 0) return [];
  const cut = checkCluster(index.snapshot).filter(
    ({ check, object }) =>
      check === 'network-policy-blocks-dns' &&
      (namespaces.length === 0 || namespaces.includes(object.namespace)),
  );
  const [worst] = cut;
  return [
    ...cut.map((finding) => told(context, finding)),
    ...(worst === undefined ? [] : [nextStep(context, worst)]),
  ];
}

/** What keeps a pod, or everybody, from finding anything by its name: cluster DNS that is down, or a policy; undefined when nothing does. */
export async function nameless(
  context: SkillContext,
  index: ClusterIndex,
  source?: Pod,
): Promise<{ words: string; blocks: Block[] } | undefined> {
  const { cluster } = index.snapshot;
  const policies = source === undefined ? [] : keptFromDns(index, source);
  if (policies.length > 0) {
    const names = policies.map(({ metadata }) => metadata.name);
    return {
      words: `network ${names.length === 1 ? 'policy' : 'policies'} ${names.join(', ')} ${names.length === 1 ? 'keeps' : 'keep'} it from asking DNS`,
      blocks: [
        ...blockedInWords(context, cluster, [{ direction: 'Egress', policies }]),
        say(
          inline`${bold(inline`Next:`)} Add an egress rule for UDP and TCP port 53 to ${listed(names.map(code))}.`,
        ),
      ],
    };
  }
  const isSeen = !isBlindTo(index.snapshot.unseen, 'Pod', [HOME]);
  if (source?.spec.hostNetwork === true || !isSeen || !dnsOf(index).isDown) return undefined;
  return { words: 'cluster DNS is down', blocks: await clusterDns(context, cluster) };
}
