import { alsoUnusual } from './also-unusual.ts';
import type { Attribution } from './attribute.ts';
import type { Deviation } from './deviate.ts';
import type { IncidentEvidence } from './evidence.ts';
import { explain } from './explain.ts';
import { indexEvidence } from './index-evidence.ts';
import type { Judgement } from './judge.ts';
import { judge } from './judge.ts';
import { ruleOut } from './rule-out.ts';
import { sum } from '../statistics.ts';
import { drawTimeline } from './timeline.ts';
import type { CauseVerdict, RankedCause, Statement } from './verdict.ts';
import { supportOf } from './support.ts';
import { deviationInWords } from './wording.ts';

const LEAST_SHARE = 0.01;
/** What speaks for a cause that the evidence does not show. */
const UNSEEN = 0.1;
/** Within so many spreads a value is as usual. */
const BACK = 2;

interface Weighed {
  attribution: Attribution;
  weight: number;
}

function weigh(judgement: Judgement): Weighed[] {
  const weighed = judgement.attributions
    .filter(({ share }) => share >= LEAST_SHARE)
    .map((attribution) => ({
      attribution,
      weight: attribution.share * (1 + supportOf(judgement.reading, attribution.node).boost),
    }));
  return weighed.toSorted((a, b) => b.weight - a.weight);
}

function rank(judgement: Judgement): RankedCause[] {
  const weighed = weigh(judgement);
  const total = UNSEEN + sum(weighed.map(({ weight }) => weight));
  return weighed.map(({ attribution, weight }) => explain(judgement, attribution, weight / total));
}

/** The last interval since the beginning lies within what is usual, and it is not the only one. */
function isBack(deviation: Deviation | undefined): boolean {
  const last = deviation?.departures.at(-1);
  if (!deviation || !last || deviation.departures.length < 2) return false;
  return last !== deviation.worst && last.harm < BACK * deviation.spread;
}

function readingOf({ reading, score, real, slight }: Judgement, recovered: boolean): Statement {
  const { node, role } = reading.index.evidence.symptom;
  const deviation = reading.state(node)[role]?.deviation;
  if (!deviation || score === undefined) {
    return { says: `The ${role} of ${node} is not measured.`, evidence: [] };
  }
  const small = 'a little worse than usual, too little to call it a problem: no cause is named';
  const verdict = real ? 'unusual' : slight ? small : 'within what is usual';
  const since = recovered ? ', and as usual again since' : '';
  return { says: `The ${deviationInWords(deviation)}: ${verdict}${since}.`, evidence: [deviation.signal.id] };
}

/** Ranks what may have caused a symptom. Names no cause when the symptom is within what is usual, and says so. */
export function rankCauses(evidence: IncidentEvidence): CauseVerdict {
  const index = indexEvidence(evidence);
  const judgement = judge(index);
  const { real, reading } = judgement;
  const causes = real ? rank(judgement) : [];
  const { node, role } = evidence.symptom;
  const recovered = real && isBack(reading.state(node)[role]?.deviation);
  return {
    symptom: {
      ...evidence.symptom,
      real,
      slight: judgement.slight && !real,
      recovered,
      reading: readingOf(judgement, recovered),
    },
    causes,
    alsoUnusual: alsoUnusual(judgement, causes),
    ruledOut: ruleOut(judgement, causes),
    timeline: drawTimeline(reading),
  };
}
