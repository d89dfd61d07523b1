import type { Analysis } from './analyse.ts';
import type { Features } from './features.ts';
import { plainWords } from './wording.ts';

/** Questions after Jamie, the asker and the connection rather than after what runs. */
const ABOUT: readonly RegExp[] = [
  /^(?:and |so |but )?who am i\b|\bwho (?:am i|are we) (?:logged in|signed in|connected|to you|here)\b|\bwhat(?: is| 's)? my (?:user|user ?name|name|identity|account|login|role)\b|^whoami\b|\bas (?:who|whom|which user) (?:am i|are we|do you)\b|\bwhich (?:user|account|credentials?|identity) (?:am i|are we|are you|do you|is)\b|\bwhat (?:user|account|credentials?|permissions?|rights|access) (?:do you|are you|have you)\b/,
  /\bam i (?:an? )?(?:cluster )?admin\b/,
  /\bis (?:this|that|it|the (?:data|info|information|picture)) (?:live|real ?time|current|fresh|stale|cached|up to date|recent|old|outdated)\b|\bhow (?:old|fresh|stale|recent|current|live|up to date) (?:is|are) (?:what|your|the (?:data|info|information|picture|snapshot)|this|that|these)\b|\bwhen (?:did you|was your) (?:last )?(?:look|looked|refresh|refreshed|sync|synced|update|updated|data)\b|\byour (?:data|information|cache|snapshot|picture|view)\b/,
  /\bhow (?:do|can|should|would|must) (?:i|we|one) (?:talk|speak|ask|use|work|phrase|interact)\b.*\b(?:you|this|questions?|things)\b/,
  /\bwhat (?:can|could|do|are|would) (?:not )?you (?:not )?(?:do|see|know|answer|help|good|able|capable|read|access|support)\b(?! (?:about|of|on|with) _)/,
  /\b(?:can|could|are|do) you (?:able to |not )?(?:see|read|access|reach|handle|understand|speak|support|watch|look at|have access to|know about) (?:my |the |our |all |any |container |pod )?(?:logs?|metrics|secrets?|events|clusters?|namespaces|things|stuff|everything|kubernetes|german|french|yaml|configs?|data)\??$/,
  /\bcan you (?:restart|change|fix|scale|delete|do|deploy|edit|apply|modify|break) (?:things|stuff|something|anything|everything|it all|objects|changes)\b/,
  /\b(?:your (?:limits|limitations|features|abilities|skills|capabilities|commands)|what are you (?:for|good for|capable of|able to))\b/,
  /\bwhat(?: kind of| sort of| type of)? (?:questions|things|stuff|commands) (?:can|could|may|should|do) (?:i|we|you)\b/,
];

/** Whether a message asks about Jamie or the asker, not about an object. */
export function aboutJamie({ words }: Analysis, { named }: Features): boolean {
  if (named.some(({ matches }) => matches.length > 0)) return false;
  const said = words.map(({ word }) => word).join(' ');
  return words.length <= 14 && ABOUT.some((pattern) => pattern.test(said));
}

const HOW_KNOWN =
  /^(?:(?:and|but|so|ok|okay|hm+|wait|sorry)[, ]+)*(?:how (?:do|did|can|would) you (?:know|tell|get|find out|figure|conclude|come to)\b.{0,40}|why do you (?:say|think|believe)\b.{0,60}|says who|who says(?: so)?|based on what(?: evidence)?|on what (?:basis|evidence|grounds)|what(?: is|'s| are)?(?: the| your)? (?:evidence|proof|sources?|basis)\b.{0,30}|(?:show|give|list)(?: me)?(?: the| your| all)? (?:evidence|proof|sources?)|(?:any )?(?:evidence|proof|sources?)|prove (?:it|that)|are you (?:really |quite |absolutely )?(?:sure|certain)(?: about (?:it|that|this))?|really|is that (?:really )?(?:true|right|correct)|where (?:do|did) you (?:get|see|read|find) (?:it|that|this)(?: from)?|how (?:sure|certain|confident) are you\b.{0,30}|what makes you (?:say|think)\b.{0,40})$/i;

/** "how do you know?": what the last answer rests on. */
export const asksEvidence = ({ text, input }: Analysis): boolean =>
  input.focus.evidence !== undefined && HOW_KNOWN.test(text.trim().replace(/[?.!\s]+$/, ''));

const LIFTS =
  /^(?:ok |okay |please |now |and |let us |lets |jamie |go |can you )*(?:forget|drop|leave|clear|unpin|reset|lift|exit|stop|quit|undo|remove|release|cancel|back to|go back to|return to|switch (?:back )?to|use|look at|consider|work (?:in|on|across|with)|end)\b.*\b(?:namespaces?|focus|filter|pin|everything|everywhere|whole cluster|entire cluster|full cluster|scope|all of it)$/;

/** "forget the namespace", "back to all namespaces": what the conversation was narrowed to is lifted. */
export function liftsFocus({ words, places }: Analysis, { named }: Features): boolean {
  const said = plainWords({ words });
  const isNamed = named.length > 0 || places.namespaces.length > 0 || places.unknown !== undefined;
  return !isNamed && words.length <= 9 && LIFTS.test(said);
}

const WHICH_ONES =
  /^(?:ok |okay |and |so |but |please |cool |great |hm |right )*(?:which(?: ones?| are (?:they|those|these)| of (?:them|those))?|(?:can you )?(?:list|show|name|print|enumerate|tell me)(?: me)? (?:them|those|these|which|which ones?|the list|all of them|them all)(?: all)?(?: please)?|what are (?:they|those|these)(?: called)?|what are their names|who are (?:they|those)|names|their names|the names)(?: please| exactly| then| are (?:they|those))?$/;

/** "which ones?" after a count: the same question as a list. */
export function asksWhichOnes({ words, input }: Analysis): boolean {
  const said = words.map(({ word }) => word).join(' ');
  return input.focus.lastSlots?.query !== undefined && WHICH_ONES.test(said);
}
