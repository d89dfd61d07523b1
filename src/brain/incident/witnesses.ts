import { iso } from '../answer/phrase.ts';
import {
  bottleneck,
  buildTrace,
  criticalPath,
  errorOrigins,
  type LogPattern,
  type Statement,
} from '#diagnosis';
import type { Observation } from '#diagnosis/evidence';
import type { PortAnswer } from '#connectors/kit';
import type { TempoConnector } from '#connectors/tempo';
import type { LokiConnector } from '#connectors/loki';
import { clock } from '../answer/phrase.ts';
import { changesBetween, readWindow } from '../skills/logging/kept/patterns.ts';
import { took, traceQuery } from '../skills/tracing/asking.ts';
import type { SkillContext } from '../skills/skill.ts';
import type { IncidentAnswer } from './explain-incident.ts';

const MINUTE = 60_000;
/** An incident shows at most so long before it is noticed. */
const LEAD = 5 * MINUTE;
const BASELINE = 60 * MINUTE;
/** What is new in logs is new when it begins. */
const BEGINNING = 12 * MINUTE;
const MOST_TRACES = 100;
const MOST_PATTERNS = 2;
const LONGEST = 160;
/** Loki or Tempo never heard of it: nobody's failure. */
const UNKNOWN = /^no-such-|^no-logs$/;

interface Scene {
  cluster: string;
  cause: string;
  victim: string;
  role: 'latency' | 'availability';
  from: number;
  to: number;
}

/** What somebody beside the metrics saw. */
interface Testimony {
  statements: Statement[];
  sources: [id: string, source: Observation][];
  missing: string[];
}

const silence = (missing: string[] = []): Testimony => ({ statements: [], sources: [], missing });

type Trace = PortAnswer<TempoConnector, 'readTrace'>;

const nameOf = ({ service, name }: { service: string; name: string }): string => `${service} ${name}`;

/** What one trace tells: where it failed, or what it waited for. */
function told(context: SkillContext, { role }: Scene, trace: Trace): string {
  const tree = buildTrace(trace.spans);
  const at = clock(trace.at, context.now, context.timeZone);
  const what = `${nameOf({ service: trace.service, name: trace.operation })} took ${took(trace.durationMs)} at ${at}`;
  const [origin] = errorOrigins(tree);
  if (role === 'availability' && origin !== undefined) {
    const said = origin.span.message === undefined ? '' : `: “${origin.span.message.slice(0, LONGEST)}”`;
    return `A trace from that time: ${what}, and its error began in ${nameOf(origin.span)}${said}.`;
  }
  const slow = bottleneck(criticalPath(tree));
  const waited = slow === undefined ? '' : `, ${took(slow.waited)} of it in ${nameOf(slow.span)} itself`;
  return `A trace from that time: ${what}${waited}.`;
}

/** The slowest or a failed trace through the cause, else through whom it hurts. */
async function chosenTrace(tempo: TempoConnector, scene: Scene): Promise<{ id?: string; problem?: string }> {
  const wish = {
    cluster: scene.cluster,
    start: iso(scene.from),
    end: iso(scene.to),
    limit: MOST_TRACES,
    ...(scene.role === 'availability' ? { status: 'error' as const } : {}),
  };
  const answers = await Promise.all(
    [...new Set([scene.cause, scene.victim])].map((service) => tempo.searchTraces({ ...wish, service })),
  );
  const [problem] = answers.flatMap((one) => (one.ok ? [] : [one.error.message]));
  const found = answers.flatMap((one) =>
    one.ok && one.value.traces.length > 0 ? [one.value.traces] : [],
  )[0];
  const [first] = (found ?? []).toSorted((a, b) => b.durationMs - a.durationMs);
  return { id: first?.traceId, problem };
}

async function inTraces(context: SkillContext, scene: Scene): Promise<Testimony> {
  const { tempo } = context.systems;
  if (tempo === undefined) return silence();
  const { id, problem } = await chosenTrace(tempo, scene);
  if (id === undefined) return silence(problem === undefined ? [] : [`Tempo: ${problem}`]);
  const read = await tempo.readTrace({ traceId: id });
  if (!read.ok) return silence([`Tempo: ${read.error.message}`]);
  const says = told(context, scene, read.value);
  const source = { system: 'tempo', cluster: scene.cluster, query: traceQuery(id) };
  return {
    statements: [{ says, evidence: [`trace/${id}`] }],
    sources: [[`trace/${id}`, { at: read.value.at, source, says }]],
    missing: [],
  };
}

function patternTold(
  context: SkillContext,
  { cause }: Scene,
  { current, baseline, example }: LogPattern,
): string {
  const first =
    current.firstAt === undefined
      ? ''
      : `, first at ${clock(iso(current.firstAt), context.now, context.timeZone)}`;
  const line = (example.split('\n')[0] ?? '').slice(0, LONGEST);
  const times = current.count === 1 ? 'once' : `${current.count} times`;
  const before =
    baseline.count === 0 ? 'not once in the hour before' : `${baseline.count} times in the hour before`;
  return `${cause} logs “${line}”: ${times}${first}, ${before}.`;
}

async function readBoth(loki: LokiConnector, { cluster, cause, from, to }: Scene) {
  const whose = { service: cause, cluster };
  return Promise.all([
    readWindow(loki, whose, { level: 'warn', from, to: Math.min(to, from + BEGINNING) }),
    readWindow(loki, whose, { level: 'warn', from: from - BASELINE, to: from }),
  ]);
}

async function inLogsOf(context: SkillContext, scene: Scene): Promise<Testimony> {
  const { loki } = context.systems;
  if (loki === undefined) return silence();
  const [now, before] = await readBoth(loki, scene);
  if ('error' in now) return silence(UNKNOWN.test(now.code) ? [] : [`Loki: ${now.error}`]);
  if ('error' in before && !UNKNOWN.test(before.code)) return silence([`Loki: ${before.error}`]);
  const usual =
    'value' in before
      ? before.value
      : { ...now.value, lines: [], isCut: false, from: scene.from - BASELINE, to: scene.from };
  const { appeared, surging } = changesBetween(usual, now.value);
  const telling = [...(usual.isCut ? [] : appeared), ...surging].slice(0, MOST_PATTERNS);
  const each = telling.map((pattern, at) => ({ pattern, id: `logs/${at}/${scene.cause}` }));
  const source = { system: 'loki', cluster: scene.cluster, query: now.value.query };
  return {
    statements: each.map(({ pattern, id }) => ({
      says: patternTold(context, scene, pattern),
      evidence: [id],
    })),
    sources: each.map(({ pattern, id }) => [
      id,
      { at: iso(pattern.current.lastAt ?? scene.to), source, says: pattern.example },
    ]),
    missing: [],
  };
}

/** What the cause's own logs say that is new, else those of whom it hurts. */
async function inLogs(context: SkillContext, scene: Scene): Promise<Testimony> {
  const own = await inLogsOf(context, scene);
  if (own.statements.length > 0 || scene.victim === scene.cause) return own;
  const other = await inLogsOf(context, { ...scene, cause: scene.victim });
  return { ...other, missing: [...own.missing, ...other.missing] };
}

/** The verdict with what a trace of that time and the logs of its first cause tell, each where it is kept. */
export async function withWitnesses(
  context: SkillContext,
  { cluster, to }: { cluster: string; to: number },
  answer: IncidentAnswer,
): Promise<IncidentAnswer> {
  const { causes, symptom } = answer.verdict;
  const [first, ...rest] = causes;
  if (first === undefined) return answer;
  const from = Math.min(symptom.at, to - LEAD) - LEAD;
  const scene: Scene = { cluster, cause: first.node, victim: symptom.node, role: symptom.role, from, to };
  const heard = await Promise.all([inTraces(context, scene), inLogs(context, scene)]);
  const chain = [...first.chain, ...heard.flatMap(({ statements }) => statements)];
  return {
    ...answer,
    verdict: { ...answer.verdict, causes: [{ ...first, chain }, ...rest] },
    sources: new Map([...answer.sources, ...heard.flatMap(({ sources }) => sources)]),
    missing: [...new Set([...answer.missing, ...heard.flatMap(({ missing }) => missing)])],
  };
}
