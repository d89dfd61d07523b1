import { say, type Block, type Draft } from '../answer/draft.ts';
import { bold, code, inline, prose } from '../answer/markdown.ts';
import { explainExitCode } from '../cluster/facts.ts';
import { nearest } from '#ground/text';
import type { Skill, SkillContext } from './skill.ts';
import { differenceOf } from './explaining/differences.ts';
import { lookUpTerm, TERM_NAMES } from './explaining/glossary.ts';
import { guideOn } from './guiding/guide-for.ts';
import type { Term } from './explaining/terms.ts';

function exitCode(term: string): number | undefined {
  const digits = /(?:exit|status|return|error)?\s*codes?\s*(\d{1,3})\b|^(\d{1,3})$/i.exec(term.trim());
  const found = digits?.[1] ?? digits?.[2];
  return found === undefined ? undefined : Number(found);
}

const meaning = ({ name, means }: Term): Block =>
  say(inline`${bold(inline`${code(name)}`)}: ${prose(means)}`);

function known(term: Term): Draft {
  const { usually, look } = term;
  return {
    outcome: 'talked',
    blocks: [
      meaning(term),
      ...(usually === undefined ? [] : [say(inline`${bold(inline`Usually:`)} ${prose(usually)}`)]),
      ...(look === undefined ? [] : [say(inline`${bold(inline`Look at:`)} ${prose(look)}`)]),
    ],
    suggestions: [{ label: 'Is it happening here?', message: "what's wrong in my cluster?" }],
  };
}

/** Every two of the terms, with what tells them apart. */
function differences(terms: readonly Term[]): Block[] {
  const said = terms.flatMap((one, at) =>
    terms.slice(at + 1).flatMap((other) => differenceOf(one.name, other.name) ?? []),
  );
  return said.map((text) => say(inline`${bold(inline`The difference:`)} ${prose(text)}`));
}

function compared(terms: readonly Term[]): Draft {
  return {
    outcome: 'talked',
    blocks: [...terms.map(meaning), ...differences(terms)],
    suggestions: terms
      .slice(0, 2)
      .map(({ name }) => ({ label: `What is ${name}?`, message: `What is a ${name}?` })),
  };
}

function unknown(term: string): Draft {
  const near = nearest(term, [...TERM_NAMES], 3);
  return {
    outcome: 'unknown',
    blocks: [say(inline`I have no explanation of ${code(term)} that I would stand by.`)],
    suggestions: near.map((name) => ({ label: name, message: `What does ${name} mean?` })),
    gap: { outcome: 'not-understood', detail: `term ${term}` },
  };
}

function ofExitCode(number: number): Draft {
  return {
    outcome: 'talked',
    blocks: [say(inline`${bold(inline`Exit code ${number}`)}: ${explainExitCode(number)}.`)],
    suggestions: [{ label: 'Which pods crash?', message: 'which pods are crashing?' }],
  };
}

async function explain(context: SkillContext): Promise<Draft> {
  const { slots, message } = context;
  const several = new Set((slots.terms ?? []).flatMap((one) => lookUpTerm(one) ?? []));
  if (several.size > 1) return compared([...several]);
  const term = slots.term ?? message;
  const number = exitCode(term);
  if (number !== undefined) return ofExitCode(number);
  const found = lookUpTerm(term.replace(/^(?:an?|the) /i, ''));
  if (found === undefined) return unknown(term);
  const draft = known(found);
  return { ...draft, suggestions: [...draft.suggestions, ...(await guideOn(context, found.name))] };
}

export const explainSkill: Skill = {
  id: 'explain',
  answers: 'What a Kubernetes status, term or exit code means.',
  examples: ['What does CrashLoopBackOff mean?', 'What is exit code 137?', 'Deployment vs StatefulSet?'],
  answer: explain,
};
