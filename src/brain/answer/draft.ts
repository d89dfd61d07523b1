import type { Severity } from '#diagnosis';
import type { ObjectRef } from '#diagnosis/evidence';
import type { KnowledgeGap } from '../brain.ts';
import type { Outcome, Suggestion } from '../turn-event.ts';
import type { Markdown } from './markdown.ts';

/** A line of a list: a fact when it cites evidence. */
export interface Item {
  text: Markdown;
  evidence: string[];
}

/** A part of an answer. Whatever claims a fact cites its evidence. */
export type Block =
  | { type: 'fact'; text: Markdown; evidence: string[] }
  | { type: 'say'; text: Markdown }
  /** Jamie's manner: says nothing of a system, and the answer is whole without it. */
  | { type: 'voice'; text: Markdown }
  | { type: 'list'; items: Item[]; ordered?: boolean; cap?: number; seeAll?: Markdown }
  | { type: 'table'; head: string[]; rows: Markdown[][]; total?: number; cap?: number; seeAll?: Markdown }
  | { type: 'code'; language: string; text: string };

/** What a skill makes: the answer before it is worded as Markdown and given a voice. */
export interface Draft {
  outcome: Outcome;
  blocks: Block[];
  /** What the answer is about, in the order shown: follow-ups resolve against it. Undefined: as it was. */
  focus?: ObjectRef[];
  /** What was shown as a numbered list, one object a line, when it is not the focus itself. */
  list?: ObjectRef[];
  /** Set by skills that move the conversation elsewhere. */
  scope?: { clusters?: string[]; namespaces?: string[] };
  suggestions: Suggestion[];
  severity?: Severity;
  /** A question that stays open, with its choices. */
  question?: { text: string; choices: Suggestion[] };
  /** The walk that goes on in the conversation from here, by its id; null when none does any more. Undefined: as it was. */
  walk?: string | null;
  /** The line of small talk in it, so that it is not said twice running. */
  said?: string;
  gap?: Pick<KnowledgeGap, 'outcome' | 'detail'>;
}

export const fact = (text: Markdown, evidence: string[]): Block => ({ type: 'fact', text, evidence });
export const say = (text: Markdown): Block => ({ type: 'say', text });
export const voice = (text: Markdown): Block => ({ type: 'voice', text });
export const codeBlock = (language: string, text: string): Block => ({ type: 'code', language, text });
export const command = (text: string): Block => codeBlock('sh', text);
