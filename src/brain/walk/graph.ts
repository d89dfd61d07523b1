import type { Branch, Signal, StepId, Symptom } from './walk.ts';

/** A step behind us, as far as it decides where to go. */
export interface Taken {
  step: StepId;
  state: 'looked' | 'skipped';
  signals: readonly Signal[];
}

/** Where a walk goes on: to a step, to a question after the symptom, or nowhere. */
export type Onward =
  { kind: 'look'; next: Branch; others: Branch[] } | { kind: 'ask'; others: Branch[] } | { kind: 'end' };

type Agenda = readonly (readonly [step: StepId, why: string])[];

/** What each finding asks to be looked at, the most telling first. */
const AFTER: Readonly<Record<Signal, Agenda>> = {
  crash: [
    ['logs', 'a container that ends says why in its last words'],
    ['config', 'what it said may be about a setting that is missing or wrong'],
    ['changes', 'a crash often begins with a release'],
  ],
  memory: [
    ['resources', 'it was ended for its memory: use against limits tells how far it is off'],
    ['changes', 'a release may need more than the one before it'],
    ['logs', 'its last words may say what it was doing'],
  ],
  image: [
    ['changes', 'an image that cannot be pulled most often came with the last release'],
    ['config', 'a registry may ask for a pull secret'],
  ],
  unplaced: [
    ['room', 'no node takes it: is there room?'],
    ['changes', 'its requests or rules may have changed'],
  ],
  config: [
    ['config', 'something that it needs is missing'],
    ['changes', 'the last release may have begun to need it'],
  ],
  unready: [
    ['logs', 'it runs and is not ready: its log may say what it waits for'],
    ['endpoints', 'what is not ready gets no requests'],
    ['dependencies', 'it may wait for somebody that it needs'],
    ['network', 'it may be kept from whom it needs'],
  ],
  unserved: [
    ['endpoints', 'nothing answers behind its service'],
    ['changes', 'labels, selectors or replicas may have changed'],
  ],
  blocked: [
    ['network', 'a policy or DNS keeps traffic from getting through'],
    ['changes', 'somebody may have closed it lately'],
  ],
  node: [
    ['node', 'the trouble may be the machine, not the program'],
    ['callers', 'it tells who else is hit'],
  ],
  idle: [
    ['changes', 'somebody or something scaled it to nothing'],
    ['callers', 'it tells who needs it'],
  ],
  gone: [['changes', 'it is not there any more: what was done to it?']],
  slow: [
    ['requests', 'when it is slow, its latency says since when and how much'],
    ['dependencies', 'it may wait for somebody else'],
    ['resources', 'it may be starved of CPU or memory'],
    ['changes', 'a release may have made it slower'],
  ],
  failing: [
    ['requests', 'its error rate says since when and how much'],
    ['dependencies', 'the errors may come from somebody that it calls'],
    ['logs', 'its log may name the error'],
    ['changes', 'a release may have brought the errors'],
  ],
  'as-usual': [],
  elsewhere: [
    ['guilty', 'its requests are lost there'],
    ['callers', 'whoever else calls it suffers too'],
  ],
  'log-errors': [
    ['logs', 'its log complains'],
    ['requests', 'it tells whether anybody notices'],
    ['dependencies', 'the errors may come from somebody that it calls'],
  ],
  unreached: [
    ['dependencies', 'it cannot reach somebody that it needs'],
    ['network', 'a policy or DNS may be in between'],
  ],
  changed: [],
  well: [
    ['requests', 'Kubernetes has nothing against it, so the next place to look is its requests'],
    ['logs', 'its log may complain all the same'],
    ['endpoints', 'it may be well and still get no requests'],
  ],
};

const ASKED: Readonly<Record<Symptom, Agenda>> = {
  slow: AFTER.slow,
  errors: AFTER.failing,
  restarts: [
    ['logs', 'what it said before it ended is the nearest thing to a reason'],
    ['resources', 'it may be ended for its memory'],
    ['changes', 'restarts often begin with a release'],
    ['node', 'the machine under it may be the trouble'],
  ],
  unreachable: [
    ['endpoints', 'requests have to arrive at a ready endpoint'],
    ['network', 'a policy or DNS may keep them out'],
    ['requests', 'it tells whether any arrive'],
    ['changes', 'somebody may have closed or moved it lately'],
  ],
  other: [
    ['changes', 'what was changed last is the first suspect'],
    ['resources', 'it may be starved of CPU or memory'],
    ['dependencies', 'the trouble may come from somebody that it needs'],
    ['callers', 'it tells who else notices'],
    ['network', 'traffic may be kept out'],
    ['node', 'the machine under it may be the trouble'],
  ],
};

/** These explain enough: what was found before them is no longer followed, only offered. */
const DECISIVE: ReadonlySet<Signal> = new Set<Signal>([
  'crash',
  'memory',
  'image',
  'unplaced',
  'config',
  'unserved',
  'blocked',
  'node',
  'idle',
  'gone',
  'elsewhere',
]);
/** A crash does not tell how slow it is: what was told of is measured all the same. */
const MEASURED: ReadonlySet<Symptom> = new Set<Symptom>(['slow', 'errors']);
/** No trouble by themselves. */
const QUIET: ReadonlySet<Signal> = new Set<Signal>(['well', 'as-usual', 'changed']);
const MOST_OTHERS = 3;
const LAST: Branch = { step: 'cause', why: 'what was found is put together' };

/** Whether nothing that was found is trouble. */
export const isQuiet = (taken: readonly Pick<Taken, 'signals'>[]): boolean =>
  taken.every(({ signals }) => signals.every((signal) => QUIET.has(signal)));

interface Wish {
  branch: Branch;
  isMain: boolean;
}

/** Everything that findings and the symptom ask for, the newest finding first; past a decisive one nothing is followed. */
function wishes(taken: readonly Taken[], symptom: Symptom | undefined): Wish[] {
  let isMain = true;
  const found: Wish[] = [];
  const add = (agenda: Agenda): void => {
    for (const [step, why] of agenda) found.push({ branch: { step, why }, isMain });
  };
  for (const { signals } of taken.toReversed()) {
    for (const signal of signals) add(AFTER[signal]);
    isMain &&= !signals.some((signal) => DECISIVE.has(signal));
  }
  const ofSymptom = symptom === undefined ? [] : ASKED[symptom];
  const isMeasured = symptom !== undefined && MEASURED.has(symptom);
  const asked = ofSymptom.map(([step, why], at) => ({
    branch: { step, why },
    isMain: isMain || (at === 0 && isMeasured),
  }));
  return [...found, ...asked];
}

/**
 * Where to go from what was found: always a step that was not taken yet, in the end the likeliest cause, then nowhere. When
 * all is well and no symptom is known, it asks for one.
 */
export function onward(taken: readonly Taken[], symptom?: Symptom): Onward {
  if (taken.length === 0)
    return {
      kind: 'look',
      next: { step: 'status', why: 'what Kubernetes itself says comes first' },
      others: [],
    };
  const behind = new Set(taken.map(({ step }) => step));
  if (behind.has('cause')) return { kind: 'end' };
  const open = wishes(taken, symptom)
    .filter(({ branch }) => !behind.has(branch.step))
    .filter(({ branch: { step } }, at, all) => all.findIndex((one) => one.branch.step === step) === at);
  const main = open.find(({ isMain }) => isMain)?.branch;
  const rest = open.map(({ branch }) => branch).filter((branch) => branch !== main);
  if (main === undefined && isQuiet(taken) && symptom === undefined) return { kind: 'ask', others: rest };
  const next = main ?? LAST;
  return { kind: 'look', next, others: [...rest, ...(next === LAST ? [] : [LAST])].slice(0, MOST_OTHERS) };
}
