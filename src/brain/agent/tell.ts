import type { Fact } from '../turn-event.ts';
import { citedIn, inertLine, plainLine, withoutCitations } from './inert.ts';
import { takeSegments, type Segment } from './segments.ts';
import type { Judge, Verdict } from './truth/judge.ts';

/** A sentence that does not agree with the evidence. */
export interface Wrong {
  sentence: string;
  problem: string;
}

interface Shown {
  text: string;
  fact?: Fact;
}

const UNVERIFIED = ' *(unverified)*';
const NARRATION =
  /^(?:(?:ok|okay|right|sure|first|next|now|so)[,.]?\s+)*(?:let me|let us|let['’]s|i['’]?(?:ll| will| am going to|['’]m going to|['’]d like to|\s?need to))\b/i;

const marks = (ids: readonly string[]): string => ids.map((id) => ` [${id}]`).join('');

function shownCode(segment: Segment, verdict: Verdict): Shown {
  const note = verdict.type === 'borne-out' ? marks(verdict.evidence) : '*(a suggestion: not checked)*';
  return { text: `${segment.prefix}${segment.body}\n\n${note.trim()}` };
}

/** A segment as it may be shown. What nothing bears out loses its markup, so that it cannot pass for a heading or a row. */
function shownAs(segment: Segment, verdict: Verdict): Shown {
  if (segment.type === 'code') return shownCode(segment, verdict);
  const body = withoutCitations(segment.body);
  if (verdict.type === 'borne-out') {
    const text = inertLine(body);
    const fact = segment.type === 'row' ? undefined : { text, evidence: verdict.evidence };
    const cited = segment.type === 'row' || segment.type === 'heading' ? '' : marks(verdict.evidence);
    return { text: `${segment.prefix}${text}${cited}`, fact };
  }
  if (verdict.type === 'no-claim') return { text: `${segment.prefix}${inertLine(body)}` };
  const bare = segment.prefix.replace(/#+[ \t]*$/, '');
  return { text: `${bare}${plainLine(body.replaceAll('|', ' '))}${UNVERIFIED}` };
}

/** What a model says, made into what is shown. */
export interface Teller {
  /** Takes words in; gives the first sentence that has to be put right, after which nothing more is taken. */
  say: (text: string) => Wrong | undefined;
  /** The model stopped talking. */
  stop: () => Wrong | undefined;
  /** What has not been shown yet was about calls that come now. */
  turnToCalls: () => void;
  /** Forgets what was said but not shown: it comes anew. */
  restart: () => void;
  shown: () => string;
  facts: () => Fact[];
  leftOut: () => number;
}

interface TellerDeps {
  judge: Judge;
  show: (text: string) => void;
  think: (text: string) => void;
  /** Characters of an answer. */
  most: number;
  /** Whether a wrong sentence may be sent back rather than left out. */
  mayRepair: () => boolean;
}

const normal = (text: string): string => withoutCitations(text).toLowerCase().replace(/\W+/g, ' ').trim();

/** Opens a teller: sentence by sentence, each checked before it is shown, none twice. */
// eslint-disable-next-line max-lines-per-function -- one state, and its verbs beside it: apart they would pass it around
export function openTeller(deps: TellerDeps): Teller {
  const told = { text: '', facts: [] as Fact[], leftOut: 0, said: new Set<string>() };
  let [waiting, held, prefix]: [string, Shown[], string] = ['', [], ''];

  const put = ({ text, fact }: Shown): void => {
    if (told.text.length >= deps.most) return;
    const delta = told.text === '' ? text.trimStart() : text;
    told.text += delta;
    deps.show(delta);
    if (fact !== undefined) told.facts.push(fact);
  };
  const flush = (): void => {
    for (const shown of held.splice(0)) put(shown);
  };
  const leadIn = (segment: Segment): Segment => {
    const own = told.text !== '' && segment.prefix === '' ? ' ' : segment.prefix;
    const kept = prefix.includes('\n') && !own.includes('\n') ? prefix : own;
    prefix = '';
    return { ...segment, prefix: kept };
  };
  const leaveOut = (segment: Segment): void => {
    prefix = segment.prefix.includes('\n') ? segment.prefix : prefix;
    told.leftOut += 1;
  };

  const take = (segment: Segment): Wrong | undefined => {
    const key = normal(segment.body);
    if (told.said.has(key) && key !== '') return undefined;
    const verdict = deps.judge(segment.body, {
      cited: citedIn(segment.body),
      isCode: segment.type === 'code',
    });
    if (verdict.type === 'wrong') {
      if (deps.mayRepair()) return { sentence: segment.body, problem: verdict.problem };
      leaveOut(segment);
      return undefined;
    }
    told.said.add(key);
    held.push(shownAs(leadIn(segment), verdict));
    if (verdict.type === 'borne-out' || told.text !== '') flush();
    return undefined;
  };
  const takeAll = (isEnd: boolean): Wrong | undefined => {
    const { segments, rest } = takeSegments(waiting, isEnd);
    waiting = rest;
    for (const segment of segments) {
      const wrong = take(segment);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };

  return {
    say: (text) => {
      waiting += text;
      return takeAll(false);
    },
    stop: () => {
      const wrong = takeAll(true);
      if (wrong === undefined) flush();
      return wrong;
    },
    turnToCalls: () => {
      const thought = [...held.splice(0).map(({ text }) => text), waiting].join('').trim();
      if (NARRATION.test(thought)) deps.think(inertLine(thought).slice(0, 300));
      waiting = '';
    },
    restart: () => {
      [waiting, held] = ['', []];
    },
    shown: () => told.text,
    facts: () => told.facts,
    leftOut: () => told.leftOut,
  };
}
