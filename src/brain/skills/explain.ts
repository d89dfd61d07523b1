import { say, type Draft } from '../answer/draft.ts';
import { bold, code, inline, prose } from '../answer/markdown.ts';
import { explainExitCode } from '../cluster/facts.ts';
import { nearest } from '#ground/text';
import type { Skill, SkillContext } from './skill.ts';
import { TERMS, type Term } from './explaining/terms.ts';

const plain = (term: string): string => term.toLowerCase().replace(/[\s_-]+/g, '');

const BY_NAME = new Map<string, Term>(
  TERMS.flatMap((term) => [term.name, ...term.also].map((name) => [plain(name), term])),
);

function exitCode(term: string): number | undefined {
  const digits = /(?:exit|status|return|error)?\s*codes?\s*(\d{1,3})\b|^(\d{1,3})$/i.exec(term.trim());
  const found = digits?.[1] ?? digits?.[2];
  return found === undefined ? undefined : Number(found);
}

function singular(term: string): string[] {
  const short = plain(term).replace(/^(?:an?|the)(?=\w{4})/, '');
  return [plain(term), short, plain(term).replace(/e?s$/, ''), plain(term).replace(/s$/, '')];
}

function lookUpTerm(term: string): Term | undefined {
  for (const name of singular(term)) {
    const found = BY_NAME.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function known({ name, means, usually, look }: Term): Draft {
  return {
    outcome: 'talked',
    blocks: [
      say(inline`${bold(inline`${code(name)}`)}: ${prose(means)}`),
      ...(usually === undefined ? [] : [say(inline`${bold(inline`Usually:`)} ${prose(usually)}`)]),
      ...(look === undefined ? [] : [say(inline`${bold(inline`Look at:`)} ${prose(look)}`)]),
    ],
    suggestions: [{ label: 'Is it happening here?', message: "what's wrong in my cluster?" }],
  };
}

function unknown(term: string): Draft {
  const near = nearest(
    term,
    TERMS.map(({ name }) => name),
    3,
  );
  return {
    outcome: 'unknown',
    blocks: [say(inline`I have no explanation of ${code(term)} that I would stand by.`)],
    suggestions: near.map((name) => ({ label: name, message: `What does ${name} mean?` })),
    gap: { outcome: 'not-understood', detail: `term ${term}` },
  };
}

function explain({ slots, message }: SkillContext): Draft {
  const term = slots.term ?? message;
  const number = exitCode(term);
  if (number !== undefined) {
    const means = explainExitCode(number);
    return {
      outcome: 'talked',
      blocks: [say(inline`${bold(inline`Exit code ${number}`)}: ${means}.`)],
      suggestions: [{ label: 'Which pods crash?', message: 'which pods are crashing?' }],
    };
  }
  const found = lookUpTerm(term);
  return found === undefined ? unknown(term) : known(found);
}

export const explainSkill: Skill = {
  id: 'explain',
  answers: 'What a Kubernetes status, term or exit code means.',
  examples: ['What does CrashLoopBackOff mean?', 'What is exit code 137?', 'Explain OOMKilled'],
  answer: explain,
};
