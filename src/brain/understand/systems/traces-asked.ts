import type { Analysis } from '../analyse.ts';
import type { Features } from '../features.ts';
import { UNITS } from '../lexicon/numbers.ts';
import { readSkill } from '../read-skill.ts';
import type { Mood, Reading } from '../reading.ts';
import type { TraceSlots } from '../slot-types.ts';
import { upToNow } from '../time.ts';
import { familyMeant, type Family } from './family.ts';
import { traceqlIn } from './query-languages.ts';
import type { SystemReader } from './system-reader.ts';
import { beforeThat } from './time-before.ts';

const TRACES = /\b(?:traces?|spans?|tempo|jaeger|zipkin)\b/i;
const OTHER_TRACES = /\bstack ?traces?\b|\btrace(?:back|route)s?\b|\bjvm\b/i;
const ID = /\b(?:[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b/i;
const SHORT_ID = /\btrace(?: id)?:? ([0-9a-f]{15,31})\b/i;
const ABOUT_IT =
  /\b(?:traces? (?:set ?up|configured|installed|enabled)|enable tracing|set ?up tracing|what (?:is|are) (?:a |an )?(?:traces?|spans?|traceql|tempo)\b[?.!]*$|how (?:do|can|could|would|should|to)\b)/i;
const OF_REQUESTS =
  /\b(?:slow(?:est)?|longest|failed|failing|errone?ous) (?:http |api |db |database |sql )?(?:requests?|calls?|endpoints?|queries|operations?|transactions?|routes?|urls?|spans?)\b/i;
const WHY = /\bwhy\b/i;
const MAP =
  /\b(?:service|call|dependency|dependencies|request) (?:map|graph|topology)\b|\bmap of (?:the |our |all )?services?\b|\b(?:services?|what|who|which \w+) (?:does|do|is|are) [\w./-]+(?: \w+)? call(?:s|ing|ed by)?\b|\b(?:who|what|which \w+) calls? [\w./-]+|\b(?:callers?|callees?) of\b|\bwhat (?:does|do) .{1,60} talk to\b|\bwho talks to\b/i;
const EXPLAIN =
  /\b(?:explain|critical path|bottleneck|break ?down|breakdown|analy[sz]e|dissect|where (?:is|was|does|did) (?:the |its |all the |most of the )?time (?:spent|lost|go|went)|walk me through)\b/i;
const ONE =
  /\b(?:slowest|longest|worst|latest|newest|last|first|second|third|that|this|the \d(?:st|nd|rd|th)) (?:one|trace|request)\b/i;
const COMPARE =
  /\b(?:compare[ds]?|comparison|versus|vs|against|differ(?:s|ent|ence)?|changed?|slower than|faster than)\b/i;
const SLOW = /\b(?:slow(?:est|er)?|longest|long|worst|laggy|latenc\w+)\b/i;
const FAILED = /\b(?:errors?|fail(?:ed|ing|ures?|s)?|errone?ous|broken|exceptions?|unsuccessful)\b/i;
const LONGER =
  /(?:\b(?:over|above|longer than|more than|slower than|exceed(?:s|ing)?|at least|greater than|beyond|taking|took|lasting)|>=?)\s*(\d+(?:\.\d+)?)\s*(milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|m)\b/i;
const PLACES: Readonly<Record<string, number>> = {
  first: 0,
  second: 1,
  third: 2,
  fourth: 3,
  fifth: 4,
  '1st': 0,
  '2nd': 1,
  '3rd': 2,
  '4th': 3,
  '5th': 4,
};

function longerThan(text: string): number | undefined {
  const [, amount = '', unit = ''] = LONGER.exec(text) ?? [];
  if (amount === '') return undefined;
  return Number(amount) * (/^m(?:s|illi)/i.test(unit) ? 1 : (UNITS[unit.toLowerCase()]?.factor ?? 1000));
}

const idIn = (text: string): string | undefined =>
  ID.exec(text)?.[0].replaceAll('-', '') ?? SHORT_ID.exec(text)?.[1];

function narrowing(text: string): Partial<TraceSlots> {
  const minDurationMs = longerThan(text);
  return {
    ...(SLOW.test(text) || minDurationMs !== undefined ? { slow: true } : {}),
    ...(minDurationMs === undefined ? {} : { minDurationMs }),
    ...(FAILED.test(text) ? { failed: true } : {}),
  };
}

function whatIn(text: string): TraceSlots['what'] | undefined {
  const ofTraces = TRACES.test(text) && !OTHER_TRACES.test(text);
  if (MAP.test(text)) return 'map';
  if (/\bcritical path\b/i.test(text)) return 'explain';
  if (
    /\bwhere (?:is|was|does|did) (?:the |its |all the |most of the )?time (?:spent|lost|go|went)\b/i.test(
      text,
    )
  )
    return 'explain';
  if (ofTraces && EXPLAIN.test(text)) return 'explain';
  if (ofTraces && COMPARE.test(text)) return 'compare';
  if (ofTraces && ONE.test(text) && /\bshow|\bopen|\bdetails?\b|\bsee\b|\bwhat\b/i.test(text))
    return 'explain';
  return ofTraces || OF_REQUESTS.test(text) ? 'search' : undefined;
}

function asked(text: string): TraceSlots | undefined {
  const query = traceqlIn(text);
  if (query !== undefined) return { what: 'search', traceql: query.text, counts: query.counts };
  if (ABOUT_IT.test(text)) return undefined;
  const traceId = idIn(text);
  if (traceId !== undefined && (TRACES.test(text) || text.trim().split(/\s+/).length <= 4))
    return { what: 'explain', traceId };
  if (WHY.test(text) && !TRACES.test(text)) return undefined;
  const what = whatIn(text);
  return what && { what, ...narrowing(text) };
}

const OPENED = String.raw`^(?:(?:ok|okay|and|now|then|so|please|show|show me|give me|what about|how about|just|only|but)[, ]+)*`;
const NARROWED = new RegExp(
  String.raw`${OPENED}(?:the |those |ones )*(?:with )?(?:errors?|failed(?: ones)?|failing(?: ones)?|slow(?:er|est)? ones|(?:over|above|longer than|more than|slower than|>) ?\d.*)[?.!]*$`,
  'i',
);
const CHOSEN =
  /^(?:(?:ok|and|now|please|so)[, ]+)*(?:explain|show(?: me)?|open|details? of|what about|tell me about)? ?(?:the )?(?:(first|second|third|fourth|fifth|\d(?:st|nd|rd|th)|slowest|longest|worst) (?:one|trace)|that (?:one|trace)|it)\b[?.!]*$/i;

/** "only errors", "explain the second one", "and the hour before". */
function continued({ text, input }: Analysis, mood: Mood): Reading | undefined {
  const { focus, now } = input;
  const { lastSlots: last } = focus;
  if (focus.lastSkill !== 'traces' || last?.traces === undefined) return undefined;
  const range = upToNow(last.time, now) ?? { from: now - 3_600_000, to: now, said: 'the last hour' };
  const time = beforeThat(text, range) ?? upToNow(last.time, now);
  const chosen = CHOSEN.exec(text.trim());
  const isShift = beforeThat(text, range) !== undefined;
  if (!isShift && chosen === null && !NARROWED.test(text.trim())) return undefined;
  const { traceId: _traceId, shown: _shown, ...kept } = last.traces;
  const traces: TraceSlots =
    chosen === null
      ? { ...kept, what: kept.what === 'explain' ? 'search' : kept.what, ...narrowing(text) }
      : { ...kept, what: 'explain', shown: PLACES[chosen[1]?.toLowerCase() ?? ''] ?? 0 };
  const slots = { ...last, traces, ...(time === undefined ? {} : { time }) };
  return { type: 'skill', skill: 'traces', slots, confidence: 0.85, mood };
}

const bare = (features: Features, { traceql, traceId }: TraceSlots): Features => ({
  ...features,
  named:
    traceql === undefined && traceId === undefined
      ? features.named.filter(({ said }) => !/^(?:tempo|traces?|now)$/i.test(said))
      : [],
  kinds: [],
  query: undefined,
});

/** "any slow traces?", "explain the slowest trace of checkout", "what does checkout call", a trace id, TraceQL. */
export const tracesAsked: SystemReader = (analysis, features, mood) => {
  const same = continued(analysis, mood);
  if (same !== undefined) return same;
  const traces = asked(analysis.text);
  if (traces === undefined) return undefined;
  const plain = bare(features, traces);
  const isOwn = traces.traceql !== undefined || traces.traceId !== undefined;
  const family: Family = isOwn ? { objects: [] } : familyMeant(analysis, plain);
  const reading = readSkill('traces', analysis, {
    features: family.objects.length > 0 ? { ...plain, named: [] } : plain,
    mood,
    confidence: 0.85,
    general: true,
  });
  if (reading.type !== 'skill') return reading;
  const objects = family.objects.length > 0 ? family.objects : reading.slots.objects;
  const service = family.stranger === undefined ? {} : { service: family.stranger };
  return { ...reading, slots: { ...reading.slots, objects, traces: { ...traces, ...service } } };
};
