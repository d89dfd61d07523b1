import { checkObject } from '#diagnosis';
import type { ObjectRef } from '#diagnosis/evidence';
import { fact, say, type Block } from '../../answer/draft.ts';
import { bold, code, inline } from '../../answer/markdown.ts';
import { idleBehind } from '../../cluster/idle.ts';
import { fullName } from '../../cluster/name.ts';
import { citeObject } from '../../cluster/observe.ts';
import { ingressesTo } from '../../cluster/relations.ts';
import { as, targetOf, type Target } from '../../cluster/target.ts';
import { keptOut } from '../diagnosing/kept-out.ts';
import { causeOf, isTrouble, nextStep } from '../findings.ts';
import { outOfReach } from '../out-of-reach.ts';
import { notSeen } from '../sight.ts';
import type { SkillContext } from '../skill.ts';
import { nameless } from './cluster-dns.ts';
import { isFromOutside, otherName, outsideVerdict } from './from-outside.ts';
import { nearMisses } from './near-miss.ts';
import { endpointsOf, serviceFor } from './path.ts';
import { isShut, policyBlocks, waysAsked } from './policies.ts';

function names(service: Target): Block {
  const { name, namespace } = service.ref;
  return say(
    inline`Within ${code(namespace)} it is called ${code(name)}, elsewhere ${code(`${name}.${namespace}`)} or ${code(`${name}.${namespace}.svc.cluster.local`)}.`,
  );
}

function withoutService(context: SkillContext, target: Target): Block[] {
  const missed = nearMisses(context, target);
  const { ref } = target;
  return [
    fact(bold(inline`No service leads to ${fullName(ref)}.`), [
      citeObject(context, ref, 'no service selects its pods'),
    ]),
    ...missed,
  ];
}

/** Yes or no, where it was asked whether something can be reached. */
async function verdict(context: SkillContext, service: Target, ready: number): Promise<Block[]> {
  if (context.slots.aspect !== 'reach') return [];
  const name = fullName(service.ref);
  const cite = [citeObject(context, service.ref, `${ready} endpoints ready`)];
  if (ready === 0) return [fact(bold(inline`No: nothing answers behind ${name}.`), cite)];
  const closed = await nameless(context, service.index);
  if (closed === undefined)
    return [fact(bold(inline`As far as Kubernetes goes, ${name} can be reached.`), cite)];
  const evidence = closed.blocks.flatMap((block) => (block.type === 'fact' ? block.evidence : []));
  return [
    fact(
      bold(inline`${name} can be reached by its address, but not by its name: ${closed.words}.`),
      evidence,
    ),
    ...closed.blocks,
  ];
}

/** What stands behind a service, what is wrong with it, and by which names it goes. */
async function behind(
  context: SkillContext,
  service: Target,
  { policies, isAnswered }: { policies: Block[]; isAnswered: boolean },
): Promise<Block[]> {
  const { index } = service;
  const endpoints = endpointsOf(context, service);
  const trouble = checkObject(index.snapshot, service.ref).filter(isTrouble);
  const kept = await keptOut(context, service);
  const object = as('Service', service);
  const idle = object === undefined || endpoints.ready > 0 ? [] : idleBehind(index, object);
  const [root] = [...kept, ...trouble];
  const isKept = endpoints.ready > 0 && (kept.length > 0 || isShut(service));
  return [
    ...(isKept || isAnswered ? [] : await verdict(context, service, endpoints.ready)),
    ...kept.map((finding) => fact(bold(causeOf(finding)), context.ledger.addAll(finding.evidence))),
    ...policies,
    endpoints.block,
    ...idle.map((workload) =>
      fact(inline`${fullName(workload)} behind it is scaled to 0 replicas.`, [
        citeObject(context, workload, 'spec.replicas is 0'),
      ]),
    ),
    ...trouble.slice(0, 1).map((finding) => fact(causeOf(finding), context.ledger.addAll(finding.evidence))),
    ...(root === undefined ? [] : [nextStep(context, root)]),
    names(service),
    ...(isAnswered ? [] : ingressesTo(index, service.ref)).map((ingress) =>
      fact(inline`From outside, ${fullName(ingress)} leads to it.`, [
        citeObject(context, ingress, `sends to ${service.ref.name}`),
      ]),
    ),
  ];
}

/** Whether and how one object can be reached: its service, what stands behind it, and the policies in front. */
export async function around(context: SkillContext, ref: ObjectRef): Promise<Block[]> {
  if (context.snapshot(ref.cluster) === undefined) return [outOfReach(context, ref.cluster)];
  const target = targetOf(context, ref);
  if (target === undefined) return [notSeen(context, ref)];
  const service = serviceFor(context, target);
  const elsewhere = otherName(context, service);
  if (elsewhere !== undefined) return elsewhere;
  const fromOutside = isFromOutside(context.message);
  const head = fromOutside ? outsideVerdict(context, target, service) : [];
  const policies = policyBlocks(context, target);
  const { names: aboutNames, outside: aboutOutside } = waysAsked(context.message);
  if (policies.length > 0 && !fromOutside && (aboutNames || aboutOutside)) return policies;
  if (service === undefined) return [...head, ...policies, ...withoutService(context, target)];
  return [...head, ...(await behind(context, service, { policies, isAnswered: fromOutside }))];
}
