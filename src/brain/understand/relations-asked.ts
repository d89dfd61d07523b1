import type { Analysis } from './analyse.ts';
import type { Features } from './features.ts';
import { plainWords } from './wording.ts';

/** Nobody asks this in more words. */
const LONGEST = 300;
const USED_KIND = '(?:secrets?|config ?maps?|pvcs?|claims?|volumes?|service ?accounts?|kind)';
const SOMEBODY =
  '(?:anything|anyone|anybody|something|someone|somebody|nothing|nobody|everything|who|what|whatever)';

/** How people ask what hangs together with what, once names are `_`. */
const ASKS: readonly RegExp[] = [
  `\\b${SOMEBODY} (?:else )?(?:still |even |actually |really )?(?:use|using|uses|mounts?|references?|needs?|is using) (?:the |this |our )?(?:${USED_KIND} )?_`,
  `\\b(?:is|are|was) (?:the |this |our )?(?:${USED_KIND} )?_(?: ${USED_KIND})?(?: (?:in|of) (?:the )?(?:namespace )?_)? (?:still |even |actually |really |being )?(?:used|mounted|referenced|needed|in use)\\b`,
  `^(?:and |so |but )?(?:does|do|is) (?:the )?_ (?:use|using|mount|mounting|need|reference) (?:an? |any |the |some )?${USED_KIND}$`,
].map((pattern) => new RegExp(pattern));

const POLICY = /\b(?:network ?polic(?:y|ies)|netpols?)\b/;
const TRAFFIC =
  /\b(?:block\w*|allow\w*|den(?:y|ies|ied|ying)|traffic|reach\w*|connect\w*|talk\w*|stop\w*|prevent\w*|keep\w*|yaml|describe|details|why|wrong|how many|count|list|without|no)\b/;

const NAMESPACE = [
  /\b(?:which|what) (?:namespaces?|ns) (?:is|are|does|do|has|have|holds?|contains?|runs?|hosts?|owns?) (?:the |my |our )?(?:[a-z]+ )?_/,
  /\b_ (?:is |lives? |runs? )?(?:in|inside|part of|belongs? to) (?:which|what) (?:namespace|ns)\b/,
  /^(?:the )?(?:namespace|ns) (?:of|for) (?:the )?(?:[a-z]+ )?_$/,
  /^(?:in |on )?(?:which|what) (?:namespace|ns) (?:is|does|do|are) (?:the )?(?:[a-z]+ )?_\b/,
];

/** Whether a message asks in which namespace something named is. */
const asksForNamespace = (said: string): boolean => NAMESPACE.some((pattern) => pattern.test(said));

/** Whether a message asks what uses something named, which policies it has, or in which namespace it is. */
export function relationAsked(analysis: Analysis, { named }: Features): boolean {
  const known = named.filter(({ matches }) => matches.length > 0);
  if (known.length === 0 || analysis.text.length > LONGEST) return false;
  const said = plainWords(analysis)
    .replace(/(?:_ )+_/g, '_')
    .replace(/[?!.]+$/, '')
    .trim();
  if (asksForNamespace(said) || ASKS.some((pattern) => pattern.test(said))) return true;
  const isPolicy = known.some(({ matches }) => matches.some(({ kind }) => kind === 'NetworkPolicy'));
  return !isPolicy && POLICY.test(said) && !TRAFFIC.test(said);
}
