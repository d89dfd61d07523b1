import type { Analysis } from '../../analyse.ts';
import { kindOfWord } from '../../grammar.ts';
import { isFunctionWord, type Word } from '../../names/word.ts';
import { furtherBounds } from './threshold.ts';

/** Words of such questions that name nothing. */
const TELLING = new Set(
  `request requests rate rates traffic load latency latencies response responses respond responds responding answer answers time times duration
  error errors err failure failures failed failing fail fails success successful succeed percent percentage pct share ratio fraction proportion part
  cpu memory mem ram disk disks storage filesystem filesystems space volume volumes pvc pvcs pool pools connection connections db database databases queue queues backlog
  depth length size usage utilisation utilization use used saturation throttling throttled pressure network bandwidth bytes traffic throughput restart restarts
  restarted second seconds sec minute minutes min hour hours day days week weeks month last past today yesterday tonight morning afternoon evening night noon moment
  right current currently present presently recent recently latest live average avg mean median max maximum min minimum peak peaks highest lowest most least fewest
  top bottom worst best slow slower slowest fast faster fastest busy busier busiest quiet quietest hot hottest biggest largest longest deepest smallest shortest
  service services svc svcs app apps application applications pod pods node nodes namespace namespaces container containers cluster clusters deployment deployments workload workloads
  endpoint endpoints route routes path paths handler method methods status code codes p50 p75 p90 p95 p99 p999 percentile percentiles th quantile tail
  prod production staging stage dev environment graph chart plot trend trends history historical histogram show display draw develop developed development
  compare compared comparison versus vs against relative change changed grew grow growing climb climbing rise rises rising rose drop dropped dropping spike spikes spiked
  over above below under exceed exceeds exceeded higher lower more than less within reach reached cross crossed
  http https grpc api apis call calls hit hits rps qps rpm req reqs 5xx 4xx 2xx 500 503 404 message messages job jobs item items entries waiting wait waits pending queued
  flight slower faster quicker free left room full fullest fill filling filled run runs out forecast predict predicted prediction projection soon until when long
  system systems everything everyone overall total whole all each every any per number count counts amount level value values measure metric metrics metrics' prometheus promql grafana data
  please pls plz thanks thx kindly quickly quick just only exactly roughly approximately about ish really actually
  user users customer customers client clients incoming outgoing inbound outbound in-flight concurrent parallel open active
  typical typically normal normally usual usually expected healthy ok okay high low wise terms sense side level
  rank ranked ranking sort sorted order list compare across between among split broken down break grouped group
  received sent serve serves served serving handle handles handled handling get gets getting got receive receives take takes took taking need needs
  end ends ended ending return returns returned returning throw throws throwing produce produces see sees seeing have has having
  develop behave behaves behaved look looks evolve evolved go went been being there here this that these those its it's them their theirs
  limit limits capacity available availability consumption consume consumes consumed cores core millicores
  window interval period span range since ago between from till midnight noon midday start beginning work working hours`
    .split(/\s+/)
    .filter(Boolean),
);

const SUBJECT_BEFORE = /^(?:of|for|does|do|did|is|are|was|to|from|at|about|on|in)$/;
const ARTICLE = /^(?:the|our|my|a|an)$/;
const LED =
  /^(?:by|per|via|with|without|excluding|except|only|when|where|while|during|if|unless|through|behind|ignoring|including)$/;

const isFree = (word: Word): boolean =>
  word.claim === undefined && /^[a-z]/i.test(word.word) && word.word.length > 1;

const says = ({ word, stem }: Word): boolean => TELLING.has(word) || TELLING.has(stem);

/** Part of the language of such questions, whatever else goes by it. */
export const tellsNothing = (word: string): boolean => TELLING.has(word.toLowerCase());

/** A word that the question is not made of: it names something, or asks for what is not read. */
const isForeign = (word: Word): boolean =>
  isFree(word) && !says(word) && !isFunctionWord(word) && kindOfWord(word.word) === undefined;

function leadOf(words: readonly Word[], at: number): string {
  const before = words[at - 1]?.word ?? '';
  return ARTICLE.test(before) ? (words[at - 2]?.word ?? '') : before;
}

/** What nothing goes by is no name: its words are as free as others. */
function withStrangers(words: readonly Word[], mentions: Analysis['mentions']): Word[] {
  const strange = mentions.filter(({ how }) => how === 'unknown');
  return words.map((word, at) =>
    strange.some(({ from, to }) => at >= from && at < to) ? { ...word, claim: undefined } : word,
  );
}

/** What stands where the subject of a question for numbers stands, and is no name: "p95 of shipping", "shipping error rate". */
export function foreignSubject(
  { words: all, mentions }: Analysis,
  isOwn: (word: string) => boolean = () => false,
): string | undefined {
  const words = withStrangers(all, mentions);
  const at = words.findIndex((word, index) => {
    if (!isForeign(word) || isOwn(word.word)) return false;
    const after = words[index + 1];
    const leads = SUBJECT_BEFORE.test(leadOf(words, index));
    const qualifies =
      after !== undefined && !word.ends && TELLING.has(after.word) && !/ly$|ing$/.test(word.word);
    return leads || qualifies;
  });
  return at < 0 ? undefined : words[at]?.raw;
}

/** Parts of a message that an answer in numbers leaves out: "by region", "between 200 ms and 500 ms". */
export function unreadParts({ words, text }: Analysis): string[] {
  const parts = words.flatMap((word, at) => {
    if (!isForeign(word)) return [];
    const lead = leadOf(words, at);
    return LED.test(lead) ? [`${lead} ${word.raw}`] : [];
  });
  return [...parts, ...furtherBounds(text)];
}
