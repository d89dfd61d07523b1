import type { Condition, Gateway, GatewayClass } from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { kubectlDescribe } from '../../facts/refs.ts';
import { MINUTE, ageMs, isWithin } from '../../facts/time.ts';
import { joinWords, oneLine, sentence } from '../../facts/wording.ts';
import { fact } from '../draft.ts';
import type { Draft } from '../draft.ts';

const GRACE = 2 * MINUTE;

/** A condition that says no, and has for longer than a controller takes. */
export function refusal(conditions: readonly Condition[], type: string, now: number): Condition | undefined {
  return conditions.find(
    (one) => one.type === type && one.status === 'False' && !isWithin(one.lastTransitionTime, GRACE, now),
  );
}

/** "InvalidCertificateRef: secret not found": a condition's own reason. */
export function reasonOf({ reason, message }: Condition): string {
  return oneLine([reason, message].filter(Boolean).join(': '), 240);
}

/** A class whose controller refuses it or has never answered; only trouble when a Gateway uses it. */
export function checkGatewayClass(index: ClusterIndex, gatewayClass: GatewayClass): Draft[] {
  const { conditions } = gatewayClass.status;
  if (conditions.some(({ type, status }) => type === 'Accepted' && status === 'True')) return [];
  if ((ageMs(gatewayClass, index.now) ?? GRACE) < GRACE) return [];
  const refused = refusal(conditions, 'Accepted', index.now);
  const ref = index.ref('GatewayClass', gatewayClass);
  const users = index.list('Gateway').filter(({ spec }) => spec.gatewayClassName === ref.name);
  const controller = gatewayClass.spec.controllerName ?? '';
  return [
    {
      check: 'gateway-class-not-accepted',
      severity: users.length ? 'warning' : 'info',
      object: ref,
      title: refused ? 'not accepted by its controller' : 'no controller serves it',
      cause: refused
        ? `GatewayClass ${ref.name} is not accepted: ${reasonOf(refused)}.`
        : `No controller has taken up GatewayClass ${ref.name}; it should be ${controller}.`,
      evidence: [
        fact(
          index,
          ref,
          refused
            ? `Accepted is False: ${reasonOf(refused)}`
            : `controllerName ${controller}; no Accepted condition`,
        ),
      ],
      next: `Check that its controller is installed and running. ${kubectlDescribe(ref)}`,
      related: users.map((one) => index.ref('Gateway', one)),
    },
  ];
}

function missingClass(index: ClusterIndex, { spec }: Gateway): string | undefined {
  const name = spec.gatewayClassName;
  if (!index.sees('GatewayClass') || index.get('GatewayClass', '', name)) return undefined;
  const known = index.list('GatewayClass').map(({ metadata }) => metadata.name);
  return `its class ${name} does not exist (${known.length ? `the cluster has ${joinWords(known)}` : 'the cluster has none'})`;
}

function missingCertificate(index: ClusterIndex, gateway: Gateway): string | undefined {
  for (const { name, tls } of gateway.spec.listeners) {
    for (const ref of tls?.certificateRefs ?? []) {
      const namespace = ref.namespace ?? gateway.metadata.namespace;
      if (index.sees('Secret', namespace) && !index.get('Secret', namespace, ref.name)) {
        return `the listener ${name} names the certificate ${ref.name}, which does not exist in ${namespace}`;
      }
    }
  }
  return undefined;
}

function listenerFault(index: ClusterIndex, { status }: Gateway): string | undefined {
  for (const { name, conditions } of status.listeners) {
    const refused =
      refusal(conditions, 'ResolvedRefs', index.now) ?? refusal(conditions, 'Accepted', index.now);
    if (refused) return `the listener ${name} is refused (${reasonOf(refused)})`;
    const conflict = conditions.find(({ type, status: holds }) => type === 'Conflicted' && holds === 'True');
    if (conflict) return `the listener ${name} conflicts with another (${reasonOf(conflict)})`;
  }
  return undefined;
}

function wholeFault(index: ClusterIndex, { status }: Gateway): string | undefined {
  const refused =
    refusal(status.conditions, 'Accepted', index.now) ?? refusal(status.conditions, 'Programmed', index.now);
  return refused && `it is not ${refused.type.toLowerCase()} (${reasonOf(refused)})`;
}

/** A Gateway without a class, refused by its controller, or with a listener that cannot work. */
export function checkGateway(index: ClusterIndex, gateway: Gateway): Draft[] {
  if ((ageMs(gateway, index.now) ?? GRACE) < GRACE) return [];
  const classless = missingClass(index, gateway);
  const listener = missingCertificate(index, gateway) ?? listenerFault(index, gateway);
  const words = classless ?? listener ?? wholeFault(index, gateway);
  if (!words) return [];
  const ref = index.ref('Gateway', gateway);
  const { gatewayClassName: name } = gateway.spec;
  return [
    {
      check: !classless && listener ? 'gateway-listener' : 'gateway-not-programmed',
      severity: 'warning',
      object: ref,
      title: classless
        ? `class ${name} does not exist`
        : listener
          ? 'a listener does not work'
          : 'not programmed',
      cause: sentence(`Gateway ${ref.name} does not serve as it should: ${words}`),
      evidence: [fact(index, ref, `class ${name}; ${words}`)],
      next: kubectlDescribe(ref),
      explainedBy: [{ cluster: ref.cluster, kind: 'GatewayClass', namespace: '', name }],
    },
  ];
}
