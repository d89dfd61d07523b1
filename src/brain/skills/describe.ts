import { stringify } from 'yaml';
import type { ObjectRef } from '#diagnosis/evidence';
import { codeBlock, fact, say, type Block, type Draft, type Item } from '../answer/draft.ts';
import { bold, code, inline, type Markdown } from '../answer/markdown.ts';
import { kubectlOn } from '../cluster/kubectl.ts';
import { fullName } from '../cluster/name.ts';
import { citeObject } from '../cluster/observe.ts';
import { targetOf, type Target } from '../cluster/target.ts';
import { EVENTS, LOGS, suggest, WHY } from './ask.ts';
import { anyField } from './describing/any-field.ts';
import { ASPECTS } from './describing/aspects.ts';
import { heldIn } from './describing/held.ts';
import { oneVariable, variableIn } from './describing/one-variable.ts';
import { routesOf } from './describing/of-cluster.ts';
import { containersIn } from './describing/of-pods.ts';
import { unwatched } from './diagnosing/unwatched.ts';
import { outOfReach } from './out-of-reach.ts';
import type { Skill, SkillContext } from './skill.ts';

/** What is told when no aspect is asked for, in this order, as far as the object has it. */
const USUAL = [
  'status',
  'image',
  'limits',
  'ports',
  'probes',
  'node',
  'ip',
  'capacity',
  'hosts',
  'schedule',
  'selector',
  'metrics',
  'tls',
  'routes',
  'machine',
  'disruption',
  'quota',
  'rules',
  'taints',
  'config',
  'owner',
  'labels',
  'age',
];
/** Not worth a line when there is none. */
const EMPTY = new Set(['none', 'nothing', 'no probes', 'no ports declared', 'none yet', 'no node yet']);
const LONGEST_YAML = 200;

function said(target: Target, aspect: string, now: number): Markdown | undefined {
  return ASPECTS[aspect]?.(target, now);
}

const plain = (text: Markdown): string => text.markdown.replace(/`/g, '');

const SAID: Readonly<Record<string, string>> = {
  metrics: 'autoscaling',
  dnsName: 'DNS name',
  qos: 'QoS class',
  disruption: 'disruptions',
};
const inWords = (aspect: string): string =>
  SAID[aspect] ?? aspect.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const PATH = /(?<![\w./-])(\/[\w.-]+(?:\/[\w.-]+)*)/;

function one(context: SkillContext, target: Target, aspect: string): Block[] {
  const path = aspect === 'routes' ? PATH.exec(context.message)?.[1] : undefined;
  const told =
    (path === undefined ? said(target, aspect, context.now) : routesOf(target, path)) ?? inline`none`;
  const says = `${aspect}: ${plain(told)}`;
  return [
    fact(inline`${bold(inline`${fullName(target.ref)}, ${inWords(aspect)}`)}: ${told}`, [
      citeObject(context, target.ref, says),
    ]),
  ];
}

function overview(context: SkillContext, target: Target): Block[] {
  const items = USUAL.flatMap((aspect): Item[] => {
    const told = said(target, aspect, context.now);
    if (told === undefined || EMPTY.has(told.markdown)) return [];
    return [
      {
        text: inline`${bold(inline`${aspect}`)}: ${told}`,
        evidence: [citeObject(context, target.ref, `${aspect}: ${plain(told)}`)],
      },
    ];
  });
  return [say(bold(inline`${fullName(target.ref)}`)), { type: 'list', items, cap: items.length }];
}

async function yaml(context: SkillContext, ref: ObjectRef): Promise<Block[]> {
  const result = await context.calls.getAny(ref);
  if (!result.ok) return [say(inline`I could not read ${fullName(ref)}: ${result.error.message}.`)];
  const lines = stringify(result.value).trimEnd().split('\n');
  const shown = lines.slice(0, LONGEST_YAML);
  const full = kubectlOn(context.clusters, ref, ['get', '-o', 'yaml']);
  const rest = lines.length - shown.length;
  return [
    fact(
      inline`${bold(inline`${fullName(ref)} as it is stored`)}, without managed fields and secret values:`,
      [citeObject(context, ref, `${lines.length} lines of YAML`)],
    ),
    codeBlock('yaml', shown.join('\n')),
    ...(rest === 0 ? [] : [say(inline`…and ${rest} more lines: ${code(full)}`)]),
  ];
}

const OF_SERVICES =
  /\b(?:external(?:ly)?|load ?balancer|cluster ?ip|node ?port|service type|service ports?)\b/i;
const WORKLOADS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/** The service of a workload's name, when the question is about what only a service has. */
function meant(context: SkillContext, ref: ObjectRef): ObjectRef {
  if (!WORKLOADS.has(ref.kind) || !OF_SERVICES.test(context.message)) return ref;
  const service = { ...ref, kind: 'Service' };
  return targetOf(context, service) === undefined ? ref : service;
}

const HOLDING: ReadonlySet<string> = new Set(['ConfigMap', 'Secret']);

/** What a config map is for is what it holds. */
const isContent = ({ kind }: ObjectRef, aspect: string | undefined): boolean =>
  kind === 'ConfigMap' &&
  /^(?:config|containers|capacity|env|values?|data|key|contents?)$/.test(aspect ?? '');

/** Several aspects of one object are asked for with a plus between them. */
async function about(context: SkillContext, named: ObjectRef): Promise<Block[]> {
  const aspects = context.slots.aspect?.split(' + ') ?? [undefined];
  const told = await Promise.all(aspects.map((aspect) => aspectOf(context, named, aspect)));
  return told.flat();
}

async function aspectOf(
  context: SkillContext,
  named: ObjectRef,
  aspect: string | undefined,
): Promise<Block[]> {
  const ref = meant(context, named);
  if (context.snapshot(ref.cluster) === undefined) return [outOfReach(context, ref.cluster)];
  if (aspect === 'yaml') return yaml(context, ref);
  const target = targetOf(context, ref);
  if (target === undefined) return unwatched(context, ref);
  context.looked(ref.cluster, [target.kind], ref.namespace === '' ? [] : [ref.namespace]);
  if (aspect === 'keys' || isContent(ref, aspect) || (aspect === undefined && HOLDING.has(ref.kind)))
    return [...(aspect === undefined ? overview(context, target) : []), ...(await heldIn(context, ref))];
  if (aspect === undefined) return overview(context, target);
  const variable = aspect === 'env' ? variableIn(context.message) : undefined;
  if (variable !== undefined && containersIn(target).length > 0)
    return oneVariable(context, target, variable);
  const isTold = ASPECTS[aspect] !== undefined && said(target, aspect, context.now) !== undefined;
  return isTold ? one(context, target, aspect) : anyField(context, ref, aspect);
}

async function answer(context: SkillContext): Promise<Draft> {
  const refs = context.slots.objects.slice(0, 5);
  const [first] = refs;
  if (first === undefined) {
    const text = 'Which object would you like to see?';
    return {
      outcome: 'asked',
      blocks: [say(inline`${text}`)],
      suggestions: [],
      question: { text, choices: [] },
    };
  }
  const blocks = (await Promise.all(refs.map((ref) => about(context, ref)))).flat();
  return {
    outcome: context.ledger.all().length > 0 ? 'answered' : 'unknown',
    blocks,
    focus: context.slots.objects,
    suggestions: [WHY, LOGS, EVENTS].map((wording) => suggest(context.clusters, first, wording)),
  };
}

export const describeSkill: Skill = {
  id: 'describe',
  answers: 'One object: its image, labels, limits, environment names, probes, ports, node, YAML.',
  examples: ['Describe pod cart-0', 'Which image does checkout run?', 'YAML of service cart'],
  answer,
};
