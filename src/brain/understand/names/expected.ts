import { kindOfWord } from '../grammar.ts';
import { wordAfter, wordBefore, type Word } from './word.ts';

const STRONGLY = new Set(
  'with of for about called named behind describe check examine reach restart redeploy scale delete kill bounce rollback cordon uncordon drain stop pause resume remove reboot from investigate diagnose debug troubleshoot inspect against deployed released shipped upgraded touched edited restarted scaled deleted stops blocks prevents rejects kills isolates deleting restarting draining scaling'.split(
    ' ',
  ),
);
const LEADS_TO =
  /^(?:connect|connecting|connected|connections?|talk|talking|access|traffic|route|routes|forward|exec|belongs?|scale)$/;
const ASKING = new Set('is does did has was were will can are'.split(' '));
const STATES = new Set(
  "is has was keeps isn't wont won't 's does not cannot down up crashing failing pending slow broken logs log ok okay fine healthy unhealthy ready unready alive dead gone running affected alright stable red green exits vanished replicas rollout connection connections timeouts refuses unreachable unavailable".split(
    ' ',
  ),
);

/** What stands after the subject of "how many replicas does search have", "where does search run". */
const DOES_THINGS =
  /^(?:have|run|use|need|mount|own|restart|keep|crash|fail|listen|expose|request|ask|take|log|write|depend|talk|get|lack|miss|want|wait|require|complain|die|exit|hit|suffer)$/;

/** What is put on something: "is there an hpa on search". */
const APPLIED = new Set([
  'HorizontalPodAutoscaler',
  'PodDisruptionBudget',
  'NetworkPolicy',
  'ResourceQuota',
  'Ingress',
]);

/** What is seen on something: "502s on orders", "errors in search". */
const SEEN =
  /^(?:errors?|exceptions?|failures?|time-?outs?|latenc(?:y|ies)|slowness|outages?|issues?|problems?|crash(?:es|ed|ing)?|alerts?|wrong|broken|broke|fail(?:s|ed|ing)?|happen(?:s|ed|ing)|trouble|bugs?|leaks?|restarts?|chang(?:ed|es|e)|[45](?:\d\d|xx)s?)$/;
/** What people say that something does, after "that", "because" and the like. */
const ACTS =
  /^(?:takes?|took|is|are|was|returns?|throws?|gives?|hangs?|fails?|keeps?|times|times?out|crashes|feels?|seems?|gets?)$/;

/** Whether a name is what stands there, even if the word is an ordinary one. */
export function isExpected(words: Word[], at: number): boolean {
  const before = wordBefore(words, at);
  const after = wordAfter(words, at);
  const isKindWord = kindOfWord(words[at]?.word ?? '') !== undefined;
  if (before === 'your') return false;
  const kindBefore =
    kindOfWord(before) !== undefined || kindOfWord(`${words[at - 2]?.word ?? ''} ${before}`) !== undefined;
  if (isKindWord) return /^(?:called|named)$/.test(before);
  if (before === 'to' && LEADS_TO.test(words[at - 2]?.word ?? '')) return true;
  if (before === 'on' && APPLIED.has(kindOfWord(words[at - 2]?.word ?? '') ?? '')) return true;
  if (
    /^(?:on|in|at)$/.test(before) &&
    SEEN.test(words[at - 2]?.word ?? '') &&
    kindOfWord(after) === undefined
  )
    return true;
  if (/^(?:that|because|since)$/.test(words[at - 1]?.word ?? '') && ACTS.test(after)) return true;
  if (STRONGLY.has(before) || /^(?:called|named)$/.test(before)) return true;
  if (/^(?:does|did|do|may|could)$/.test(before) && DOES_THINGS.test(after)) return true;
  if (ASKING.has(before) && after === '' && at === words.length - 1) return true;
  if (ASKING.has(before) || before === 'not')
    return asksAbout(words, at) && (after !== '' || words.length <= 3);
  if (after === "'s" || (kindBefore && !STATES.has(words[at]?.word ?? ''))) return true;
  if (
    before === '' &&
    (words.length === 1 ||
      /^(?:is|are|was|were|keeps?|isn't|won't|can't|doesn't|seems?|looks?|feels?|returns?|throws?|gives?|hangs?|dies|died|stopped|went|stays?|acts?|responds?|gets?|got|times|cannot|shows?|takes?|took|will|would|could|can|does|did|has|have|had|just|still|never|not|exits|fails|crashes|restarts|refuses|loses|times|needs|wants)$/.test(
        after,
      ))
  )
    return true;
  if (before === 'in' && /^logs?$/.test(after)) return true;
  if (words.length <= 3 && after === '' && /^(?:status|health|state|condition)$/.test(before)) return true;
  return (
    (before === '' || before === 'why' || before === 'and' || before === 'in') &&
    (STATES.has(after) || kindOfWord(after) !== undefined) &&
    at < 3
  );
}

/** "is cart", "why can not cart": the verb opens the question. */
function asksAbout(words: Word[], at: number): boolean {
  let verb = at - 1;
  while (verb >= 0 && !ASKING.has(words[verb]?.word ?? '')) verb -= 1;
  const opener = words[verb - 1];
  return (
    verb >= 0 &&
    (opener === undefined ||
      opener.ends ||
      /^(?:why|how|and|but|so|jamie|hey|what|when|where|come|please|ok|hi)$/.test(opener.word))
  );
}
