import type { Analysis } from '../analyse.ts';
import type { Features } from '../features.ts';
import type { Mention } from '../names/mentions.ts';
import { readSkill } from '../read-skill.ts';
import type { Mood, Reading } from '../reading.ts';
import type { KeptLogs, LogSlots } from '../slot-types.ts';
import { familyMeant, type Family } from './family.ts';
import { logsContinued } from './logs-continued.ts';
import { dimensionIn, keptIn, textIn } from './logs-words.ts';
import { logqlIn } from './query-languages.ts';
import type { SystemReader } from './system-reader.ts';

const GENERATED = /^[a-z0-9-]+-(?:[a-z0-9]{5}|\d+)$/;
const VERBS = /^(?:search|find|grep|look|scan|query)$/i;
/** Words of such questions that look like names. */
const NOT_NAMES = /^(?:noisiest|chattiest|loudest|verbose|loki|logql|patterns?|unusual)$/i;

/** A verb that something is named after as well: "search logs for X", "please search ...". */
const isVerb = ({ words }: Analysis, { said, from }: Mention): boolean =>
  VERBS.test(said) && /^(?:|please|pls|you|to|and|jamie|me|us)$/.test(words[from - 1]?.word ?? '');

interface Asked {
  kept: KeptLogs;
  logs: LogSlots;
}

function asReading(
  analysis: Analysis,
  features: Features,
  { kept, logs, mood }: Asked & { mood: Mood },
): Reading {
  const isText = ({ how, said }: Mention): boolean =>
    how === 'unknown' && (NOT_NAMES.test(said) || logs.contains?.includes(said) === true);
  const meant = features.named.filter((mention) => !isVerb(analysis, mention) && !isText(mention));
  const gone = meant.find(({ how, said }) => how === 'unknown' && GENERATED.test(said));
  const named = kept.logql === undefined ? meant.filter((mention) => mention !== gone) : [];
  const family: Family =
    kept.logql === undefined ? familyMeant(analysis, { ...features, named }) : { objects: [] };
  const bare: Features = {
    ...features,
    named: family.objects.length > 0 ? [] : named,
    kinds: [],
    query: undefined,
  };
  const reading = readSkill('logs', analysis, { features: bare, mood, confidence: 0.85, general: true });
  if (reading.type !== 'skill') return reading;
  const objects = family.objects.length > 0 ? family.objects : reading.slots.objects;
  const pod = gone === undefined ? {} : { pod: gone.said };
  const { stranger } = family;
  const service =
    stranger === undefined || logs.contains?.includes(stranger) === true ? {} : { service: stranger };
  const { contains: _contains, ...rest } = reading.slots.logs ?? {};
  return {
    ...reading,
    slots: { ...reading.slots, objects, logs: { ...rest, ...logs, kept: { ...kept, ...pod, ...service } } },
  };
}

function asked(analysis: Analysis, features: Features): Asked | undefined {
  const query = logqlIn(analysis.text);
  if (query !== undefined)
    return { kept: { what: 'lines', logql: query.text, counts: query.counts }, logs: {} };
  const isGone = features.named.some(({ how, said }) => how === 'unknown' && GENERATED.test(said));
  const kept = keptIn(analysis.text, { hasTime: analysis.time !== undefined, isGone });
  if (kept === undefined) return undefined;
  const contains = textIn(analysis.text) ?? analysis.searched;
  return {
    kept: { ...kept, by: kept.by ?? dimensionIn(analysis.text) },
    logs: {
      ...(contains === undefined ? {} : { contains, errorsOnly: undefined }),
      ...(contains === undefined && kept.level !== undefined ? { errorsOnly: true } : {}),
    },
  };
}

/** "errors in checkout yesterday between 14 and 15", "which services log X", "what is new in the logs", LogQL. */
export const logsAsked: SystemReader = (analysis, features, mood) => {
  const continued = logsContinued(analysis, mood);
  if (continued !== undefined) return continued;
  const found = asked(analysis, features);
  return found && asReading(analysis, features, { ...found, mood });
};
