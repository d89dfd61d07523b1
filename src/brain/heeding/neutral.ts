import { MOOD_PHRASES } from '../understand/lexicon/moods.ts';

const ASKING = `describe describes inspect explain explained summarise summarize summary overview details info information report reports check confirm confirms
  investigate detect triage figure compare compared comparison vs versus plot graph draw chart trend develop developed development grep tail cat type run query logql
  promql traceql evaluate execute command commands kubectl auth can-i open link list line lines row rows mean means meaning double visible matter`;
const WHO_ASKS = `users user customers customer people colleague colleagues boss someone somebody person persons engineer engineers yourself apps`;
const MANNER = `able plus wise half incl asap rn atm alright fine good great cool ok okay worry worried bother happen happens happened happening close
  currently lately recent recently latest newest first long start starts started begin began during expiry external`;
const WHAT_IS_ASKED_ABOUT = `root cause causes caused reason reasons deployment deployments app application applications workload workloads service services svc
  namespace namespaces ns belong belongs belonging owned owns hold holds contain contains listen listens`;
const UNITS = `second seconds sec minute minutes hour hours day days week per time times window`;

/** How somebody feels. What is urgent (an outage, an incident) is said of something, and has to be spoken of. */
const FEELINGS = [...MOOD_PHRASES.frustrated, ...MOOD_PHRASES.pleased].map((phrase) =>
  phrase.replace(/!$/, ''),
);

/** Words that no answer has to speak of: they say that something is asked, by whom, in which mood or manner, or how it is to be shown. */
export const NEUTRAL: ReadonlySet<string> = new Set([
  ...[ASKING, WHO_ASKS, MANNER, WHAT_IS_ASKED_ABOUT, UNITS]
    .flatMap((words) => words.split(/\s+/))
    .filter(Boolean),
  ...FEELINGS.filter((phrase) => !phrase.includes(' ')),
]);
