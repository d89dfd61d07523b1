import { callLosses, type CauseVerdict, type IncidentEvidence, type ObservedLoss } from '#diagnosis';
import type { PortAnswer } from '#connectors/kit';
import type { TempoConnector } from '#connectors/tempo';
import { formatShare } from '#ground/text';
import { iso } from '../answer/phrase.ts';
import type { ClusterIndex } from '../cluster/facts.ts';
import type { SkillContext } from '../skills/skill.ts';
import { workloadNamed } from './calls-seen.ts';
import type { IncidentWindow } from './measure.ts';
import { nothing, type Gathered } from './source.ts';

const MINUTE = 60_000;
/** Traces that are read on each side: enough to tell whose time it is, few enough to be quick. */
const TRACES = 24;
/** The trouble grows for a while before it is seen; before that nothing of it is in the baseline. */
const LEAD = 10 * MINUTE;
const BASELINE = 60 * MINUTE;
/** A shorter window has too few traces. */
const SHORTEST = 8 * MINUTE;
/** So much of the loss must be laid on somebody unmeasured for it to be worth a look. */
const DOUBTFUL = 0.1;

type Sample = PortAnswer<TempoConnector, 'sampleSpans'>;
type Spoken = Sample['spans'][number];

interface Doubt {
  cluster: string;
  window: IncidentWindow;
  verdict: CauseVerdict;
  gathered: Pick<IncidentEvidence, 'signals'>;
}

/** Whether the loss was followed to somebody whose latencies and failures nobody records. */
function isDoubtful({ verdict, gathered }: Doubt): boolean {
  const measured = new Set(
    gathered.signals
      .filter(({ role }) => role === 'latency' || role === 'availability')
      .map(({ node }) => node),
  );
  return (
    verdict.symptom.real && verdict.causes.some(({ node, share }) => share >= DOUBTFUL && !measured.has(node))
  );
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Whom an outgoing span names that records no spans itself: a database, a queue, a host. */
function calleeOf({ kind, attributes }: Spoken): string | undefined {
  if (kind !== 'client' && kind !== 'producer') return undefined;
  return (
    text(attributes['server.address']) ??
    text(attributes['net.peer.name']) ??
    text(attributes['peer.service']) ??
    text(attributes['db.system.name']) ??
    text(attributes['db.system'])
  );
}

type Loss = ReturnType<typeof callLosses>[number];

function slowerSaid({ from, to, slower = 0, oftener, requests }: Loss): string {
  const more =
    oftener === undefined
      ? ''
      : `, and it makes ${oftener.toFixed(1)} times as many of them for each request`;
  return `${formatShare(slower)} of what ${from} takes longer it waits because each call of ${to} does${more} (in ${requests} requests of ${from} that traces kept)`;
}

const failingSaid = ({ from, to, failing = 0, requests }: Loss): string =>
  `a call of ${to} fails in ${formatShare(failing)} of the failed requests of ${from} (in ${requests} that traces kept)`;

function observedIn(loss: Loss): ObservedLoss[] {
  const { from, to, slower, failing } = loss;
  const observed = (role: ObservedLoss['role'], share: number, says: string): ObservedLoss => ({
    id: `calls/${role}/${from}/${to}`,
    dependent: from,
    dependency: to,
    role,
    share,
    says,
  });
  return [
    ...(slower === undefined ? [] : [observed('latency', slower, slowerSaid(loss))]),
    ...(failing === undefined ? [] : [observed('availability', failing, failingSaid(loss))]),
  ];
}

function lossesIn(
  context: SkillContext,
  index: ClusterIndex,
  sides: { baseline: Spoken[]; window: Spoken[] },
): ObservedLoss[] {
  const named = (name: string): string => workloadNamed(context, index, name);
  return callLosses(sides, calleeOf)
    .map((loss) => ({ ...loss, from: named(loss.from), to: named(loss.to) }))
    .flatMap(observedIn);
}

/**
 * What those who ask a datastore, or whoever else is not measured, lose by it, from traces of before and since: looked at only
 * when the loss was followed there.
 */
export async function observeCalls(
  context: SkillContext,
  index: ClusterIndex,
  doubt: Doubt,
): Promise<Gathered<ObservedLoss>> {
  const { tempo } = context.systems;
  if (tempo === undefined || !isDoubtful(doubt)) return nothing();
  const { symptom } = doubt.verdict;
  const { to } = doubt.window;
  const since = Math.min(symptom.at, to - SHORTEST);
  const asked = { cluster: doubt.cluster, service: symptom.node, traces: TRACES };
  const [now, before] = await Promise.all([
    tempo.sampleSpans({ ...asked, start: iso(since), end: iso(to) }),
    tempo.sampleSpans({ ...asked, start: iso(since - LEAD - BASELINE), end: iso(since - LEAD) }),
  ]);
  if (!now.ok || !before.ok) {
    const [failed] = [now, before].flatMap((one) => (one.ok ? [] : [one.error]));
    return failed === undefined || /^no-such-/.test(failed.code)
      ? nothing()
      : nothing([`Tempo: ${failed.message}`]);
  }
  const items = lossesIn(context, index, { baseline: before.value.spans, window: now.value.spans });
  const source = { system: 'tempo', cluster: doubt.cluster, query: now.value.query };
  return {
    items,
    sources: items.map(({ id, says }) => [id, { at: now.value.end, source, says }]),
    missing: [],
  };
}
