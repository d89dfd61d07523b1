/** What an answer calls the cause, most likely first; nothing when it names none. */
export interface Reading {
  causes: string[];
  /** It says that it is over. */
  saysOver: boolean;
}

const VERDICT =
  /(?:\b(?:most likely|possible|probable|likely|root) cause\b[^:\n]{0,40}:|\bthe loss begins at)\s*/i;
const LESS = /less likely:?\**\s*\n([\s\S]*?)(?:\n\s*\n(?![-*\s])|$)/i;
const ASIDE = /\n\**(?:timeline|ruled out|next|not looked at|what speaks against it)\b[\s\S]*$/i;
const WELL =
  /within what is usual|looks? (?:well|healthy)|(?:is|are) (?:well|healthy)|nothing (?:is |looks |else is )?(?:wrong|failing|unusual)|no (?:problem|cause|trouble)|found nothing/i;
const OVER = /as usual again|recovered|is over|no longer|has passed/i;
const BLAME =
  /\b(?:because(?: of)?|caused by|due to|cannot reach|can't reach|could not reach|depends? on|blocked by|refused by)\b/i;

/** Every known name that a text has, in order; what stands in the text as part of a longer name is not one. */
function namesIn(text: string, known: readonly string[]): string[] {
  const found = known.flatMap((name) => {
    const literal = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const at = new RegExp(`(?<![\\w.-])${literal}(?![\\w]|-\\w|\\.\\w)`, 'i').exec(text)?.index;
    return at === undefined ? [] : [{ name, at }];
  });
  return found.sort((a, b) => a.at - b.at).map(({ name }) => name);
}

/** Pods are called by a service's name and a suffix: they count as the service. */
function withoutSuffixes(text: string, known: readonly string[]): string {
  const owners = [...known].sort((a, b) => b.length - a.length);
  return text.replace(/[a-z][a-z0-9-]*-[a-z0-9]{5,10}-[a-z0-9]{5}\b/g, (pod) => {
    const owner = owners.find((name) => pod.startsWith(`${name}-`));
    return owner ?? pod;
  });
}

function ofVerdict(text: string, asked: string, known: readonly string[]): string[] | undefined {
  const match = VERDICT.exec(text);
  if (!match) return undefined;
  const rest = text.slice(match.index + match[0].length);
  const [sentence = ''] = rest.split(/\n/);
  const first = namesIn(sentence, known)[0] ?? (/\bitself\b/.test(sentence) ? asked : undefined);
  const lines = (LESS.exec(text)?.[1] ?? '').split('\n').filter((line) => /^\s*[-*\d]/.test(line));
  const others = lines.flatMap((line) => namesIn(line, known).slice(0, 1));
  return [...new Set([...(first === undefined ? [] : [first]), ...others])];
}

function ofStory(text: string, asked: string, known: readonly string[]): string[] {
  const main = text.replace(ASIDE, '');
  const [opening = ''] = main.split(/\n\s*\n/);
  const blamed = BLAME.exec(opening);
  const order = blamed ? namesIn(opening.slice(blamed.index), known) : [];
  const rest = namesIn(main, known);
  const others = rest.filter((name) => name !== asked);
  return [...new Set([...order.filter((name) => name !== asked), ...others, ...rest])];
}

/** Reads an answer as a person would, who looks for what it calls the cause. `known` are the names that there are. */
export function readAnswer(answer: string, asked: string, known: readonly string[]): Reading {
  const text = withoutSuffixes(answer.replace(/\*\*/g, ''), known);
  const saysOver = OVER.test(text);
  const named = ofVerdict(text, asked, known);
  if (named) return { causes: named, saysOver };
  const opening = text
    .split(/\n\s*\n/)
    .slice(0, 2)
    .join('\n');
  if (WELL.test(opening)) return { causes: [], saysOver };
  return { causes: ofStory(text, asked, known), saysOver };
}
