import { keptFromDns, keptInside, letsThrough, policiesOn } from '#diagnosis';
import type { NetworkPolicy, Pod } from '#diagnosis/evidence';
import { fact, say, type Block } from '../../answer/draft.ts';
import { bold, code, inline, listed, type Markdown } from '../../answer/markdown.ts';
import { kubectl } from '../../cluster/kubectl.ts';
import { fullName } from '../../cluster/name.ts';
import { citeObject } from '../../cluster/observe.ts';
import { livePods, podsFor, type Target } from '../../cluster/target.ts';
import { isFromOutside } from './from-outside.ts';
import { mayHide } from '../sight.ts';
import type { SkillContext } from '../skill.ts';

const NAMES =
  /(?<![\w-])dns\b|\bresolv\w*|name resolution|nslookup|\blook ?ups?\b|\bno such host\b|\bhost ?names?\b/i;
const OUTSIDE =
  /\binternet\b|\boutside\b|\boutgoing\b|\boutbound\b|\begress\b|\bexternal\b|\bthe (?:outer )?world\b|\bout of the cluster\b|\bget out\b/i;
const TOUCH =
  /\breach\w*|\bconnect\w*|\btalk\w*|\bblock\w*|\btime(?:s|d)?[ -]?outs?\b|\btiming out\b|\bnetwork polic\w*|\btraffic\b|\bincoming\b|\bingress polic\w*|\brefus\w*|\bunreachable\b|\bget (?:to|through)\b/i;

/** Which ways of traffic a message is about. */
export function waysAsked(message: string): { names: boolean; outside: boolean; inward: boolean } {
  const outside =
    OUTSIDE.test(message) &&
    !isFromOutside(message) &&
    !/\bfrom (?:the )?(?:outside|internet|world)\b/i.test(message);
  const names = NAMES.test(message);
  return { names, outside, inward: TOUCH.test(message) && !outside && !names };
}

const refOf = ({ index }: Target, policy: NetworkPolicy) => index.ref('NetworkPolicy', policy);

/** "network policy `x` lets out nothing", each with its evidence. */
function told(
  context: SkillContext,
  target: Target,
  way: { out: boolean; policies: NetworkPolicy[] },
): Block[] {
  const direction = way.out ? 'Egress' : 'Ingress';
  return way.policies.map((policy) => {
    const ref = refOf(target, policy);
    const says = `lets ${way.out ? 'out' : 'in'} ${letsThrough(policy, direction)}`;
    return fact(inline`${fullName(ref)} ${says}.`, [citeObject(context, ref, `${direction}: ${says}`)]);
  });
}

function verdict(
  context: SkillContext,
  target: Target,
  closed: { policies: NetworkPolicy[]; what: Markdown },
): Block[] {
  const { policies, what } = closed;
  const out = told(context, target, { out: true, policies });
  const names = policies.map(({ metadata }) => code(metadata.name));
  const which = policies.length === 1 ? 'Network policy' : 'The network policies';
  const keep = policies.length === 1 ? 'keeps' : 'keep';
  const { cluster, namespace } = target.ref;
  const command = kubectl({ clusters: context.clusters, cluster, namespace }, [
    'get',
    'networkpolicy',
    ...policies.map(({ metadata }) => metadata.name),
    '-o',
    'yaml',
  ]);
  return [
    fact(
      bold(inline`${which} ${listed(names)} ${keep} ${fullName(target.ref)} from ${what}.`),
      out.flatMap((block) => (block.type === 'fact' ? block.evidence : [])),
    ),
    ...out,
    say(inline`${bold(inline`Next:`)} Add an egress rule for what it needs. ${code(command)}`),
  ];
}

/** Egress that is open as far as can be seen: said with what was looked at. */
function open(context: SkillContext, target: Target, { pod, what }: { pod: Pod; what: Markdown }): Block {
  const policies = policiesOn(target.index, pod, 'Egress');
  const says =
    policies.length === 0
      ? 'no network policy restricts what goes out of it'
      : `its egress policies allow that: ${policies.map(({ metadata }) => metadata.name).join(', ')}`;
  const { cluster, namespace } = target.ref;
  const [unseen] = mayHide(context, { clusters: [cluster], namespaces: [namespace], kind: 'NetworkPolicy' });
  if (unseen !== undefined)
    return say(
      inline`${bold(inline`I cannot tell whether a network policy keeps it from ${what}.`)} ${unseen}`,
    );
  return fact(
    inline`As far as network policies go, nothing keeps ${fullName(target.ref)} from ${what}: ${says}. I have not sent any packet.`,
    [citeObject(context, target.ref, says)],
  );
}

/** Whether anybody beyond its own namespace may come in through a policy. */
const admitsOthers = ({ spec }: NetworkPolicy): boolean =>
  spec.ingress.some(
    ({ from }) => from.length === 0 || from.some((peer) => peer.ipBlock ?? peer.namespaceSelector),
  );

/** Whether policies let nobody of another namespace in to an object's pods. */
export function isShut(target: Target): boolean {
  const [pod] = livePods(podsFor(target));
  const policies = pod === undefined ? [] : policiesOn(target.index, pod, 'Ingress');
  return policies.length > 0 && !policies.some(admitsOthers);
}

function inward(context: SkillContext, target: Target, pod: Pod): Block[] {
  const policies = policiesOn(target.index, pod, 'Ingress');
  if (policies.length === 0) return [];
  const blocks = told(context, target, { out: false, policies });
  if (policies.some(admitsOthers)) return blocks;
  const names = policies.map(({ metadata }) => code(metadata.name));
  const { namespace } = target.ref;
  const whom = policies.some(({ spec }) => spec.ingress.length > 0)
    ? inline`Nobody outside of ${code(namespace)} can reach`
    : inline`Nobody can reach`;
  return [
    fact(
      bold(inline`${whom} ${fullName(target.ref)}: network policy ${listed(names)} lets no other in.`),
      blocks.flatMap((block) => (block.type === 'fact' ? block.evidence : [])),
    ),
    ...blocks,
  ];
}

/** That nobody of another namespace may reach an object's pods: no fault by itself, but it may explain one. */
export function isolationOf(context: SkillContext, target: Target): Block[] {
  const [pod] = target.kind === 'Namespace' || target.kind === 'Node' ? [] : livePods(podsFor(target));
  if (pod === undefined || waysAsked(context.message).inward) return [];
  const [policy, ...others] = policiesOn(target.index, pod, 'Ingress');
  if (policy === undefined || [policy, ...others].some(admitsOthers)) return [];
  const ref = refOf(target, policy);
  const says = `lets in ${letsThrough(policy, 'Ingress')}`;
  const { namespace } = target.ref;
  return [
    fact(
      inline`Worth knowing: ${fullName(ref)} ${says}, so nobody outside of ${code(namespace)} can reach it.`,
      [citeObject(context, ref, says)],
    ),
  ];
}

/** What network policies do to an object's traffic, in the ways that a message asks about; empty when it asks about none. */
export function policyBlocks(context: SkillContext, target: Target): Block[] {
  const [pod] = livePods(podsFor(target));
  if (pod === undefined) return [];
  const ways = waysAsked(context.message);
  const dns = { pod, what: inline`resolving names: nothing is let out to DNS on port 53` };
  const world = { pod, what: inline`addresses outside of the cluster` };
  const nameless = keptFromDns(target.index, pod);
  const inside = ways.outside ? keptInside(target.index, pod) : [];
  return [
    ...(ways.outside && inside.length > 0
      ? verdict(context, target, { policies: inside, what: world.what })
      : []),
    ...(ways.outside && inside.length === 0 ? [open(context, target, world)] : []),
    ...(nameless.length > 0 && (ways.names || (ways.outside && inside.length === 0))
      ? verdict(context, target, { policies: nameless, what: dns.what })
      : []),
    ...(ways.names && nameless.length === 0
      ? [open(context, target, { pod, what: inline`asking DNS` })]
      : []),
    ...(ways.inward ? inward(context, target, pod) : []),
  ];
}
