import type { TurnFinished } from '#brain';
import type { Company } from './company.ts';
import { liesOf, truthsOf, type Lie } from './mutate.ts';

/** How it went. */
export interface Score {
  lies: number;
  caught: number;
  truths: number;
  passed: number;
  misses: Lie[];
  blamed: { text: string; shown: 'marked' | 'left out' }[];
}

/** Says a length of time that goes on, or nothing by itself. */
const UNFIT = /\bs ago\b|^\W*It |\n/;
/** Sentences that are put to a question at once: an answer has a limit. */
const AT_ONCE = 30;
const MOST_FACTS = 12;

function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const bare = (text: string): string =>
  text
    .replace(/\[e\d+\]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();

type Shown = 'shown' | 'marked' | 'left out';

/** What became of a sentence in an answer. */
function fateOf(sentence: string, answer: TurnFinished): Shown {
  const lines = answer.text.split('\n').filter((line) => bare(line).includes(bare(sentence)));
  if (lines.length === 0) return 'left out';
  return lines.every((line) => line.includes('unverified')) ? 'marked' : 'shown';
}

const NAME = /`([a-z][a-z0-9]*(?:-[a-z0-9]+)+)`/g;

interface Asked {
  question: string;
  /** Each with the evidence that it stands on. */
  facts: { text: string; cites: string }[];
  names: string[];
}

async function gather(company: Company, question: string): Promise<Asked> {
  const { facts } = await company.ask(question);
  const told = facts
    .filter(({ text }) => text.length > 12 && text.length < 400 && !UNFIT.test(text))
    .map(({ text, evidence }) => ({
      text: text.replace(/^[-\d.\s]+(?=[A-Z`*])/, ''),
      cites: evidence
        .slice(0, 3)
        .map((id) => ` [${id}]`)
        .join(''),
    }));
  const names = [
    ...new Set(facts.flatMap(({ text }) => [...text.matchAll(NAME)].map(([, name = '']) => name))),
  ];
  return { question, facts: told.slice(0, MOST_FACTS), names };
}

/** Says sentences in answers to a question; gives what became of each. */
async function fates(company: Company, question: string, sentences: readonly string[]): Promise<Shown[]> {
  const found: Shown[] = [];
  for (let at = 0; at < sentences.length; at += AT_ONCE) {
    const some = sentences.slice(at, at + AT_ONCE);
    const answer = await company.say(question, some);
    found.push(...some.map((sentence) => fateOf(sentence, answer)));
  }
  return found;
}

/** Puts true sentences and lies made of them into the mouth of a model, in a company, and counts what is shown. */
export async function measureLies(company: Company, questions: readonly string[]): Promise<Score> {
  const random = sequence(7);
  const score: Score = { lies: 0, caught: 0, truths: 0, passed: 0, misses: [], blamed: [] };
  for (const question of questions) {
    const { facts, names } = await gather(company, question);
    const known = facts.map(({ text }) => bare(text));
    const truths = facts.flatMap(({ text, cites }, at) =>
      truthsOf(text, facts[at + 1]?.text).map((said) => said + cites),
    );
    const lies = facts
      .flatMap(({ text, cites }) =>
        liesOf(text, { names, random }).map((lie) => ({ ...lie, text: lie.text + cites })),
      )
      .filter(({ text }) => !known.some((fact) => fact.includes(bare(text))));
    const [ofTruths, ofLies] = [
      await fates(company, question, truths),
      await fates(
        company,
        question,
        lies.map(({ text }) => text),
      ),
    ];
    score.truths += truths.length;
    score.lies += lies.length;
    for (const [at, shown] of ofTruths.entries())
      if (shown === 'shown') score.passed += 1;
      else score.blamed.push({ text: truths[at] ?? '', shown });
    for (const [at, shown] of ofLies.entries()) {
      const lie = lies[at];
      if (shown !== 'shown') score.caught += 1;
      else if (lie !== undefined) score.misses.push(lie);
    }
  }
  return score;
}
