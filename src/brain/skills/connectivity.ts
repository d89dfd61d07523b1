import { checkCluster, checkObject } from '#diagnosis';
import { plural } from '#ground/text';
import { isBlindTo, type ObjectRef } from '#diagnosis/evidence';
import { fact, say, type Block, type Draft } from '../answer/draft.ts';
import { bold, code, inline, join } from '../answer/markdown.ts';
import { isPodReady } from '../cluster/facts.ts';
import { idleBehind } from '../cluster/idle.ts';
import { fullName } from '../cluster/name.ts';
import { citeList, citeObject } from '../cluster/observe.ts';
import { ingressesTo } from '../cluster/relations.ts';
import { as, indexOf, targetOf, type Target } from '../cluster/target.ts';
import { suggest, WHY } from './ask.ts';
import { linksReply } from './connecting/links.ts';
import { endpointsOf, pathBetween, serviceFor } from './connecting/path.ts';
import { policyBlocks, waysAsked } from './connecting/policies.ts';
import { portForward } from './connecting/port-forward.ts';
import { causeOf, isTrouble, nextStep } from './findings.ts';
import { outOfReach } from './out-of-reach.ts';
import { mayHide, notSeen, sightOf } from './sight.ts';
import type { Skill, SkillContext } from './skill.ts';

const DNS_HOME = 'kube-system';
const KINDS = ['Service', 'EndpointSlice', 'Pod', 'NetworkPolicy', 'Ingress'] as const;

function between(context: SkillContext, from: ObjectRef, to: ObjectRef): Block[] {
  const missing = [from, to].find((ref) => context.snapshot(ref.cluster) === undefined);
  if (missing !== undefined) return [outOfReach(context, missing.cluster)];
  if (from.cluster !== to.cluster)
    return [
      say(
        inline`${fullName(from)} and ${fullName(to)} are on different clusters: only what is open to the outside connects them.`,
      ),
    ];
  const source = targetOf(context, from);
  const goal = targetOf(context, to);
  if (source === undefined || goal === undefined) return [notSeen(context, source === undefined ? from : to)];
  return pathBetween(context, source, goal);
}

function names(service: Target): Block {
  const { name, namespace } = service.ref;
  return say(
    inline`Within ${code(namespace)} it is called ${code(name)}, elsewhere ${code(`${name}.${namespace}`)} or ${code(`${name}.${namespace}.svc.cluster.local`)}.`,
  );
}

function around(context: SkillContext, ref: ObjectRef): Block[] {
  if (context.snapshot(ref.cluster) === undefined) return [outOfReach(context, ref.cluster)];
  const target = targetOf(context, ref);
  if (target === undefined) return [notSeen(context, ref)];
  const policies = policyBlocks(context, target);
  const { names: aboutNames, outside: aboutOutside } = waysAsked(context.message);
  if (policies.length > 0 && (aboutNames || aboutOutside)) return policies;
  const service = serviceFor(context, target);
  if (service === undefined)
    return [
      ...policies,
      fact(bold(inline`No service leads to ${fullName(ref)}.`), [
        citeObject(context, ref, 'no service selects its pods'),
      ]),
    ];
  return [...policies, ...behind(context, service)];
}

/** What stands behind a service, what is wrong with it, and by which names it goes. */
function behind(context: SkillContext, service: Target): Block[] {
  const { index } = service;
  const endpoints = endpointsOf(context, service);
  const [root] = checkObject(index.snapshot, service.ref).filter(isTrouble);
  const outside = ingressesTo(index, service.ref);
  const object = as('Service', service);
  const idle = object === undefined || endpoints.ready > 0 ? [] : idleBehind(index, object);
  const trouble =
    root === undefined
      ? []
      : [fact(causeOf(root), context.ledger.addAll(root.evidence)), nextStep(context, root)];
  return [
    endpoints.block,
    ...idle.map((workload) =>
      fact(inline`${fullName(workload)} behind it is scaled to 0 replicas.`, [
        citeObject(context, workload, 'spec.replicas is 0'),
      ]),
    ),
    ...trouble,
    names(service),
    ...outside.map((ingress) =>
      fact(inline`From outside, ${fullName(ingress)} leads to it.`, [
        citeObject(context, ingress, `sends to ${service.ref.name}`),
      ]),
    ),
  ];
}

/** Whether the cluster's own name service is up. */
function clusterDns(context: SkillContext, cluster: string): Block[] {
  const index = indexOf(context, cluster);
  if (index === undefined) return [outOfReach(context, cluster)];
  if (isBlindTo(index.snapshot.unseen, 'Pod', [DNS_HOME]))
    return [
      say(
        inline`${bold(inline`I cannot tell whether cluster DNS is up: I may not look into ${code(DNS_HOME)}.`)} ${sightOf(index.snapshot, 'Pod') ?? inline``}`,
      ),
    ];
  const pods = index
    .inNamespace('Pod', DNS_HOME)
    .filter(({ metadata }) => metadata.labels['k8s-app'] === 'kube-dns');
  const ready = pods.filter(isPodReady).length;
  const says = `${ready} of ${plural(pods.length, 'DNS pod')} ready`;
  const cite = citeList(context, { cluster, namespace: DNS_HOME }, ['get', 'pods', '-l', 'k8s-app=kube-dns']);
  const verdict =
    pods.length === 0
      ? inline`I see no DNS pods in ${code(DNS_HOME)} on ${code(cluster)}`
      : inline`Cluster DNS on ${code(cluster)} ${ready > 0 ? 'is up' : 'is down'}`;
  return [fact(inline`${bold(verdict)}: ${says}.`, [cite(says)])];
}

/** The policies and faults that keep pods of the places asked about from resolving names; first, if there are any. */
function dnsOf(context: SkillContext, cluster: string): Block[] {
  const { namespaces, objects } = context.slots;
  const index = indexOf(context, cluster);
  const cut =
    index === undefined || objects.length > 0
      ? []
      : checkCluster(index.snapshot).filter(
          ({ check, object }) =>
            check === 'network-policy-blocks-dns' &&
            (namespaces.length === 0 || namespaces.includes(object.namespace)),
        );
  const [worst] = cut;
  return [
    ...cut.map((finding) => fact(causeOf(finding), context.ledger.addAll(finding.evidence))),
    ...(worst === undefined ? [] : [nextStep(context, worst)]),
    ...clusterDns(context, cluster),
  ];
}

const TOWARDS =
  /\b(?:reach(?:es|ing)?|connect(?:s|ing)? (?:to|with)|talk(?:s|ing)? (?:to|with)|access(?:es)?|speaks? (?:to|with)|get(?:s|ting)? to|from) (?:the )?(?:service |svc |pods? |deployment |database |namespace )?[`'"]?([a-z0-9][\w.-]*[a-z0-9])/gi;
const NO_END =
  /^(?:internet|outside|outer|world|it|them|each|other|another|any\w*|every\w*|all|dns|names?|api|server|cluster|network|external|port|here|there|inside|my|our|your|this|that|its?|their|pods?|services?|nodes?|namespaces?|in|on|at|with|from|to|clients?|browser|laptop|outgoing|incoming|traffic|policy|policies|where|somewhere)$/i;

/** The other end of the path where a message names one that is not known. */
function unknownEnd(context: SkillContext): Block | undefined {
  const { objects, namespaces, clusters } = context.slots;
  const known = [...objects.map(({ name }) => name), ...namespaces, ...clusters].map((name) =>
    name.toLowerCase(),
  );
  const said = [...context.message.matchAll(TOWARDS)]
    .map(([, name = '']) => name)
    .find(
      (name) =>
        !NO_END.test(name) && !known.some((one) => one.includes(name.toLowerCase().split('.')[0] ?? '')),
    );
  const isEnvironment = context.clusters.some(({ environment, aliases }) =>
    [environment, ...aliases].some((one) => one.toLowerCase() === said?.toLowerCase()),
  );
  if (said === undefined || isEnvironment) return undefined;
  const hiding = mayHide(context, { clusters, namespaces: [] });
  return say(
    inline`${bold(inline`I know nothing called ${code(said)} here, so I cannot follow the path.`)} ${join(hiding, ' ')}`,
  );
}

function blocksFor(context: SkillContext): Block[] {
  const { objects, clusters, aspect } = context.slots;
  const [first, second] = objects;
  if (aspect === 'port-forward') return first === undefined ? [] : portForward(context, first);
  const dns = aspect === 'dns' ? clusters.flatMap((cluster) => dnsOf(context, cluster)) : [];
  if (first === undefined) return dns;
  const unknown = second === undefined ? unknownEnd(context) : undefined;
  if (unknown !== undefined) return [unknown];
  return [...(second === undefined ? around(context, first) : between(context, first, second)), ...dns];
}

async function answer(context: SkillContext): Promise<Draft> {
  const links = await linksReply(context);
  if (links !== undefined) return links;
  const { objects, clusters } = context.slots;
  for (const cluster of clusters)
    context.looked(
      cluster,
      KINDS,
      objects.map(({ namespace }) => namespace),
    );
  const blocks = blocksFor(context);
  const [first] = objects;
  if (blocks.length === 0) {
    const text = 'From what to what? Name both, such as “can frontend reach cart?”';
    return {
      outcome: 'asked',
      blocks: [say(inline`${text}`)],
      suggestions: [],
      question: { text, choices: [] },
    };
  }
  return {
    outcome: context.ledger.all().length > 0 ? 'answered' : 'unknown',
    blocks,
    focus: objects.length > 0 ? objects : undefined,
    suggestions:
      first === undefined ? [] : objects.slice(0, 2).map((ref) => suggest(context.clusters, ref, WHY)),
  };
}

export const connectivitySkill: Skill = {
  id: 'connectivity',
  answers: 'Whether one thing can reach another, what is behind a service, DNS, the port-forward command.',
  examples: ['Can frontend reach cart?', 'Endpoints of service cart', 'Port-forward to grafana'],
  answer,
};
