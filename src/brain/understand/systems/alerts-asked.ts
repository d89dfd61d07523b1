import { readSkill } from '../read-skill.ts';
import type { AlertSlots } from '../slot-types.ts';
import type { SystemReader } from './system-reader.ts';

const SILENCES = /\b(?:silence[sd]?|muted?|mutes|snoozed?)\b/i;
const TARGETS =
  /\b(?:scrape(?:s|d)? (?:targets?|fail\w*|errors?)|targets? (?:are |is )?(?:down|up|missing|healthy|unhealthy)|(?:down|failing|unhealthy|dead) targets?|prometheus targets?)\b/i;
const RULES = /\b(?:alert(?:ing)? rules?|recording rules?)\b/i;
const ALERTS = /\balert(?:s|ing|ed)?\b|\balertmanager\b|\bpag(?:es|ed|ing)\b|\bfiring\b/i;
const PENDING = /\bpending\b/i;
const FIRING = /\b(?:firing|active|open|triggered|going off|went off|right now|current(?:ly)?)\b/i;
/** CamelCase, as rules are named: HighErrorRate, KubePodCrashLooping. */
const NAME = /\b(?:[A-Z][a-z0-9]+){2,}(?:[A-Z]{2,})?\b/;
const SETTING_UP =
  /\b(?:create|add|write|set up|configure|make|delete|remove)\b.*\balerts?\b|\bsilence (?:the |this |that )?(?:alert|[A-Z])/i;
const MEANS = /\b(?:mean|means|about|why|explain|what is|what's|details?|tell me|runbook|firing)\b/i;

/** An expression of PromQL is no question in words. */
const EXPRESSION = /\{[^}]*\}|\b(?:\w+_over_time|rate|sum|count|max|min|avg)\s*\(/;

function asked(text: string): AlertSlots | undefined {
  if (SETTING_UP.test(text) || EXPRESSION.test(text)) return undefined;
  if (TARGETS.test(text)) return { what: 'targets' };
  if (SILENCES.test(text) && /\balert|\bsilences?\b|\bwhat\b|\bwhich\b|\bany\b/i.test(text))
    return { what: 'silences' };
  const name = NAME.exec(text)?.[0];
  if (RULES.test(text)) return { what: 'rules', name };
  if (!ALERTS.test(text)) return name !== undefined && MEANS.test(text) ? { what: 'named', name } : undefined;
  if (name !== undefined) return { what: 'named', name };
  if (PENDING.test(text) && !FIRING.test(text)) return { what: 'pending' };
  return { what: 'firing' };
}

/** "what is firing?", "any silences?", "which targets are down?", "what does HighErrorRate mean?" */
export const alertsAsked: SystemReader = (analysis, features, mood) => {
  const alerts = asked(analysis.text);
  if (alerts === undefined) return undefined;
  const isKnownObject = features.named.some(
    ({ said, matches }) => said === alerts.name && matches.length > 0,
  );
  if (isKnownObject || (alerts.what === 'named' && features.terms.length > 0)) return undefined;
  const named = features.named.filter(({ how }) => how !== 'unknown');
  const reading = readSkill('alerts', analysis, { features: { ...features, named }, mood, confidence: 0.85 });
  return reading.type === 'skill' ? { ...reading, slots: { ...reading.slots, alerts } } : reading;
};
