import type { Blocked, Finding } from '#diagnosis';
import {
  checkObject,
  explainNetworkPath,
  grantsFor,
  grantsTo,
  keptFromDns,
  letsThrough,
  ruleInWords,
} from '#diagnosis';
import type { ObjectRef, Pod } from '#diagnosis/evidence';
import { fact, say, type Block } from '../../answer/draft.ts';
import { bold, code, listed, inline, type Markdown } from '../../answer/markdown.ts';
import { citeList, citeObject } from '../../cluster/observe.ts';
import { idleBehind } from '../../cluster/idle.ts';
import { kubectlOn } from '../../cluster/kubectl.ts';
import { fullName } from '../../cluster/name.ts';
import { standingOf } from '../../cluster/standing.ts';
import { as, livePods, podsFor, targetOf, type Target } from '../../cluster/target.ts';
import { gatherLogs, telling } from '../../logs/gather.ts';
import { lineItem } from '../../logs/items.ts';
import {
  refusalIn,
  remoteNamed,
  serviceMeant,
  servicesNamed,
  unresolvedHost,
  type Refusal,
} from '../../logs/mentions.ts';
import type { TellingLine } from '../../logs/tell-lines.ts';
import { isTrouble, nextStep, subjectOf } from '../findings.ts';
import type { SkillContext } from '../skill.ts';
import { isOutside } from './whose.ts';

/** The errors of an object's logs, and the pod that wrote them. */
export interface Errors {
  target: Target;
  pod: Pod;
  lines: TellingLine[];
}

const MOST_FOLLOWED = 2;
/** Words of a call that was not answered. */
export const UNREACHED =
  /time(?:d)?[ -]?out|refused|unreachable|no route|deadline|resolve|no such host|ENOTFOUND|EAI_AGAIN/i;

function firstTrouble(context: SkillContext, service: ObjectRef): Finding | undefined {
  const snapshot = context.snapshot(service.cluster);
  return snapshot === undefined ? undefined : checkObject(snapshot, service).find(isTrouble);
}

/** "network policy `x` lets in only ...": which policies keep one pod from another. */
export function blockedInWords(context: SkillContext, cluster: string, blocked: Blocked[]): Block[] {
  return blocked.flatMap(({ direction, policies }) =>
    policies.map((policy) => {
      const ref = {
        cluster,
        kind: 'NetworkPolicy',
        namespace: policy.metadata.namespace,
        name: policy.metadata.name,
      };
      const through = letsThrough(policy, direction);
      const way = direction === 'Egress' ? 'out' : 'in';
      return fact(inline`${fullName(ref)} lets ${way} ${through}.`, [
        citeObject(context, ref, `${direction}: lets ${way} ${through}`),
      ]);
    }),
  );
}

function pathTo(context: SkillContext, { target, pod }: Errors, service: Target): Block[] {
  const [peer] = livePods(podsFor(service));
  if (peer === undefined) return [];
  const port = peer.spec.containers.flatMap(({ ports }) => ports)[0]?.containerPort;
  const wanted = port === undefined ? undefined : { port };
  const blocked = explainNetworkPath(target.index, { from: pod, to: peer, port: wanted });
  return blockedInWords(context, target.ref.cluster, blocked);
}

async function deeper(context: SkillContext, service: Target): Promise<Block[]> {
  const pods = livePods(podsFor(service));
  const lines = telling(await gatherLogs(context, service.ref.cluster, pods), 2);
  if (lines.length === 0) return [];
  const ref = { ...service.ref, kind: 'Pod' };
  const items = lines.map((line) => lineItem(context, ref, line));
  return [
    {
      type: 'list',
      items: items.map((item) => ({ ...item, text: inline`behind ${fullName(service.ref)}: ${item.text}` })),
    },
  ];
}

/** A service that nothing answers behind, and the workload that was scaled to nothing. */
function withoutEndpoints(context: SkillContext, service: Target): Block[] {
  const { well, says } = standingOf(service, context.now);
  if (well !== false) return [];
  const { index, ref } = service;
  const object = as('Service', service);
  const idle = object === undefined ? [] : idleBehind(index, object);
  const none = fact(inline`The errors name ${fullName(ref)}, and nothing answers behind it: ${says}.`, [
    citeObject(context, ref, says),
  ]);
  return [none, ...idle.map((workload) => scaledToNothing(context, workload))];
}

function scaledToNothing(context: SkillContext, workload: ObjectRef): Block {
  const cite = citeObject(context, workload, 'spec.replicas is 0');
  return fact(inline`${fullName(workload)} behind it is scaled to 0 replicas.`, [cite]);
}

async function followService(context: SkillContext, errors: Errors, ref: ObjectRef): Promise<Block[]> {
  const service = targetOf(context, ref);
  if (service === undefined) return [];
  const finding = firstTrouble(context, ref);
  const path = errors.lines.some(({ text }) => UNREACHED.test(text)) ? pathTo(context, errors, service) : [];
  const which =
    finding !== undefined && isOutside(context, service, finding)
      ? inline`which is affected by ${fullName(subjectOf(context, finding))}`
      : inline`which is in trouble itself`;
  const trouble =
    finding === undefined
      ? []
      : [
          fact(
            inline`The errors name ${fullName(ref)}, ${which}: ${finding.title}. ${finding.cause}`,
            context.ledger.addAll(finding.evidence),
          ),
        ];
  const blocks = [...path, ...trouble, ...(finding === undefined ? withoutEndpoints(context, service) : [])];
  return blocks.length > 0 ? blocks : deeper(context, service);
}

function missingService(context: SkillContext, { target, lines }: Errors): Block[] {
  const hosts = lines.flatMap(({ text }) => unresolvedHost(text) ?? remoteNamed(text)?.host ?? []);
  const [first] = hosts;
  const meant = first === undefined ? undefined : serviceMeant(first, target.ref.namespace);
  if (meant === undefined || !target.index.sees('Service', meant.namespace)) return [];
  if (target.index.get('Service', meant.namespace, meant.name) !== undefined) return [];
  const cite = citeList(context, { cluster: target.ref.cluster, namespace: meant.namespace }, [
    'get',
    'services',
  ]);
  const says = `no service named ${meant.name} in ${meant.namespace}`;
  return [fact(inline`There is no service ${code(meant.name)} in ${code(meant.namespace)}.`, [cite(says)])];
}

function dnsBlocked(context: SkillContext, { target, pod, lines }: Errors): Block[] {
  if (!lines.some(({ text }) => unresolvedHost(text) !== undefined || /resolv|name resolution/i.test(text)))
    return [];
  const closed = keptFromDns(target.index, pod);
  if (closed.length === 0) return [];
  const blocked: Blocked[] = [{ direction: 'Egress', policies: closed }];
  const policies = blockedInWords(context, target.ref.cluster, blocked);
  const evidence = policies.flatMap((block) => (block.type === 'fact' ? block.evidence : []));
  return [
    fact(
      inline`Its DNS queries are blocked: traffic to the cluster's DNS on port 53 is not let through.`,
      evidence,
    ),
    ...policies,
  ];
}

function mayDo({ target }: Errors, refused: Refusal): { text: Markdown; says: string } {
  const { account, verb, resource, namespace } = refused;
  const grants = grantsTo(target.index, account).filter(
    (grant) => grant.namespace === '' || grant.namespace === namespace,
  );
  const says = `bound to ${grants.map(({ role }) => `${role.kind} ${role.name}`).join(', ') || 'no role'}`;
  if (grantsFor(grants, { verb, resource, apiGroup: refused.group, namespace }).length > 0)
    return {
      says,
      text: inline`by now it may`,
    };
  const near = grants.flatMap(({ rules, role }) =>
    rules
      .filter(({ resources }) => resources.includes(resource))
      .map((rule) => inline`${fullName(role)} only lets it ${ruleInWords(rule)}`),
  );
  return { says, text: near.length === 0 ? inline`no role of its gives it ${code(resource)}` : listed(near) };
}

function refusal(context: SkillContext, errors: Errors, refused: Refusal): Block {
  const { account, verb, resource, namespace } = refused;
  const subject = { cluster: errors.target.ref.cluster, kind: 'ServiceAccount', ...account };
  const { text, says } = mayDo(errors, refused);
  const where = namespace === '' ? inline`at cluster scope` : inline`in ${code(namespace)}`;
  const what = inline`${fullName(subject)} was refused to ${code(verb)} ${code(resource)} ${where}: ${text}.`;
  return fact(what, [citeObject(context, subject, says)]);
}

/** The next step of what the errors led to, when a call was not answered: at what is scaled to nothing, else at what is in trouble. */
function nextElsewhere(context: SkillContext, { target, lines }: Errors, named: ObjectRef[]): Block[] {
  if (!lines.some(({ text }) => UNREACHED.test(text))) return [];
  const services = named.flatMap((ref) => targetOf(context, ref) ?? []);
  const [idle] = services.flatMap((service) => {
    const object = as('Service', service);
    return object === undefined || firstTrouble(context, service.ref)
      ? []
      : idleBehind(service.index, object);
  });
  if (idle !== undefined) {
    const scale = code(kubectlOn(context.clusters, idle, ['scale', '--replicas=N']));
    const step = inline`find out why ${fullName(idle)} was scaled down, then bring it back: ${scale}`;
    return [say(inline`${bold(inline`Next:`)} ${step}`)];
  }
  const found = named.flatMap((ref) => firstTrouble(context, ref) ?? []);
  const [cause] = found.filter((finding) => isOutside(context, target, finding));
  return cause === undefined ? [] : [nextStep(context, cause)];
}

/** What the errors of an object's logs led to. */
interface Followed {
  blocks: Block[];
  /** The step to take there; none when they led nowhere. */
  next: Block[];
}

/** Goes where the errors of an object's logs point: services they name, network policies on the way, refusals by RBAC. */
export async function followErrors(context: SkillContext, errors: Errors): Promise<Followed> {
  const { target, lines } = errors;
  const text = lines.map((line) => line.text).join('\n');
  const named = servicesNamed(target.index, target.ref.namespace, text).slice(0, MOST_FOLLOWED);
  const refused = lines.flatMap((line) => refusalIn(line.text) ?? [])[0];
  const followed = await Promise.all(named.map((service) => followService(context, errors, service)));
  const blocks = [
    ...(refused === undefined ? [] : [refusal(context, errors, refused)]),
    ...dnsBlocked(context, errors),
    ...missingService(context, errors),
    ...followed.flat(),
  ];
  return { blocks, next: nextElsewhere(context, errors, named) };
}
