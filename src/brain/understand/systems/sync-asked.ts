import type { SyncSlots } from '../slot-types.ts';
import { readAbout, withoutNames } from './read-about.ts';
import type { SystemReader } from './system-reader.ts';

const ARGO = /\bargo(?: ?cd)?\b|\bgit ?ops\b/i;
const SYNC =
  /\b(?:in|out[- ]of|not in)[- ]sync\b|\boutofsync\b|\b(?:last |failed )?sync(?:ed|s|ing)?\b|\bdrift(?:ed|s|ing)?\b|\bdiffers? from git\b|\b(?:what is|as) (?:it is )?in git\b/i;
const NOT_MEANT = /\byou\b|\bclocks?\b|\bntp\b|\btime sync|\breplica(?:tion)?\b|\binformers?\b/i;
const FAILS = /\bfail(?:ed|s|ing|ure)?\b|\berrors?\b|\bstuck\b|\bbroke\b/i;
const HISTORY = /\bhistory\b|\bprevious (?:syncs|revisions)\b|\bpast syncs\b|\blast syncs\b/i;
const DIFF = /\bdiff(?:s|ers?|erences?|erent)?\b|\bdrift(?:ed|s)?\b/i;
const APPLICATION = /\bapp(?:lication)? ([a-z0-9][a-z0-9-]{1,80})\b/i;
/** With the environment in its name, as no object of a cluster has it: checkout-prod. */
const SUFFIXED = /\b([a-z0-9]+(?:-[a-z0-9]+)*-(?:prod|production|staging|stage|dev|test|qa|preprod))\b/i;
const PLACE = /\b(prod|production|staging|stage|dev|development|test|qa|preprod)\b/i;
const DOING = /^(?:please |can you )?(?:sync|refresh|resync|re-sync)\b|\bhow (?:do|can|to) (?:i|we)?\b/i;

function asked(text: string, whole: string): SyncSlots | undefined {
  if (DOING.test(text) || NOT_MEANT.test(text)) return undefined;
  const isDiffOfApplication = DIFF.test(text) && APPLICATION.test(text);
  if (!ARGO.test(text) && !SYNC.test(text) && !isDiffOfApplication) return undefined;
  const application = SUFFIXED.exec(whole)?.[1] ?? APPLICATION.exec(whole)?.[1];
  const place = PLACE.exec(whole)?.[1];
  const named = { ...(application && { application }), ...(place && { place }) };
  if (HISTORY.test(text)) return { what: 'history', ...named };
  if (FAILS.test(text) && /\bsync|\bwhy\b/i.test(text)) return { what: 'failure', ...named };
  if (DIFF.test(text)) return { what: 'diff', ...named };
  return { what: 'status', ...named };
}

/** "is staging in sync?", "history of checkout in argo", "why did the sync fail", "diff of application cart-prod". */
export const syncAsked: SystemReader = (analysis, features, mood) => {
  const sync = asked(withoutNames(analysis), analysis.text);
  if (sync === undefined) return undefined;
  return readAbout(analysis, { skill: 'sync', features, mood, own: { sync } });
};
