import { code, inline, type Markdown } from '../../answer/markdown.ts';
import { fullName } from '../../cluster/name.ts';
import { as, type Target } from '../../cluster/target.ts';
import { commandFor, type Wish } from './commands.ts';

interface Effect {
  would: Markdown;
  back: Markdown;
}

const other = (wish: Wish, verb: string, parameters = wish.parameters): Markdown =>
  code(commandFor({ ...wish, verb, parameters }) ?? 'kubectl edit');

function paused({ kind }: Target, wish: Wish): Effect {
  const isJob = kind === 'CronJob' || kind === 'Job';
  const would = isJob
    ? inline`start no more of it until it is resumed`
    : inline`keep changes of its template from being rolled out; its pods keep running`;
  return { would, back: other(wish, 'resume') };
}

function resumed({ kind }: Target, wish: Wish): Effect {
  const isJob = kind === 'CronJob' || kind === 'Job';
  const would = isJob ? inline`let it start again` : inline`let changes of its template roll out again`;
  return { would, back: other(wish, 'pause') };
}

/** A key that is set: the value that it has now comes back, or the key goes. */
function marked(target: Target, wish: Wish): Effect {
  const { metadata } = target.object;
  const [key = 'KEY', value = 'VALUE'] = (wish.parameters['pair'] ?? 'KEY=VALUE').split('=');
  const isLabel = wish.verb === 'label';
  const before = (isLabel ? metadata.labels : metadata.annotations)[key];
  const what = isLabel ? 'label' : 'annotation';
  const parameters = { pair: before === undefined ? `${key}-` : `${key}=${before}` };
  const now = before === undefined ? inline`` : inline`, which is ${code(before)} now`;
  return {
    would: inline`set the ${what} ${code(`${key}=${value}`)} on ${fullName(target.ref)}${now}`,
    back: other(wish, wish.verb, parameters),
  };
}

function tainted(target: Target, wish: Wish): Effect {
  const taint = wish.parameters['taint'] ?? 'KEY=VALUE:NoSchedule';
  const evicts = /NoExecute/i.test(taint)
    ? ' and evict the pods that do not tolerate it'
    : '; pods that run there stay';
  return {
    would: inline`keep pods that do not tolerate it off ${fullName(target.ref)}${evicts}`,
    back: other(wish, 'untaint'),
  };
}

function bounded(target: Target, wish: Wish): Effect {
  const { min, max } = wish.parameters;
  const now = as('HorizontalPodAutoscaler', target)?.spec;
  const from = { min: String(now?.minReplicas ?? 1), max: String(now?.maxReplicas ?? '') };
  const changes = [
    ...(min === undefined ? [] : [`its minimum from ${from.min} to ${min}`]),
    ...(max === undefined ? [] : [`its maximum from ${from.max} to ${max}`]),
  ];
  const before = { ...(min && { min: from.min }), ...(max && { max: from.max }) };
  return { would: inline`change ${changes.join(' and ')}`, back: other(wish, 'bound', before) };
}

const OTHERS: Readonly<Record<string, (target: Target, wish: Wish) => Effect>> = {
  pause: paused,
  resume: resumed,
  label: marked,
  annotate: marked,
  taint: tainted,
  bound: bounded,
  expand: (target) => ({
    would: inline`ask for a larger volume for ${fullName(target.ref)}, if its storage class allows growing`,
    back: inline`a volume cannot be made smaller again.`,
  }),
  trigger: (target, wish) => ({
    would: inline`start one job of ${fullName(target.ref)} at once, beside its schedule`,
    back: other({ ...wish, ref: { ...wish.ref, kind: 'Job', name: `${wish.ref.name}-by-hand` } }, 'delete'),
  }),
};

/** What a change of a rarer kind would do, and how to walk it back. */
export function otherEffect(target: Target, wish: Wish): Effect {
  const own = OTHERS[wish.verb];
  if (own !== undefined) return own(target, wish);
  return {
    would: inline`change ${fullName(target.ref)}`,
    back: inline`keep its present YAML, so that you can apply it again.`,
  };
}
