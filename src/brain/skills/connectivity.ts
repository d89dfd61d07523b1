import type { ObjectRef } from '#diagnosis/evidence';
import { say, type Block, type Draft } from '../answer/draft.ts';
import { bold, code, inline, join } from '../answer/markdown.ts';
import { sameObject } from '../cluster/facts.ts';
import { fullName } from '../cluster/name.ts';
import { targetOf } from '../cluster/target.ts';
import { suggest, WHY } from './ask.ts';
import { around } from './connecting/around.ts';
import { clusterDns, namesBlocked } from './connecting/cluster-dns.ts';
import { linksReply } from './connecting/links.ts';
import { pathBetween } from './connecting/path.ts';
import { portForward } from './connecting/port-forward.ts';
import { outOfReach } from './out-of-reach.ts';
import { mayHide, notSeen } from './sight.ts';
import type { Skill, SkillContext } from './skill.ts';

const KINDS = ['Service', 'EndpointSlice', 'Pod', 'NetworkPolicy', 'Ingress'] as const;

async function between(context: SkillContext, from: ObjectRef, to: ObjectRef): Promise<Block[]> {
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

async function dnsBlocks(context: SkillContext): Promise<Block[]> {
  const { clusters, aspect } = context.slots;
  if (aspect !== 'dns') return [];
  const all = clusters.map(async (cluster) => [
    ...namesBlocked(context, cluster),
    ...(await clusterDns(context, cluster)),
  ]);
  return (await Promise.all(all)).flat();
}

async function blocksFor(context: SkillContext): Promise<Block[]> {
  const { objects, aspect } = context.slots;
  const [first, second] = objects;
  if (aspect === 'port-forward') return first === undefined ? [] : portForward(context, first);
  const dns = await dnsBlocks(context);
  if (first === undefined) return dns;
  const unknown = second === undefined ? unknownEnd(context) : undefined;
  if (unknown !== undefined) return [unknown];
  const isPath = second !== undefined && !sameObject(first, second);
  const blocks = await (isPath ? between(context, first, second) : around(context, first));
  return [...blocks, ...dns];
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
  const blocks = await blocksFor(context);
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
