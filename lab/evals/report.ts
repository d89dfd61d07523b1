import type { Result, Score } from './score.ts';
import { bySkill, GOAL, reaches, scoreOf } from './score.ts';
import type { Half } from './split.ts';

const share = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`;

function row(name: string, score: Score): string {
  const cells = [
    name,
    score.asked,
    share(score.right, score.asked),
    share(score.honest, score.asked),
    score.wrong,
    score.points.toFixed(2),
  ];
  return `| ${cells.join(' | ')} |`;
}

function table(results: Result[]): string {
  return [
    '| skill | asked | right | does not know | wrong | points |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...bySkill(results).map(([skill, some]) => row(skill, scoreOf(some))),
    row('**all**', scoreOf(results)),
  ].join('\n');
}

const questions = (results: Result[]) => new Set(results.map((result) => result.question.id)).size;

function section(title: string, results: Result[]): string {
  return `## ${title}\n\n${questions(results)} questions, ${results.length} utterances.\n\n${table(results)}\n`;
}

/** docs/generated/eval.md: scores only, no timings, so that it changes when answers do. */
export function toMarkdown(results: Result[], users: Result[] | undefined): string {
  const half = (wanted: Half) => results.filter((result) => result.half === wanted);
  const rule = `At least ${GOAL.right * 100} % of the judging half is to be right and ${GOAL.wrong} wrong`;
  return [
    '# How well Jamie answers\n',
    'Written by `npm run eval`: questions put to the whole product, run against the simulated company in `lab/world`;',
    'what is right is worked out from the world, never from the product. *Right* has every expected fact and no forbidden claim;',
    '*does not know* says so or asks back; *wrong* is everything else and costs two right answers.\n',
    'The tuning half (`lab/evals/questions`) is what developers look at. The judging half (`lab/evals/questions/judging`) is kept from',
    'them: its questions were written by somebody who had not seen the answers. Once developers have looked at a judging half it',
    'becomes part of the tuning half, and a new one is written in the same way.',
    `${rule}: **${reaches(scoreOf(half('judge')), GOAL) ? 'reached' : 'not reached yet'}**.\n`,
    section('Judging half', half('judge')),
    section('Tuning half', half('tune')),
    users === undefined
      ? '## Questions of real users\n\nSkipped: the collection is not on this machine.\n'
      : section('Questions of real users', users),
  ].join('\n');
}

/** Failures in full for the tuning half; ids alone for the judging half unless it may be shown. */
export function failuresOf(results: Result[], showJudge: boolean): string {
  const failed = results.filter((result) => result.verdict !== 'right');
  return failed
    .map((result) => {
      const head = `${result.verdict.padEnd(6)} ${result.half} ${result.question.id}`;
      if (result.half === 'judge' && !showJudge) return head;
      const before = (result.question.dialogue ?? []).map((message) => `    after: ${message}`);
      return [
        head,
        ...before,
        `    asked: ${result.asked}`,
        `    said (${result.skillOfAnswer}): ${result.answer.replace(/\s+/g, ' ').slice(0, 600)}`,
        ...result.faults.map((fault) => `    fault: ${fault}`),
      ].join('\n');
    })
    .join('\n');
}

/** The table for the terminal. */
export function toText(results: Result[]): string {
  return bySkill(results)
    .map(([skill, some]) => ({ skill, score: scoreOf(some) }))
    .concat([{ skill: 'all', score: scoreOf(results) }])
    .map(
      ({ skill, score }) =>
        `${skill.padEnd(16)} ${String(score.asked).padStart(5)} asked  ${share(score.right, score.asked).padStart(8)} right  ` +
        `${share(score.honest, score.asked).padStart(8)} does not know  ${String(score.wrong).padStart(4)} wrong  ${score.points.toFixed(2).padStart(6)}`,
    )
    .join('\n');
}
