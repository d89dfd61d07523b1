import { FUNCTION_WORDS } from '../../understand/lexicon/common-words.ts';
import { FILLER } from '../../understand/lexicon/talk.ts';

/** Function words that do change which objects are meant. */
const TELLING =
  'nobody nothing none old same before after without between than once twice never neither nor not no most least last first another other others up down off out behind under via through beside took takes lasted'.split(
    ' ',
  );

/** Words of asking, being and showing: a question means the same without them. */
const OF_ASKING =
  `exist exists existing existed present deployed running run runs live lives living currently current present presently moment today now right
  tell show list display print output dump return check verify find fetch enumerate count number numbers total totals overall altogether amount
  actual actually exact exactly precise precisely please quick quickly briefly short detail details info information overview inventory summary
  full fully entire whole complete completely overall together combined respective respectively individual particular specific certain given
  cluster clusters environment environments env envs kubernetes k8s kube kubectl system systems setup platform infrastructure fleet
  object objects resource resources thing things item items entity entities stuff name names named called title titles instance instances
  wonder wondering curious interested ask asking question answer help idea guess hope believe think remind
  defined configured specified declared set sets setting deployed installed created available use used using value values
  various distinct different unique kind kinds type types sort table breakdown report
  me us our ours we i you your my let lets could can would will do does did is are am be been being was were has have had having
  hey hi hello jamie dear thanks thank cheers sorry morning ok okay yes no-one
  where which what who whose how many much any some all both each every per
  still already yet ever only just also too either really quite very simply basically roughly about approximately around
  there here them they those these this that it its their
  currently-running at-the-moment active actively place side places sides
  mine folks mate quickly possible possibly happen happens happening get got gets give gave know knows known want wants need needs like
  say says see look looks going go went come comes make makes made take takes keep keeps put inside within across throughout
  ones allocatable kubelet lying laying floating kicking sitting loitering around anywhere somewhere overview format lines rows entries results tabular ps ' s t o in-use part`.split(
    /\s+/,
  );

const TELLS = new Set(TELLING);
const INERT: ReadonlySet<string> = new Set(
  [...FUNCTION_WORDS, ...FILLER, ...OF_ASKING].filter((word) => !TELLS.has(word)),
);

/** Verbs that only join what has been read: "services that expose port 80", "pods created today". */
const LINKING: ReadonlySet<string> = new Set(
  `select target point route cover appl contain hold carr start appear creat launch expos listen serv mount referenc schedul land sit pull request ask
  consum requir provid publish accept answer spread belong bear wear us own manag tag label annotat mark match reach declar defin specif
  behind ag via through under provision bind bound shar deploy add com made spawn host place rank break sort order group split format`.split(
    /\s+/,
  ),
);

/** Whether a word only joins others, for want of a meaning of its own. */
export const isLinking = (word: string): boolean =>
  LINKING.has(word) || LINKING.has(word.replace(/(?:ing|ed|es|s|e|ies|ied|y|o)$/, ''));

/** Whether a question about objects means the same without a word. */
export const isInert = (word: string): boolean => INERT.has(word) || !/[a-z0-9]/i.test(word);
