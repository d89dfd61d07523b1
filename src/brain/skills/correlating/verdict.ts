import type { RankedCause, Statement } from '#diagnosis';
import { fact, say, type Block, type Item } from '../../answer/draft.ts';
import { bold, code, inline, prose, type Markdown } from '../../answer/markdown.ts';
import { clock } from '../../answer/phrase.ts';
import type { IncidentAnswer } from '../../incident/explain-incident.ts';
import { citeAll } from '../../incident/source.ts';
import type { SkillContext } from '../skill.ts';

const MOST_CAUSES = 3;
const MOST_MOMENTS = 8;
const MOST_RULED_OUT = 3;
/** Below this a cause is told as a possibility. */
const LIKELY = 0.5;

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** A statement with what it stands on; one that stands on nothing is only said. */
function told(context: SkillContext, { sources }: IncidentAnswer, { says, evidence }: Statement): Item {
  return { text: prose(says), evidence: citeAll(context, sources, evidence) };
}

const asBlock = ({ text, evidence }: Item): Block => (evidence.length > 0 ? fact(text, evidence) : say(text));

function headline({ verdict, missing }: IncidentAnswer, cause: RankedCause): Markdown {
  const { node, role, recovered } = verdict.symptom;
  const what = inline`${recovered ? 'was' : 'is'} ${role === 'latency' ? 'slow' : 'failing requests'}${recovered ? ' and has recovered' : ''}`;
  if (cause.node === node && !cause.isBacked && missing.length > 0)
    return inline`${code(node)} ${what}. I do not know why: not everything that it may have it from could be asked.`;
  if (cause.node === node && !cause.isBacked)
    return inline`${code(node)} ${what}. The loss ${recovered ? 'began' : 'begins'} at ${code(node)} itself; nothing that it calls explains it, and I do not see why.`;
  const where = cause.node === node ? inline`${code(node)} itself` : code(cause.node);
  const how = cause.confidence >= LIKELY ? 'Most likely cause' : 'Possible cause';
  return inline`${code(node)} ${what}. ${how}: ${where} (${percent(cause.confidence)} sure).`;
}

function chain(context: SkillContext, incident: IncidentAnswer, cause: RankedCause): Block[] {
  const items = cause.chain.map((statement) => told(context, incident, statement));
  return items.length === 0 ? [] : [{ type: 'list', items }];
}

function against(context: SkillContext, incident: IncidentAnswer, cause: RankedCause): Block[] {
  const items = cause.against.map((statement) => told(context, incident, statement));
  return items.length === 0 ? [] : [say(inline`What speaks against it:`), { type: 'list', items }];
}

function others(context: SkillContext, incident: IncidentAnswer): Block[] {
  const rest = incident.verdict.causes.slice(1, MOST_CAUSES);
  if (rest.length === 0) return [];
  const items = rest.map((cause) => {
    const telling = cause.chain.find(({ evidence }) => evidence.length > 0);
    const why = telling === undefined ? inline`` : inline`: ${prose(telling.says)}`;
    const evidence = telling === undefined ? [] : citeAll(context, incident.sources, telling.evidence);
    return { text: inline`${code(cause.node)} (${percent(cause.confidence)})${why}`, evidence };
  });
  return [say(inline`Less likely:`), { type: 'list', items }];
}

function timeline(context: SkillContext, incident: IncidentAnswer): Block[] {
  const moments = incident.verdict.timeline.slice(-MOST_MOMENTS);
  if (moments.length < 2) return [];
  const items = moments.map(({ at, says, evidence }) => {
    const time = clock(new Date(at).toISOString(), context.now, context.timeZone);
    return {
      text: inline`${bold(inline`${time}`)} ${prose(says)}`,
      evidence: citeAll(context, incident.sources, evidence),
    };
  });
  return [say(inline`Timeline:`), { type: 'list', items }];
}

function ruledOut(context: SkillContext, incident: IncidentAnswer): Block[] {
  const items = incident.verdict.ruledOut
    .slice(0, MOST_RULED_OUT)
    .map(({ why }) => told(context, incident, why));
  return items.length === 0 ? [] : [say(inline`Ruled out:`), { type: 'list', items }];
}

/** What could not be asked, so that it is not taken for good news. */
export function notAsked({ missing }: IncidentAnswer): Block[] {
  if (missing.length === 0) return [];
  return [say(inline`Not looked at: ${missing.join('; ')}.`)];
}

/** Why a service hurts: the cause, its chain of evidence, what speaks against it, and when what happened. */
export function causesInWords(context: SkillContext, incident: IncidentAnswer): Block[] {
  const [first] = incident.verdict.causes;
  const { aside } = incident;
  const beside = aside === undefined ? [] : [asBlock(told(context, incident, aside))];
  const reading = told(context, incident, incident.verdict.symptom.reading);
  if (first === undefined) return [...beside, asBlock(reading)];
  const { recovered } = incident.verdict.symptom;
  const evidence = first.chain.flatMap((statement) => citeAll(context, incident.sources, statement.evidence));
  const head = bold(headline(incident, first));
  return [
    evidence.length > 0 ? fact(head, [...new Set(evidence)].slice(0, 4)) : say(head),
    ...(recovered ? [say(inline`It is as usual again; what follows is what was.`)] : []),
    ...chain(context, incident, first),
    ...beside,
    ...against(context, incident, first),
    ...others(context, incident),
    ...timeline(context, incident),
    ...ruledOut(context, incident),
  ];
}
