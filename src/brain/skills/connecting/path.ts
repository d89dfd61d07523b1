import { checkObject, explainNetworkPath, policiesOn, type Blocked } from '#diagnosis';
import type { ObjectOf, ObjectRef, Pod } from '#diagnosis/evidence';
import { plural } from '#ground/text';
import { fact, say, type Block } from '../../answer/draft.ts';
import { bold, code, listed, inline } from '../../answer/markdown.ts';
import { doorsOf } from '../../cluster/doors.ts';
import { isPodReady } from '../../cluster/facts.ts';
import { fullName } from '../../cluster/name.ts';
import { citeObject } from '../../cluster/observe.ts';
import { servicesOf } from '../../cluster/relations.ts';
import { standingOf } from '../../cluster/standing.ts';
import { as, livePods, podsFor, targetOf, type Target } from '../../cluster/target.ts';
import { blockedInWords } from '../diagnosing/follow-errors.ts';
import { causeOf, isTrouble, nextStep } from '../findings.ts';
import type { SkillContext } from '../skill.ts';
import { nameless } from './cluster-dns.ts';
import { complaintsOf } from './complaints.ts';
import { otherName } from './from-outside.ts';
import { missedServices, nearMisses } from './near-miss.ts';

/** The services that would lead to the pods of a workload that has none now. */
function servicesOfTemplate(target: Target): ObjectRef[] {
  const { index, ref } = target;
  const workload = as('Deployment', target) ?? as('StatefulSet', target) ?? as('DaemonSet', target);
  const labels = workload?.spec.template.metadata.labels ?? {};
  return index
    .inNamespace('Service', ref.namespace)
    .filter(({ spec }) => {
      const wanted = Object.entries(spec.selector);
      return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
    })
    .map((service) => index.ref('Service', service));
}

/** The service that leads to a target: itself, or the first one in front of its pods. */
export function serviceFor(context: SkillContext, target: Target): Target | undefined {
  if (target.kind === 'Service') return target;
  const [pod] = podsFor(target);
  const [service] = pod === undefined ? servicesOfTemplate(target) : servicesOf(target.index, pod);
  return service === undefined ? undefined : targetOf(context, service);
}

type ServicePort = ObjectOf<'Service'>['spec']['ports'][number];

function targetPort(pod: Pod, { port, targetPort: to }: ServicePort): number | undefined {
  if (typeof to === 'number' || to === undefined) return to ?? port;
  return pod.spec.containers.flatMap(({ ports }) => ports).find(({ name }) => name === to)?.containerPort;
}

/** What stands behind a service: how many endpoints are ready, on which ports. */
export function endpointsOf(context: SkillContext, service: Target): { ready: number; block: Block } {
  const slices = service.index.slicesOf(service.ref.namespace, service.ref.name);
  const endpoints = slices.flatMap((slice) => slice.endpoints);
  const ready = endpoints.filter(({ conditions }) => conditions.ready !== false);
  const shown = ready
    .slice(0, 5)
    .flatMap(({ addresses, targetRef }) =>
      addresses.map((address) => `${address}${targetRef?.name === undefined ? '' : ` (${targetRef.name})`}`),
    );
  const says = `${ready.length} of ${plural(endpoints.length, 'endpoint')} ready${shown.length === 0 ? '' : `: ${shown.join(', ')}`}`;
  return {
    ready: ready.length,
    block: fact(inline`${fullName(service.ref)} has ${says}.`, [citeObject(context, service.ref, says)]),
  };
}

interface Ends {
  from: Target;
  to: Target;
  service: Target | undefined;
  source: Pod;
  goal: Pod;
}

function blockedPath({ from, goal, source, service }: Ends): Blocked[] {
  const port = service === undefined ? undefined : as('Service', service)?.spec.ports[0];
  const number = port === undefined ? undefined : targetPort(goal, port);
  const wanted = number === undefined ? undefined : { port: number, protocol: port?.protocol };
  return explainNetworkPath(from.index, { from: source, to: goal, port: wanted });
}

function closed(context: SkillContext, ends: Ends, blocked: Blocked[]): Block[] {
  const policies = blockedInWords(context, ends.from.ref.cluster, blocked);
  const evidence = policies.flatMap((block) => (block.type === 'fact' ? block.evidence : []));
  const names = blocked.flatMap((one) => one.policies.map(({ metadata }) => code(metadata.name)));
  return [
    fact(
      bold(
        inline`No: ${fullName(ends.from.ref)} cannot reach ${fullName(ends.to.ref)}. Network policy ${listed(names)} keeps it out.`,
      ),
      evidence,
    ),
    ...policies,
    say(
      inline`Its pod’s labels: ${listed(
        Object.entries(ends.source.metadata.labels)
          .slice(0, 6)
          .map(([key, value]) => code(`${key}=${value}`)),
      )}.`,
    ),
  ];
}

function address({ service, to }: Ends): string {
  const { namespace, name } = service?.ref ?? to.ref;
  return `${name}.${namespace}.svc.cluster.local`;
}

function unready(context: SkillContext, { to, goal }: Ends): Block[] {
  const { index } = to;
  const says = isPodReady(goal) ? 'its pod is ready' : 'no pod of it is ready';
  return isPodReady(goal)
    ? []
    : [
        fact(inline`${fullName(to.ref)}: ${says}, so nothing answers behind it.`, [
          citeObject(context, index.ref('Pod', goal), says),
        ]),
      ];
}

interface Passing {
  ready: boolean;
  /** What says whether anything answers. */
  evidence: string[];
  blocks: Block[];
}

/** What answers at the other end, and that no policy stands in the way. */
function passing(context: SkillContext, ends: Ends): Passing {
  const { from, to, service, source, goal } = ends;
  const endpoints = service === undefined ? undefined : endpointsOf(context, service);
  const policies = [...policiesOn(from.index, source, 'Egress'), ...policiesOn(to.index, goal, 'Ingress')];
  const says =
    policies.length === 0
      ? 'no network policy selects either of them'
      : `network policies let it pass: ${policies.map(({ metadata }) => metadata.name).join(', ')}`;
  const way = fact(inline`On the way: ${says}.`, [citeObject(context, from.ref, says)]);
  return {
    ready: endpoints === undefined ? isPodReady(goal) : endpoints.ready > 0,
    evidence:
      endpoints?.block.type === 'fact' ? endpoints.block.evidence : [citeObject(context, to.ref, says)],
    blocks: [...(endpoints === undefined ? [] : [endpoints.block]), ...unready(context, ends), way],
  };
}

const UNSEEN = inline`I have not sent any packet: firewalls and service meshes outside of these objects stay unseen.`;

function nameToUse(context: SkillContext, ends: Ends): Block[] {
  const { service, to } = ends;
  if (service !== undefined) return [say(inline`The name to use is ${code(address(ends))}. ${UNSEEN}`)];
  return [
    ...nearMisses(context, to),
    say(inline`There is no service in front of it: only its pods’ addresses lead there. ${UNSEEN}`),
  ];
}

const namesOf = ({ from, to }: Ends) => ({ one: fullName(from.ref), other: fullName(to.ref) });

/** What nothing in Kubernetes keeps apart: whether names resolve, and what the caller's own log says of its calls. */
async function open(context: SkillContext, ends: Ends): Promise<Block[]> {
  const { ready, evidence, blocks } = passing(context, ends);
  const { one, other } = namesOf(ends);
  const rest = [...blocks, ...nameToUse(context, ends)];
  const closed = await nameless(context, ends.from.index, ends.source);
  const missed = ends.service === undefined ? missedServices(ends.to) : [];
  const complaints = await complaintsOf(context, ends.from, [...doorsOf(ends.service ?? ends.to), ...missed]);
  if (!ready || missed.length > 0) {
    const none = inline`No: nothing answers behind ${fullName(ends.service?.ref ?? missed[0] ?? ends.to.ref)}.`;
    return [
      fact(bold(none), evidence),
      ...complaints.blocks,
      ...rest,
      ...(missed.length > 0 ? [] : troubleBehind(context, ends)),
      ...(closed?.blocks.slice(0, 1) ?? []),
    ];
  }
  if (closed !== undefined) {
    const cited = closed.blocks.flatMap((block) => (block.type === 'fact' ? block.evidence : []));
    const head = inline`No, not by name: ${closed.words}, so ${one} cannot look up ${other}.`;
    return [fact(bold(head), cited), ...complaints.blocks, ...closed.blocks, ...rest];
  }
  if (complaints.evidence.length > 0) {
    const head = inline`Nothing in Kubernetes keeps ${one} from ${other}, yet its log says that its calls fail.`;
    return [fact(bold(head), complaints.evidence), ...complaints.blocks, ...rest];
  }
  return [fact(bold(inline`As far as Kubernetes goes, ${one} can reach ${other}.`), evidence), ...rest];
}

/** What is wrong with the other end, when nothing answers there. */
function troubleBehind(context: SkillContext, { service, to }: Pick<Ends, 'service' | 'to'>): Block[] {
  const [root] = checkObject(to.index.snapshot, (service ?? to).ref).filter(isTrouble);
  return root === undefined
    ? []
    : [fact(causeOf(root), context.ledger.addAll(root.evidence)), nextStep(context, root)];
}

function withoutGoal(context: SkillContext, to: Target): Block[] {
  const { isIdle, says: standing } = standingOf(to, context.now);
  const says = isIdle === true ? `no running pod behind it: ${standing}` : 'no running pod behind it';
  return [
    fact(bold(inline`No: ${fullName(to.ref)} has ${says}.`), [citeObject(context, to.ref, says)]),
    ...troubleBehind(context, { to, service: undefined }),
  ];
}

/** Whether traffic from one object to another can pass: service, endpoints, pods, network policies, names, the caller's log. */
export async function pathBetween(context: SkillContext, from: Target, to: Target): Promise<Block[]> {
  const [source] = livePods(podsFor(from));
  if (source === undefined)
    return [say(inline`${fullName(from.ref)} has no running pod, so it reaches nothing.`)];
  const service = serviceFor(context, to);
  const pods = livePods(podsFor(to));
  const goal = pods.find(isPodReady) ?? pods[0];
  if (goal === undefined) return otherName(context, service) ?? withoutGoal(context, to);
  const ends = { from, to, service, source, goal };
  const blocked = blockedPath(ends);
  return blocked.length > 0 ? closed(context, ends, blocked) : open(context, ends);
}
