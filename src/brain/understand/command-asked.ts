import { findRecipe } from '../skills/commanding/find-recipe.ts';
import type { Analysis } from './analyse.ts';
import type { Features } from './features.ts';
import { plainWords } from './wording.ts';

const NAMES_KUBECTL = /\b(?:kubectl|command|commands|cmd|cli|one ?liner|syntax|command line)\b/;
const ASKS_HOW =
  /^(?:[a-z]+ ){0,3}how (?:do|can|would|could|should|to|does) ?(?:i|you|we|one|u|someone)?\b|\bhow$|\bhow (?:do|can) (?:i|we) do (?:that|this|it)$/;
const DEED =
  '(?:delet|remov|kill|restart|bounc|reboot|scal|drain|cordon|roll|undo|evict|upgrad|stop|paus|terminat|destroy|redeploy|take down|tak|shut|nuk)[a-z]*';
const ONE = '(?:i|we|you|one|someone|somebody|anyone)';
/** "what happens if I delete cart", "can I safely drain the node": the command tells what it would do. */
const EFFECT = new RegExp(
  [
    `\\bwhat (?:would |will |does |could )?happens?(?: to \\S+)? (?:if|when) ${ONE}\\b.*\\b${DEED}`,
    `\\bwhat if ${ONE} (?:just |now )?${DEED}`,
    `\\b(?:can|could|may|should|shall|would|might) ${ONE} (?:safely|just|simply|easily) ${DEED}`,
    `^(?:can|could|may|should) ${ONE} (?:drain|cordon) `,
    `^(?:so |and |ok )?(?:should|shall|must|ought) ${ONE} (?:to )?(?:just |now |better |really )?(?:restart|bounce|reboot|redeploy|roll ?back|undo|scale|kill)`,
    `\\b(?:can|could|may|should|shall) ${ONE} ${DEED}.*\\b(?:safely|without (?:downtime|risk|an outage|breaking|problems?|impact|losing)|with no downtime)`,
    `\\b(?:is|would) it (?:be )?(?:really )?(?:safe|ok|okay|risky|dangerous|fine|a problem|a good idea)(?: for (?:me|us))? (?:to|if ${ONE}) ${DEED}`,
    `^(?:is |are )?(?:safe|ok|okay|risky|dangerous) to ${DEED}`,
    `\\b(?:impact|effects?|consequences?|risks?|blast radius|danger) (?:of|if|when)(?: ${ONE})? ${DEED}`,
    `\\b(?:will|would|does|is) ${DEED} .*\\b(?:break|cause|hurt|affect|safe|risky|dangerous|lose|interrupt)`,
    `\\bwhat (?:would|will|does|breaks|could) ${DEED} .*\\b(?:do|break|cause|affect|mean)$`,
    `\\bwhat (?:would |will )?(?:break|breaks|goes down|would go down|is affected|would be affected|is lost|would be lost) (?:if|when) ${ONE} ${DEED}`,
  ].join('|'),
);
/** Questions after a way out of trouble, or after Jamie. */
const NO_COMMAND =
  /\b(?:why|fix|solve|resolve|troubleshoot|mend|repair|talk to you|ask you|give you|show you|use you|help you|know if|know whether|tell if|tell whether|many|much|healthy|bad|far|old|long|often)\b/;
const LITERAL =
  /^\s*(?:\$ )?(?:kubectl|k|oc) +(?:get|describe|logs?|top|events|auth|rollout)\b(?!.*\b(?:how|command)\b)/i;

/** A command as it is typed into a shell, not a question after one. */
const TYPED = /^\s*(?:\$ )?(?:kubectl|k|oc) (?!(?:command|commands|cmd|for|to|how|way|syntax)\b)/i;

const ENOUGH = 0.5;
const PLENTY = 0.85;
const GENERAL = 0.7;

/** Whether a message asks what a change would do: never a question after rights. */
export const effectAsked = (analysis: Pick<Analysis, 'words'>): boolean => EFFECT.test(plainWords(analysis));

/** Whether a message asks for the kubectl command for something, or tells in general what one would do. */
export function commandAsked(
  { input, words, mentions, places }: Analysis,
  { named, asks }: Features,
): boolean {
  const said = plainWords({ words });
  const isAboutEffect = EFFECT.test(said);
  if (isAboutEffect || NO_COMMAND.test(said)) return isAboutEffect;
  const isKubectl = TYPED.test(input.message);
  const hasName = named.some(({ matches }) => matches.length > 0);
  const hasPlace = places.clusters.length > 0 || places.namespaces.length > 0 || places.unknown !== undefined;
  if (LITERAL.test(input.message) || (isKubectl && (hasName || hasPlace))) return false;
  const fit = findRecipe(input.message)?.fit ?? 0;
  if (isKubectl || NAMES_KUBECTL.test(said)) return fit >= ENOUGH && !isSettingOf(said, hasName);
  if (ASKS_HOW.test(said)) return fit >= (hasName ? PLENTY : ENOUGH);
  const isGeneral = mentions.length === 0 && !hasPlace && asks === 'none' && IN_GENERAL.test(said);
  return isGeneral && fit >= GENERAL;
}

/** "what command does lion run" asks after the container's own. */
const isSettingOf = (said: string, hasName: boolean): boolean =>
  hasName && /\bcommands? (?:does|is|of|do)\b|\b(?:run|runs|running|start|entrypoint)$/.test(said);

/** "copy a file out of a pod": something that is done to no object in particular. */
const IN_GENERAL =
  /^(?:copy|apply|switch|create|generate|exec|attach|expose|decode|use|set|dump|print|force|debug|forward|tail|follow|stream|wait|diff|replace|label|annotate|taint|edit|patch|run|trigger|watch|approve|rename|undo|mark|empty|sort)\b.*\b(?:a|an|one|context|contexts|namespace|namespaces|file|yaml|manifest|server side|dry run)\b/;
