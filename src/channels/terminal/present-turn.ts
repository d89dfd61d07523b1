import { stripTerminal } from '#ground/text';
import { renderMarkdown } from './markdown/render-markdown.ts';
import type { Output } from './output.ts';
import type { TurnEnd } from './run-turn.ts';

/** The answer as people read it, and what to ask next; choices are numbered, so that a number picks one in `jamie chat`. */
export function presentTurn(
  { finished, choices }: TurnEnd,
  output: Pick<Output, 'colour' | 'width'>,
): string {
  const answer = renderMarkdown(finished.text, output);
  const offered = choices.length > 0 ? choices : finished.suggestions;
  if (offered.length === 0) return answer;
  const lines = offered.map(({ label }, index) => `  ${index + 1}. ${stripTerminal(label)}`);
  return [answer, '', choices.length > 0 ? 'Which one?' : 'You could ask:', ...lines].join('\n');
}
