import type { Analysis } from '../analyse.ts';
import type { Features } from '../features.ts';
import type { Mention } from '../names/mentions.ts';
import { readSkill } from '../read-skill.ts';
import type { Mood, Reading } from '../reading.ts';
import type { KeptLogs, LogSlots } from '../slot-types.ts';
import { familyMeant, type Family } from './family.ts';
import { logsContinued } from './logs-continued.ts';
import { textSought, type Sought } from './logs-text.ts';
import { dimensionIn, keptIn, textIn } from './logs-words.ts';
import { logqlIn } from './query-languages.ts';
import { nearOnly } from '../time.ts';
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
  /** Where the text that is sought stands: what is named there is no name. */
  sought?: Sought | undefined;
}

const isWithin = ({ words }: Analysis, { from, to }: Mention, { start, end }: Sought): boolean =>
  (words[from]?.start ?? 0) >= start && (words[to - 1]?.end ?? 0) <= end;

function asReading(
  analysis: Analysis,
  features: Features,
  { kept, logs, sought, mood }: Asked & { mood: Mood },
): Reading {
  const isText = (mention: Mention): boolean =>
    (sought !== undefined && isWithin(analysis, mention, sought)) ||
    (mention.how === 'unknown' &&
      (NOT_NAMES.test(mention.said) || logs.contains?.includes(mention.said) === true));
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
  const time = nearOnly(reading.slots.time);
  const slots = { ...reading.slots, objects, ...(time === undefined ? {} : { time }) };
  return {
    ...reading,
    slots: { ...slots, logs: { ...rest, ...logs, kept: { ...kept, ...pod, ...service } } },
  };
}

const isBad = ({ level }: KeptLogs): boolean => level === 'error' || level === 'warn';

const textOf = ({ text, searched }: Analysis, sought: Sought | undefined): string | undefined =>
  sought?.text ?? textIn(text) ?? searched;

function asked(analysis: Analysis, features: Features): Asked | undefined {
  const query = logqlIn(analysis.text);
  if (query !== undefined)
    return { kept: { what: 'lines', logql: query.text, counts: query.counts }, logs: {} };
  const { text, time } = analysis;
  const isGone = features.named.some(({ how, said }) => how === 'unknown' && GENERATED.test(said));
  const sought = textSought(analysis);
  const hasWriter = features.named.some(
    (mention) =>
      (mention.matches.length > 0 || mention.sure) &&
      (sought === undefined || !isWithin(analysis, mention, sought)),
  );
  const rest = sought === undefined ? text : text.replace(sought.text, '_');
  const around = { hasTime: time !== undefined, isGone, hasWriter, hasText: sought !== undefined, rest };
  const kept = keptIn(text, around);
  if (kept === undefined) return undefined;
  const isOfText = kept.what !== 'labels' && kept.what !== 'patterns' && kept.quiet !== true;
  const said = isOfText ? textOf(analysis, kept.by === undefined ? sought : undefined) : undefined;
  const contains = features.named.some(({ matches, said: name }) => matches.length > 0 && name === said)
    ? undefined
    : said;
  return {
    sought,
    kept: { ...kept, by: kept.by ?? dimensionIn(text) },
    logs: {
      ...(contains === undefined ? {} : { contains, errorsOnly: undefined }),
      ...(contains === undefined && isBad(kept) ? { errorsOnly: true } : {}),
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

const QUOTED_OF_LOGS = /\blog(?:s|ged|ging)?\b.*["'`].+["'`]|["'`].+["'`].*\blog(?:s|ged|ging)?\b/i;

/** The same, where what is quoted may sound like a number that is measured: "when did cart first log 'pool exhausted'". */
export const surelyLogsAsked: SystemReader = (analysis, features, mood) =>
  QUOTED_OF_LOGS.test(analysis.text) ? logsAsked(analysis, features, mood) : undefined;
