import type { Analysis } from '../analyse.ts';
import type { Features } from '../features.ts';
import { readSkill } from '../read-skill.ts';
import type { Mood, Reading } from '../reading.ts';
import type { TraceSlots } from '../slot-types.ts';
import { nearOnly, upToNow } from '../time.ts';
import { familyMeant, type Family } from './family.ts';
import { traceqlIn } from './query-languages.ts';
import type { SystemReader } from './system-reader.ts';
import { beforeThat } from './time-before.ts';
import { narrowing, TRACES, whatIn } from './traces-words.ts';

const ID = /\b(?:[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b/i;
const SHORT_ID = /\btrace(?: id)?:? ([0-9a-f]{15,31})\b/i;
const ABOUT_IT =
  /\b(?:traces? (?:set ?up|configured|installed|enabled)|enable tracing|set ?up tracing|what (?:is|are) (?:a |an )?(?:traces?|spans?|traceql|tempo)\b[?.!]*$|how (?:do|can|could|would|should|to)\b)/i;
const WHY = /\bwhy\b/i;
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

const idIn = (text: string): string | undefined =>
  ID.exec(text)?.[0].replaceAll('-', '') ?? SHORT_ID.exec(text)?.[1];

/** Who needs whom, asked of what serves requests. */
const DEPENDS =
  /^(?:(?:and|so|ok)[, ]+)*(?:(?:what|who|which (?:other )?(?:services?|apps?|workloads?))(?: all| else)? depends? (?:up)?on\b|(?:what|who|which (?:other )?(?:services?|apps?|workloads?)) does [\w.-]+ (?:depend (?:up)?on|need|rely on)\b)/i;

const isOfWorkload = ({ named }: Features): boolean =>
  named.some(({ matches, kind }) => kind === undefined && matches.some((one) => one.kind === 'Deployment'));

function asked(text: string, hasWriter: boolean): TraceSlots | undefined {
  const query = traceqlIn(text);
  if (query !== undefined) return { what: 'search', traceql: query.text, counts: query.counts };
  if (ABOUT_IT.test(text)) return undefined;
  const traceId = idIn(text);
  if (traceId !== undefined && (TRACES.test(text) || text.trim().split(/\s+/).length <= 4))
    return { what: 'explain', traceId };
  if (WHY.test(text) && !TRACES.test(text)) return undefined;
  const what = whatIn(text);
  if (what === undefined || (what === 'repeats' && !TRACES.test(text) && !hasWriter)) return undefined;
  return { what, ...narrowing(text) };
}

const OPENED = String.raw`^(?:(?:ok|okay|and|now|then|so|please|show|show me|give me|what about|how about|just|only|but)[, ]+)*`;
const NARROWED = new RegExp(
  String.raw`${OPENED}(?:the |those |ones )*(?:with )?(?:errors?|failed(?: ones)?|failing(?: ones)?|slow(?:er|est)? ones|(?:over|above|longer than|more than|slower than|>) ?\d.*)[?.!]*$`,
  'i',
);
const CHOSEN =
  /^(?:(?:ok|and|now|please|so)[, ]+)*(?:explain|show(?: me)?|open|details? of|what about|tell me about)? ?(?:the )?(?:(first|second|third|fourth|fifth|\d(?:st|nd|rd|th)|slowest|longest|worst) (?:one|trace)|that (?:one|trace)|it)\b[?.!]*$/i;

/** Asked of the trace that was just explained. */
const OF_THE_SAME =
  /^(?:(?:and|so|ok)[, ]+)*(?:(?:which|what) (?:span|step|part|service|call|operation) (?:is|was|took|takes|failed|fails)\b|where (?:is|was) the (?:bottleneck|error)|(?:what is |show )?(?:the |its )?(?:bottleneck|critical path)\b|where did (?:it|that) (?:fail|spend)\b)/i;

/** "only errors", "explain the second one", "and the hour before". */
function continued({ text, input }: Analysis, mood: Mood): Reading | undefined {
  const { focus, now } = input;
  const { lastSlots: last } = focus;
  if (focus.lastSkill !== 'traces' || last?.traces === undefined) return undefined;
  const range = upToNow(last.time, now) ?? { from: now - 3_600_000, to: now, said: 'the last hour' };
  const time = beforeThat(text, range) ?? upToNow(last.time, now);
  const chosen = CHOSEN.exec(text.trim());
  const isShift = beforeThat(text, range) !== undefined;
  if (last.traces.what === 'explain' && OF_THE_SAME.test(text.trim()))
    return {
      type: 'skill',
      skill: 'traces',
      slots: { ...last, traces: { what: 'explain', shown: 0 } },
      confidence: 0.85,
      mood,
    };
  if (!isShift && chosen === null && !NARROWED.test(text.trim())) return undefined;
  const { traceId: _traceId, shown: _shown, ...kept } = last.traces;
  const traces: TraceSlots =
    chosen === null
      ? { ...kept, what: kept.what === 'explain' ? 'search' : kept.what, ...narrowing(text) }
      : { ...kept, what: 'explain', shown: PLACES[chosen[1]?.toLowerCase() ?? ''] ?? 0 };
  const slots = { ...last, traces, ...(time === undefined ? {} : { time }) };
  return { type: 'skill', skill: 'traces', slots, confidence: 0.85, mood };
}

/** Words of such questions that look like names. */
const NO_NAMES =
  /^(?:tempo|traces?|tracing|spans?|now|slowest|fastest|longest|shortest|newest|latest|graph|map|topology|downstream|upstream|duration|attributes?|tags?|get|post|put|patch|delete|bottleneck|retries|n\+1)$/i;

/** Told already as what spans bear. */
const isTold = (said: string, { attributes = {}, operation = '' }: TraceSlots): boolean =>
  operation.includes(said) ||
  Object.entries(attributes).some(([key, value]) =>
    `${key}=${value}`.toLowerCase().includes(said.toLowerCase()),
  );

const bare = (features: Features, own: TraceSlots): Features => ({
  ...features,
  named:
    own.traceql === undefined && own.traceId === undefined
      ? features.named.filter(
          ({ said, how }) => !NO_NAMES.test(said) && !(how === 'unknown' && isTold(said, own)),
        )
      : [],
  kinds: [],
  query: undefined,
});

/** "traces of checkout that call payments-api". */
const THROUGH =
  /\b(?:call(?:s|ed|ing)?|touch(?:es|ed|ing)?|go(?:es|ing)? (?:through|to)|went (?:through|to)|pass(?:es|ed|ing)? through|through|via|reach(?:es|ed|ing)?|hit(?:s|ting)?|involv(?:e|es|ing)|includ(?:e|es|ing)|use|uses|using|talk(?:s|ing)? to)\b/i;

/** "any slow traces?", "explain the slowest trace of checkout", "what does checkout call", a trace id, TraceQL. */
export const tracesAsked: SystemReader = (analysis, features, mood) => {
  const same = continued(analysis, mood);
  if (same !== undefined) return same;
  const hasWriter = features.named.some(({ matches }) => matches.length > 0);
  const isDependence = DEPENDS.test(analysis.text.trim()) && isOfWorkload(features);
  const traces: TraceSlots | undefined =
    asked(analysis.text, hasWriter) ?? (isDependence ? { what: 'map' } : undefined);
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
  const isBorne = family.stranger !== undefined && isTold(family.stranger, traces);
  const service = family.stranger === undefined || isBorne ? {} : { service: family.stranger };
  const [own, other] = objects;
  const via =
    traces.what === 'search' && other !== undefined && THROUGH.test(analysis.text) ? { via: other.name } : {};
  const time = nearOnly(reading.slots.time);
  const slots = {
    ...reading.slots,
    objects: via.via === undefined || own === undefined ? objects : [own],
    ...(time === undefined ? {} : { time }),
  };
  return { ...reading, slots: { ...slots, traces: { ...traces, ...service, ...via } } };
};
