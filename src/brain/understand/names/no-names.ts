import { kindOfWord } from '../grammar.ts';
import { wordAfter, wordBefore, type Word } from './word.ts';

/** "existing services", "services listening on 80": said of many, and no name of one. */
export const isParticiple = (words: readonly Word[], at: number) =>
  /^[a-z]+(?:ing|ed)$/.test(words[at]?.word ?? '') &&
  [at - 1, at + 1].some((near) => {
    const word = words[near]?.word ?? '';
    return word.endsWith('s') && kindOfWord(word) !== undefined;
  });

/** "which nodes carry the taint": a plain word between a kind and what it has. */
export const isVerb = (words: readonly Word[], at: number) =>
  /^[a-z]+$/.test(words[at]?.raw ?? '') &&
  kindOfWord(words[at - 1]?.word ?? '') !== undefined &&
  /^(?:the|a|an|any|no|most|more|fewer|fewest|at|over|their|its|all|both|several|annotations?|labels?|taints?|tolerations?)$/.test(
    wordAfter(words, at),
  ) &&
  /^(?:which|what|any|all|list|show|get|the|do|does|of|many|every)$/.test(words[at - 2]?.word ?? '');

/** "images from docker.io": where they are pulled from. */
export const isRegistry = (words: readonly Word[], at: number): boolean =>
  /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(words[at]?.raw ?? '') &&
  /^(?:from|by)$/.test(wordBefore(words, at)) &&
  words.some(({ word }) => /^(?:images?|registr(?:y|ies)|pull(?:s|ed|ing)?|containers?)$/.test(word));
