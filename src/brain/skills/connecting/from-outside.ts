import { fact, type Block } from '../../answer/draft.ts';
import { bold, code, inline, listed, type Markdown } from '../../answer/markdown.ts';
import { fullName } from '../../cluster/name.ts';
import { citeObject } from '../../cluster/observe.ts';
import { ingressesTo } from '../../cluster/relations.ts';
import { as, type Target } from '../../cluster/target.ts';
import type { SkillContext } from '../skill.ts';

const FROM_OUTSIDE =
  /\b(?:exposed?|exposes|published|public|publicly|externally)\b|\b(?:reachable|accessible|available|open|visible|reached|accessed)\b.{0,20}\b(?:from|on|to|over) (?:the )?(?:outside|internet|world|public)\b/i;

/** Whether it is asked if something can be reached from outside of the cluster. */
export const isFromOutside = (message: string): boolean => FROM_OUTSIDE.test(message);

/** The ways into a service from outside: its own address, a port of every node, what routes to it. */
function waysInto(service: Target): Markdown[] {
  const object = as('Service', service);
  if (object === undefined) return [];
  const { type, ports } = object.spec;
  const own = object.status.loadBalancer.ingress.flatMap(({ ip, hostname }) => ip ?? hostname ?? []);
  const onNodes = ports.flatMap(({ nodePort }) => nodePort ?? []);
  return [
    ...own.map((address) => inline`its load balancer at ${code(address)}`),
    ...(type === 'NodePort' || (type === 'LoadBalancer' && own.length === 0)
      ? onNodes.map((port) => inline`port ${port} of every node`)
      : []),
    ...ingressesTo(service.index, service.ref).map(fullName),
  ];
}

/** Yes or no, from outside. */
export function outsideVerdict(context: SkillContext, target: Target, service: Target | undefined): Block[] {
  const ways = service === undefined ? [] : waysInto(service);
  const ref = service?.ref ?? target.ref;
  if (ways.length === 0)
    return [
      fact(
        bold(
          inline`No: nothing in Kubernetes leads to ${fullName(target.ref)} from outside of the cluster, no ingress or route, no load balancer and no node port.`,
        ),
        [citeObject(context, ref, 'no way in from outside')],
      ),
    ];
  return [
    fact(bold(inline`Yes: from outside, ${listed(ways)} ${ways.length === 1 ? 'leads' : 'lead'} to it.`), [
      citeObject(context, ref, 'its ways in from outside'),
    ]),
  ];
}

/** A service that is only another name for a host elsewhere has nothing behind it here. */
export function otherName(context: SkillContext, service: Target | undefined): Block[] | undefined {
  const spec = service && as('Service', service)?.spec;
  if (service === undefined || spec?.type !== 'ExternalName') return undefined;
  const host = (spec as { externalName?: string }).externalName;
  const where = host === undefined ? inline`a host elsewhere` : code(host);
  return [
    fact(
      bold(
        inline`${fullName(service.ref)} is only another name for ${where}, outside of the cluster: no pods or endpoints are behind it.`,
      ),
      [citeObject(context, service.ref, `ExternalName ${host ?? ''}`)],
    ),
  ];
}
