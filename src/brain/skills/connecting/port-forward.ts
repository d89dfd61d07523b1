import type { ObjectRef, Pod } from '#diagnosis/evidence';
import { command, fact, say, type Block } from '../../answer/draft.ts';
import { code, inline } from '../../answer/markdown.ts';
import { isPodReady } from '../../cluster/facts.ts';
import { kubectl } from '../../cluster/kubectl.ts';
import { fullName } from '../../cluster/name.ts';
import { citeObject } from '../../cluster/observe.ts';
import { as, livePods, podsFor, targetOf, type Target } from '../../cluster/target.ts';
import type { SkillContext } from '../skill.ts';

const portsOf = (pod: Pod): number[] =>
  pod.spec.containers.flatMap(({ ports }) => ports.map(({ containerPort }) => containerPort));

function forward(
  context: SkillContext,
  ref: ObjectRef,
  to: { subject: string; port: number | undefined },
): string {
  const { clusters } = context;
  const local = to.port !== undefined && to.port < 1024 ? to.port + 8000 : to.port;
  const ports = to.port === undefined ? 'PORT:PORT' : `${local}:${to.port}`;
  return kubectl({ clusters, cluster: ref.cluster, namespace: ref.namespace }, [
    'port-forward',
    to.subject,
    ports,
  ]);
}

function toPod(context: SkillContext, target: Target): Block[] {
  const pods = livePods(podsFor(target));
  const pod = pods.find(isPodReady) ?? pods[0];
  if (pod === undefined) return [say(inline`${fullName(target.ref)} has no running pod to forward to.`)];
  const [port] = portsOf(pod);
  const ref = target.index.ref('Pod', pod);
  const says = port === undefined ? 'it declares no port' : `container port ${port}`;
  const unready = isPodReady(pod) ? [] : [say(inline`Mind: it is not ready, so it may not answer.`)];
  return [
    command(forward(context, ref, { subject: `pod/${pod.metadata.name}`, port })),
    fact(inline`It goes to ${fullName(ref)}: ${says}.`, [citeObject(context, ref, says)]),
    ...unready,
  ];
}

function toService(context: SkillContext, target: Target): Block[] {
  const ports = as('Service', target)?.spec.ports ?? [];
  const [first] = ports;
  const says =
    ports.map(({ port, targetPort }) => `port ${port} to ${targetPort ?? port}`).join(', ') || 'no ports';
  return [
    command(forward(context, target.ref, { subject: `svc/${target.ref.name}`, port: first?.port })),
    fact(inline`${fullName(target.ref)} has ${says}.`, [citeObject(context, target.ref, says)]),
  ];
}

/** The port-forward command with the real pod or service and port. */
export function portForward(context: SkillContext, ref: ObjectRef): Block[] {
  const target = targetOf(context, ref);
  if (target === undefined)
    return [say(inline`I cannot see ${fullName(ref)}, so ${code('port-forward')} has nothing to go to.`)];
  context.looked(ref.cluster, ['Pod', 'Service'], [ref.namespace]);
  return target.kind === 'Service' ? toService(context, target) : toPod(context, target);
}
