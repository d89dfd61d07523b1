import { checkObject } from '#diagnosis';
import { plural } from '#ground/text';
import { isBlindTo, type ObjectRef } from '#diagnosis/evidence';
import { fact, say, type Block, type Draft } from '../answer/draft.ts';
import { bold, code, inline } from '../answer/markdown.ts';
import { isPodReady } from '../cluster/facts.ts';
import { fullName } from '../cluster/name.ts';
import { citeList, citeObject } from '../cluster/observe.ts';
import { ingressesTo } from '../cluster/relations.ts';
import { indexOf, targetOf, type Target } from '../cluster/target.ts';
import { suggest, WHY } from './ask.ts';
import { endpointsOf, pathBetween, serviceFor } from './connecting/path.ts';
import { portForward } from './connecting/port-forward.ts';
import { causeOf, isTrouble, nextStep } from './findings.ts';
import { outOfReach } from './out-of-reach.ts';
import { notSeen, sightOf } from './sight.ts';
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
  const service = serviceFor(context, target);
  if (service === undefined)
    return [
      fact(bold(inline`No service leads to ${fullName(ref)}.`), [
        citeObject(context, ref, 'no service selects its pods'),
      ]),
    ];
  const endpoints = endpointsOf(context, service);
  const [root] = checkObject(target.index.snapshot, service.ref).filter(isTrouble);
  const outside = ingressesTo(target.index, service.ref);
  const trouble =
    root === undefined
      ? []
      : [fact(causeOf(root), context.ledger.addAll(root.evidence)), nextStep(context, root)];
  return [
    endpoints.block,
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

function blocksFor(context: SkillContext): Block[] {
  const { objects, clusters, aspect } = context.slots;
  const [first, second] = objects;
  if (aspect === 'port-forward') return first === undefined ? [] : portForward(context, first);
  const dns = aspect === 'dns' ? clusters.flatMap((cluster) => clusterDns(context, cluster)) : [];
  if (first === undefined) return dns;
  return [...(second === undefined ? around(context, first) : between(context, first, second)), ...dns];
}

function answer(context: SkillContext): Draft {
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
