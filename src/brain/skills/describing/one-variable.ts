import { fact, say, type Block } from '../../answer/draft.ts';
import { bold, code, inline, listed, type Markdown } from '../../answer/markdown.ts';
import { fullName } from '../../cluster/name.ts';
import { citeObject } from '../../cluster/observe.ts';
import { settingsOfConfigMap, settingsOfWorkload } from '../../cluster/settings.ts';
import type { Target } from '../../cluster/target.ts';
import type { SkillContext } from '../skill.ts';
import { containersIn } from './of-pods.ts';

const VARIABLE = /(?<![\w-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![\w-])/;

/** The variable that a message names. */
export const variableIn = (message: string): string | undefined => VARIABLE.exec(message)?.[0];

const inConfigMap = (target: Target, name: string) => ({ ...target.ref, kind: 'ConfigMap', name });

async function entryOf(context: SkillContext, target: Target, at: { map: string; key: string }) {
  const read = await context.calls.getAny(inConfigMap(target, at.map));
  return read.ok ? settingsOfConfigMap(read.value).find(({ name }) => name === at.key)?.value : undefined;
}

const fromMap = (map: string, value: string | undefined): Markdown =>
  value === undefined
    ? inline`from config map ${code(map)}`
    : inline`${code(value)}, from config map ${code(map)}`;

/** Where a variable is set by itself. */
async function setAlone(context: SkillContext, target: Target, name: string): Promise<Markdown[]> {
  const own = containersIn(target).flatMap(({ env }) => env.filter((one) => one.name === name));
  const read =
    own.some(({ valueFrom }) => valueFrom === undefined) && (await context.calls.getAny(target.ref));
  const literal =
    read && read.ok
      ? settingsOfWorkload(read.value).find((one) => one.name === name && one.where === 'variable')?.value
      : undefined;
  const told = own.map(async ({ valueFrom }): Promise<Markdown> => {
    const { secretKeyRef: secret, configMapKeyRef: map } = valueFrom ?? {};
    if (secret !== undefined) return inline`from secret ${code(secret.name)}, which I do not read`;
    if (map === undefined)
      return literal === undefined
        ? inline`set in its manifest`
        : inline`${code(literal)}, set in its manifest`;
    const value = await entryOf(context, target, { map: map.name, key: map.key ?? name });
    return fromMap(map.name, value);
  });
  return Promise.all(told);
}

/** The config maps that are taken whole and have it. */
async function amongAll(context: SkillContext, target: Target, name: string): Promise<Markdown[]> {
  const maps = containersIn(target).flatMap(({ envFrom }) =>
    envFrom.flatMap(({ configMapRef }) => configMapRef?.name ?? []),
  );
  const values = await Promise.all(
    [...new Set(maps)].map(async (map) => ({
      map,
      value: await entryOf(context, target, { map, key: name }),
    })),
  );
  return values.flatMap(({ map, value }) => (value === undefined ? [] : [fromMap(map, value)]));
}

/** One variable of a workload: what it is set to and where that comes from. */
export async function oneVariable(context: SkillContext, target: Target, name: string): Promise<Block[]> {
  const alone = await setAlone(context, target, name);
  const found = alone.length > 0 ? alone : await amongAll(context, target, name);
  const who = fullName(target.ref);
  if (found.length > 0)
    return [
      fact(inline`${bold(inline`${who}, ${code(name)}`)}: ${listed(found)}`, [
        citeObject(context, target.ref, `has the variable ${name}`),
      ]),
    ];
  const secrets = containersIn(target).flatMap(({ envFrom }) =>
    envFrom.flatMap(({ secretRef }) => secretRef?.name ?? []),
  );
  const head = fact(
    bold(inline`I find no variable ${code(name)} in the manifest of ${who} or its config maps.`),
    [citeObject(context, target.ref, `has no variable ${name}`)],
  );
  return secrets.length === 0
    ? [head]
    : [
        head,
        say(
          inline`It may be in secret ${listed(secrets.map(code))}, which it takes whole and I do not read.`,
        ),
      ];
}
