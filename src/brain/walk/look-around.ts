import { keptFromDns } from '#diagnosis';
import type { ObjectRef } from '#diagnosis/evidence';
import { inline, prose } from '../answer/markdown.ts';
import type { Item } from '../answer/draft.ts';
import { citeObject } from '../cluster/observe.ts';
import { livePods, podsFor, targetOf, type Target } from '../cluster/target.ts';
import { lineItem } from '../logs/items.ts';
import { clusterDns, nameless } from '../skills/connecting/cluster-dns.ts';
import { linksReply } from '../skills/connecting/links.ts';
import { endpointsOf, serviceFor } from '../skills/connecting/path.ts';
import { isShut, policyBlocks } from '../skills/connecting/policies.ts';
import { correlate, lookAtSymptom } from '../skills/correlating/correlate.ts';
import { diagnoseSkill } from '../skills/diagnose.ts';
import { examine } from '../skills/diagnosing/examine.ts';
import { metricsSkill } from '../skills/metrics.ts';
import type { SkillContext } from '../skills/skill.ts';
import { usageSkill } from '../skills/usage.ts';
import type { Slots } from '../understand/reading.ts';
import type { MetricSlots } from '../understand/slot-types.ts';
import { brief, nextOf, type Found } from './found.ts';
import { lookAtStatus } from './look-at-object.ts';

const LOOK_AGAIN: Item = {
  text: inline`Not everybody could be asked in time, so this rules nothing out: “again” looks once more.`,
  evidence: [],
};

const only = (text: Item['text']): Item[] => [{ text, evidence: [] }];

/** Whether its service leads anywhere. */
export function lookAtEndpoints(context: SkillContext, target: Target): Found {
  const service = serviceFor(context, target);
  if (service === undefined) {
    const says = 'no service leads to it';
    return {
      items: [{ text: inline`No service leads to it.`, evidence: [citeObject(context, target.ref, says)] }],
      signals: [],
    };
  }
  const { ready, block } = endpointsOf(context, service);
  return ready === 0
    ? { items: brief([block]), signals: ['unserved'], rulesIn: 'that nothing answers behind its service' }
    : { items: brief([block]), signals: [], rulesOut: 'a service that leads nowhere' };
}

/** Whether policies or DNS keep traffic away. */
export async function lookAtNetwork(context: SkillContext, target: Target): Promise<Found> {
  const { cluster } = target.ref;
  const [pod] = livePods(podsFor(target));
  const names = policyBlocks({ ...context, message: 'does dns resolve?' }, target);
  const inward = policyBlocks({ ...context, message: 'who may connect to it?' }, target);
  const [dns, lost] = await Promise.all([clusterDns(context, cluster), nameless(context, target.index, pod)]);
  const isBlocked =
    lost !== undefined || isShut(target) || (pod !== undefined && keptFromDns(target.index, pod).length > 0);
  const items = [...brief(names, 1), ...brief(inward, 1), ...brief(dns, 1)];
  return isBlocked
    ? { items, signals: ['blocked'], rulesIn: 'the network, if what is kept out is what is missing' }
    : {
        items,
        signals: [],
        rulesOut: 'a network policy or DNS in between, as far as can be seen without sending a packet',
      };
}

async function measured(context: SkillContext, metrics: MetricSlots): Promise<Item[]> {
  const { blocks, outcome } = await metricsSkill.answer({ ...context, slots: { ...context.slots, metrics } });
  return outcome === 'answered' ? brief(blocks, 1) : brief(blocks.slice(0, 1), 1);
}

async function requestsOf(context: SkillContext, target: Target) {
  const { lines } = await examine(context, target);
  return correlate(context, target.ref, lines);
}

/** How its requests fare: errors and latency, and whether that is as usual. */
export async function lookAtRequests(context: SkillContext, target: Target): Promise<Found> {
  if (context.systems.prometheus === undefined)
    return {
      items: only(
        inline`I see no requests: no Prometheus is connected. That does not mean that they are well.`,
      ),
      signals: [],
    };
  const [errors, latency, symptom] = await Promise.all([
    measured(context, { signal: 'error-rate' }),
    measured(context, { signal: 'latency', percentile: 95 }),
    lookAtSymptom(context, target),
  ]);
  const items = [...errors, ...latency];
  if (symptom === undefined) return { items, signals: [] };
  return symptom.real
    ? {
        items,
        signals: [symptom.role === 'latency' ? 'slow' : 'failing'],
        rulesIn: 'trouble that callers notice',
      }
    : {
        items: [...items, ...only(prose(symptom.reading.says))],
        signals: ['as-usual'],
        rulesOut: 'requests that are slower or fail more than usual',
      };
}

/** Whom its requests' trouble comes from. */
export async function lookAtDependencies(context: SkillContext, target: Target): Promise<Found> {
  const [requests, links] = await Promise.all([
    requestsOf(context, target),
    linksReply({ ...context, message: `what does ${target.ref.name} depend on?` }),
  ]);
  const set = brief(links?.blocks ?? [], 2);
  if (requests === undefined || requests.hurts?.real !== true)
    return { items: set.length > 0 ? set : only(inline`I know nobody that it depends on.`), signals: [] };
  const items = brief(requests.blocks);
  const { guilty, isPartial } = requests;
  const isOwn = guilty === undefined || guilty === target.ref.name;
  if (isOwn && isPartial === true) return { items: [...items, LOOK_AGAIN], signals: [] };
  if (isOwn) return { items, signals: [], rulesOut: 'somebody that it calls, as far as that is measured' };
  return { items, signals: ['elsewhere'], rulesIn: `${guilty}, which it depends on`, guilty };
}

const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Service'] as const;

/** The object of a name that requests are measured under, the nearest first. */
function guiltyTarget(context: SkillContext, { index, ref }: Target, name: string): Target | undefined {
  const found = WORKLOADS.flatMap((kind) =>
    index
      .list(kind)
      .filter(({ metadata }) => metadata.name === name)
      .map((object): ObjectRef => index.ref(kind, object)),
  );
  const nearest = found.find(({ namespace }) => namespace === ref.namespace) ?? found[0];
  return nearest && targetOf(context, nearest);
}

const unknown = (name: string): Found => ({
  items: only(
    inline`The cluster knows no ${name === '' ? 'culprit' : name} by that name: it may run elsewhere.`,
  ),
  signals: [],
});

/** The one that the requests are lost at: how it stands, what was done to it. */
export async function lookAtGuilty(context: SkillContext, target: Target, name = ''): Promise<Found> {
  const guilty = guiltyTarget(context, target, name);
  if (guilty === undefined) return unknown(name);
  const [status, { rollout, lines }] = await Promise.all([
    lookAtStatus(context, guilty),
    examine(context, guilty),
  ]);
  const pod = { ...guilty.ref, kind: 'Pod', name: '' };
  const said = lines.slice(0, 1).map((line) => lineItem(context, pod, line));
  const { rulesIn, rulesOut } = status;
  return {
    items: [...status.items, ...brief(rollout), ...said].slice(0, 4),
    signals: [],
    rulesIn: rulesIn && `${name}: ${rulesIn}`,
    rulesOut: rulesOut && `of ${name}: ${rulesOut}`,
  };
}

/** Who suffers with it. */
export async function lookAtCallers(context: SkillContext, target: Target): Promise<Found> {
  const reply = await linksReply({ ...context, message: `who depends on ${target.ref.name}?` });
  const items = brief(reply?.blocks ?? []);
  return { items: items.length > 0 ? items : only(inline`I know nobody that depends on it.`), signals: [] };
}

async function used(context: SkillContext, slots: Partial<Slots>): Promise<Found> {
  const { blocks } = await usageSkill.answer({ ...context, slots: { ...context.slots, ...slots } });
  return { items: brief(blocks), signals: [] };
}

/** What it uses of its limits now. */
export const lookAtResources = (context: SkillContext): Promise<Found> => used(context, { resource: 'both' });

/** What room the nodes have. */
export const lookAtRoom = (context: SkillContext): Promise<Found> =>
  used(context, { aspect: 'room', objects: [] });

/** What everything comes to, with what to do next. */
export async function lookAtCause(context: SkillContext): Promise<Found> {
  const { blocks } = await diagnoseSkill.answer(context);
  return { items: [...brief(blocks, 4), ...nextOf(blocks)], signals: [] };
}
