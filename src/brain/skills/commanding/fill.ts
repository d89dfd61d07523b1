import type { ObjectRef } from '#diagnosis/evidence';
import type { SkillContext } from '../skill.ts';
import { shellWord } from '../../cluster/kubectl.ts';
import type { Recipe } from './recipes.ts';

const PAIR = /(?:^|[\s'"(])([\w.-]+(?:\/[\w.-]+)?=[\w.-]+)(?=$|[\s'"),?])/;

/** What the question itself says for a place that is to be filled in. */
function said(run: string, message: string): string {
  const [, pair] = PAIR.exec(message) ?? [];
  return pair === undefined
    ? run
    : run.replace('KEY=VALUE', shellWord(pair)).replace('KEY-', `${pair.split('=')[0]}-`);
}

const nameOf = (recipe: Recipe, ref: ObjectRef | undefined): string =>
  ref?.name ?? (recipe.kind === 'Node' ? 'NODE' : 'NAME');

/** A recipe as a command line: with the object's name when there is one, else with capitals in its place. */
export function filled(context: SkillContext, recipe: Recipe, ref?: ObjectRef): string {
  const { slots, clusters, message } = context;
  const kind = (ref?.kind ?? kindFor(recipe, slots.kind)).toLowerCase();
  const name = nameOf(recipe, ref);
  const [asked = ''] = slots.clusters;
  const cluster = ref?.cluster ?? asked;
  const isDefault = clusters.some((info) => info.name === cluster && info.isDefault);
  const run = said(recipe.run, message)
    .replaceAll('{ref}', `${kind}/${name}`)
    .replaceAll('{kind}', kind)
    .replaceAll('{name}', name)
    .replace(/\bPOD\b/, ref === undefined ? 'POD' : ref.kind === 'Pod' ? name : `${kind}/${name}`);
  const named =
    isDefault || cluster === '' || run.startsWith('config ') ? '' : ` --context ${shellWord(cluster)}`;
  const scope = `${named}${placeOf(recipe, ref, slots.namespaces[0])}`;
  const end = run.search(/ (?:--|\||>) /);
  return `kubectl ${end < 0 ? run : run.slice(0, end)}${scope}${end < 0 ? '' : run.slice(end)}`;
}

/** The kind in the question, unless the recipe is about one kind only. */
function kindFor({ kind, run }: Recipe, asked: string | undefined): string {
  if (asked === undefined || asked === 'Workload' || asked === 'Namespace') return kind ?? 'Deployment';
  const isFixed = kind === 'Node' || kind === 'CronJob' || run.includes('POD');
  return isFixed ? (kind ?? asked) : asked === 'Pod' && run.startsWith('rollout') ? 'Deployment' : asked;
}

function placeOf({ scope, run }: Recipe, ref: ObjectRef | undefined, asked: string | undefined): string {
  const namespace = ref?.namespace ?? asked ?? '';
  if (scope === 'wide') return '';
  if (namespace !== '') return ` -n ${shellWord(namespace)}`;
  if (scope === 'one') return ref === undefined ? ' -n NAMESPACE' : '';
  return /^(?:get|top|events|delete) (?!.*(?: -A\b| -n\b))/.test(run) ? ' -A' : '';
}
