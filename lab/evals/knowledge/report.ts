import type { Question } from './question.ts';

/** Shares of questions with a right guide among the first five. */
export const GOAL = { plain: 0.92, vague: 0.5 };

/** What came of a question. */
export interface Outcome {
  question: Question;
  /** Ids of guides, best first. */
  found: string[];
  /** Of the first right one, from 1; undefined when none was found. */
  rank?: number;
  score: number;
}

interface Share {
  asked: number;
  first: number;
  inFive: number;
  /** Mean of 1 / rank. */
  reciprocal: number;
}

export interface Halves {
  tuning: readonly Outcome[];
  judging: readonly Outcome[];
}

function shareOf(outcomes: readonly Outcome[]): Share {
  const asked = Math.max(1, outcomes.length);
  const within = (most: number): number =>
    outcomes.filter(({ rank }) => rank !== undefined && rank <= most).length / asked;
  const reciprocal = outcomes.reduce((sum, { rank }) => sum + (rank === undefined ? 0 : 1 / rank), 0) / asked;
  return { asked: outcomes.length, first: within(1), inFive: within(5), reciprocal };
}

/** The shares of plainly and of vaguely put questions. */
export function totalsOf(outcomes: readonly Outcome[]): Record<Question['style'], Share> {
  const of = (style: Question['style']): Share =>
    shareOf(outcomes.filter(({ question }) => question.style === style));
  return { plain: of('plain'), vague: of('vague') };
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function rows({ tuning, judging }: Halves): string[][] {
  return Object.entries({ judging, tuning }).flatMap(([half, outcomes]) =>
    Object.entries(totalsOf(outcomes)).map(([style, { asked, first, inFive, reciprocal }]) => [
      half,
      style,
      String(asked),
      percent(first),
      percent(inFive),
      reciprocal.toFixed(2),
    ]),
  );
}

/** docs/generated/knowledge.md. */
export function toMarkdown(halves: Halves): string {
  return [
    '# Finding guides\n',
    'Written by `npm run eval:knowledge -- --write`: how often a right guide is the first, and among the first five, that the search finds for a question.',
    `Plainly put questions name their terms; vaguely put ones come from somebody tired who does not know them. Goals for the judging half: ${percent(GOAL.plain)} and`,
    `${percent(GOAL.vague)} among the first five. Developers see the judging half's totals only.\n`,
    '| half | put | asked | first | in the first five | mean reciprocal rank |',
    '| --- | --- | ---: | ---: | ---: | ---: |',
    ...rows(halves).map((cells) => `| ${cells.join(' | ')} |`),
    '',
  ].join('\n');
}

/** The totals, for the terminal. */
export const toText = (halves: Halves): string =>
  rows(halves)
    .map(
      ([half, style, asked, first, inFive, mrr]) =>
        `${half} ${style}: ${asked} asked, first ${first}, in five ${inFive}, MRR ${mrr}`,
    )
    .join('\n');

/** The questions of the tuning half whose right guide is not among the first five, with what was found. */
export const missesOf = (outcomes: readonly Outcome[]): string =>
  outcomes
    .filter(({ rank }) => rank === undefined || rank > 5)
    .map(
      ({ question, found, rank }) =>
        `${question.style} ${rank ?? '-'} ${question.question}\n    wanted ${question.guides.join(', ')}\n    found  ${found.slice(0, 5).join(', ')}`,
    )
    .join('\n');
