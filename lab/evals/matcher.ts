/** What must be in an answer: a whole name or phrase (any case), a pattern, or any one of several. */
export type Matcher = string | RegExp | Matcher[];
