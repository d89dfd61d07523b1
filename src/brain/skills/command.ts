import type { ObjectRef } from '#diagnosis/evidence';
import { command, fact, say, type Block, type Draft } from '../answer/draft.ts';
import { bold, code, inline } from '../answer/markdown.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { fullName } from '../cluster/name.ts';
import { citeObject } from '../cluster/observe.ts';
import { standingOf } from '../cluster/standing.ts';
import { targetOf } from '../cluster/target.ts';
import { suggest, WHY } from './ask.ts';
import { commandFor, onlyLooks } from './commanding/commands.ts';
import { effectOf } from './commanding/effect.ts';
import { portForward } from './connecting/port-forward.ts';
import type { Skill, SkillContext } from './skill.ts';

function verbOf({ slots }: SkillContext): string {
  return slots.change?.verb ?? 'get';
}

function caution(context: SkillContext, ref: ObjectRef): Block[] {
  const target = targetOf(context, ref);
  if (target === undefined) return [];
  const verb = verbOf(context);
  const { says } = standingOf(target, context.now);
  const evidence = [citeObject(context, ref, says)];
  const seen = fact(inline`${fullName(ref)} is there: ${says}.`, evidence);
  if (onlyLooks(verb)) return [seen];
  const wish = { verb, ref, clusters: context.clusters, parameters: context.slots.change?.parameters ?? {} };
  const { would, back } = effectOf(target, wish, context.now);
  return [
    fact(inline`It would ${would}. Now: ${says}.`, evidence),
    say(inline`${bold(inline`To walk it back:`)} ${back}`),
  ];
}

function forObject(context: SkillContext, ref: ObjectRef): Block[] {
  const verb = verbOf(context);
  if (verb === 'port-forward') return portForward(context, ref);
  const parameters = context.slots.change?.parameters ?? {};
  const text = commandFor({ verb, ref, parameters, clusters: context.clusters });
  if (text === undefined)
    return [say(inline`I know no kubectl command for ${code(verb)} that I would stand by.`)];
  return [command(text), ...caution(context, ref)];
}

/** What follows kubectl when no object is named, by verb. */
function generalWords({ slots }: SkillContext): { words: string[]; anywhere: boolean } {
  const kind = (slots.kind ?? 'pods').toLowerCase();
  const [cluster = 'CONTEXT'] = slots.clusters;
  const byVerb: Record<string, { words: string[]; anywhere: boolean }> = {
    top: { words: ['top', kind === 'node' ? 'nodes' : 'pods'], anywhere: kind !== 'node' },
    events: { words: ['get', 'events', '--sort-by=.lastTimestamp'], anywhere: true },
    logs: { words: ['logs', 'POD'], anywhere: false },
    describe: { words: ['describe', kind], anywhere: true },
    'can-i': { words: ['auth', 'can-i', 'VERB', 'RESOURCE'], anywhere: false },
    config: { words: ['config', 'use-context', cluster], anywhere: false },
    explain: { words: ['explain', kind], anywhere: false },
  };
  const isClusterWide = ['node', 'namespace', 'persistentvolume', 'storageclass'].includes(kind);
  return byVerb[slots.change?.verb ?? 'get'] ?? { words: ['get', kind], anywhere: !isClusterWide };
}

/** Without an object: the command over a kind or a namespace. */
function general(context: SkillContext): Block[] {
  const { clusters, namespaces } = context.slots;
  const [cluster = ''] = clusters;
  const [namespace] = namespaces;
  const { words, anywhere } = generalWords(context);
  const everywhere = namespace === undefined && anywhere ? ['-A'] : [];
  return [command(kubectl({ clusters: context.clusters, cluster, namespace }, [...words, ...everywhere]))];
}

const KIND_OF_VERB: Readonly<Record<string, string>> = {
  cordon: 'Node',
  uncordon: 'Node',
  drain: 'Node',
  taint: 'Node',
  untaint: 'Node',
  trigger: 'CronJob',
  exec: 'Pod',
  cp: 'Pod',
  debug: 'Pod',
  label: 'Pod',
  annotate: 'Pod',
};

/** Of a verb without an object: the command with the places to fill in, in capitals. */
function template(context: SkillContext): Block[] {
  const verb = verbOf(context);
  const { clusters, namespaces, kind = KIND_OF_VERB[verb] ?? 'Deployment', change } = context.slots;
  const namespace = kind === 'Node' ? '' : (namespaces[0] ?? 'NAMESPACE');
  const ref = { cluster: clusters[0] ?? '', kind, namespace, name: 'NAME' };
  const parameters = change?.parameters ?? {};
  const text = commandFor({ verb, ref, parameters, clusters: context.clusters });
  const hint = say(inline`Name the object, and I fill in the rest.`);
  return text === undefined ? [hint] : [command(text), hint];
}

function answer(context: SkillContext): Draft {
  const refs = context.slots.objects.slice(0, 3);
  const [first] = refs;
  const looking = onlyLooks(verbOf(context)) || verbOf(context) === 'get';
  const blocks =
    first === undefined
      ? looking
        ? general(context)
        : template(context)
      : refs.flatMap((ref) => forObject(context, ref));
  return {
    outcome: context.ledger.all().length > 0 ? 'answered' : 'talked',
    blocks,
    focus: first === undefined ? undefined : refs,
    suggestions: first === undefined ? [] : [suggest(context.clusters, first, WHY)],
  };
}

export const commandSkill: Skill = {
  id: 'command',
  answers: 'The kubectl command for something, with the real names in it.',
  examples: ['What is the command to restart checkout?', 'kubectl command for the logs of cart-0'],
  answer,
};
