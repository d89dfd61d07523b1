import { clean } from '../answer/markdown.ts';

/** Marks text from elsewhere as data. `mark` cannot be guessed, so that no text can end its own fence. */
export interface Fence {
  mark: string;
  around: (what: string, text: string) => string;
}

/** A fence for one answer; what goes through it has no secrets and no control characters. */
export function openFence(mark: string): Fence {
  return {
    mark,
    around: (what, text) =>
      `<<data ${mark} ${clean(what)}>>\n${clean(text).replaceAll(mark, '')}\n<<end ${mark}>>`,
  };
}
