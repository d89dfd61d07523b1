import { isNamedSecret } from '#ground/text';
import type { RawFile } from '../schema.ts';
import { areaOf } from './areas.ts';
import type { Area } from './areas.ts';
import { diffLines, settingChanges } from './diff.ts';
import type { SettingChange } from './diff.ts';

/** How much a change may break: what is known of it from its diff, never a verdict on whether it did. */
export interface Risk {
  level: 'low' | 'medium' | 'high';
  reasons: string[];
}

type Weighed = [weight: 1 | 2 | 3, reason: string];

const DESTRUCTIVE =
  /\b(drop\s+(table|column|index|constraint|database|schema)|truncate\b|delete\s+from|alter\s+column|rename\s+(to|column)|set\s+not\s+null|drop_table|remove_column|rename_column|change_column)/i;
const BLOCKING_INDEX = /\bcreate\s+(unique\s+)?index\s+(?!concurrently)/i;
const SHARP =
  /(time_?out|retr(y|ies)|backoff|pool|max_?conn|connections?|concurren|workers?|threads?|replicas|memory|cpu|limit|quota|rate|batch|queue|cache|ttl|expir|flag|feature|enabled?|url|host|port|endpoint|schema|version)/i;
const SENSITIVE =
  /(^|[/_.-])(auth|login|oauth|session|token|crypto|security|permission|rbac|payment|billing|checkout)/i;
const ACCESS =
  /(networkpolic|rbac|clusterrole|rolebinding|securitycontext|podsecurity|iam_|security_group|firewall|ingress)/i;
const LARGE = 400;
const HUGE = 1500;
const SHOWN = 4;

type Files = readonly RawFile[];

const short = (value: string | undefined, key: string): string => {
  if (value === undefined) return '(none)';
  return isNamedSecret(key, value) ? '(hidden)' : value.slice(0, 60);
};

function said({ key, before, after }: SettingChange): string {
  return `${key} ${short(before, key)} → ${short(after, key)}`;
}

function some(items: readonly string[]): string {
  const more = items.length > SHOWN ? ` and ${items.length - SHOWN} more` : '';
  return `${items.slice(0, SHOWN).join(', ')}${more}`;
}

function ofMigrations(files: Files): Weighed[] {
  if (files.length === 0) return [];
  const names = some(files.map(({ filename }) => filename));
  const lines = files.flatMap((file) => diffLines(file).added);
  if (lines.some((line) => DESTRUCTIVE.test(line)))
    return [
      [3, `A database migration drops, renames or narrows something that running code may use (${names}).`],
    ];
  if (lines.some((line) => BLOCKING_INDEX.test(line)))
    return [[3, `A database migration builds an index that blocks writes while it is built (${names}).`]];
  return [[2, `Changes the database (${names}); going back to the version before does not undo it.`]];
}

const majorOf = (version: string): string | undefined => /(\d+)\./.exec(version)?.[1];

function ofDependencies(files: Files): Weighed[] {
  const declared = files.filter(({ filename }) => !/(lock|sum|resolved|shrinkwrap)/i.test(filename));
  const changes = declared.flatMap(settingChanges);
  const major = changes.filter(({ before, after }) => {
    const [from, to] = [majorOf(before ?? ''), majorOf(after ?? '')];
    return from !== undefined && to !== undefined && from !== to;
  });
  if (major.length > 0) return [[2, `New major version of a dependency: ${some(major.map(said))}.`]];
  return files.length > 0
    ? [[1, `Dependencies change in ${some(files.map(({ filename }) => filename))}.`]]
    : [];
}

function ofConfig(files: Files): Weighed[] {
  const changes = files.flatMap(settingChanges);
  const sharp = changes.filter(({ key }) => SHARP.test(key));
  if (sharp.length > 0) return [[2, `Changes settings that decide how it runs: ${some(sharp.map(said))}.`]];
  return files.length > 0
    ? [[1, `Changes configuration (${some(files.map(({ filename }) => filename))}).`]]
    : [];
}

function ofInfrastructure(files: Files): Weighed[] {
  const lines = files.flatMap((file) => [...diffLines(file).added, ...diffLines(file).removed]);
  const base = files.flatMap((file) => diffLines(file).added).find((line) => /^from\s+\S+/i.test(line));
  const sharp = files
    .flatMap(settingChanges)
    .filter(({ key }) => /(cpu|memory|replicas|limit|request|image|tag|probe|port)/i.test(key));
  const found: Weighed[] = [];
  if (lines.some((line) => ACCESS.test(line)) || files.some(({ filename }) => ACCESS.test(filename)))
    found.push([
      3,
      'Changes who may reach or do what (network policy, roles, ingress or security settings).',
    ]);
  if (base) found.push([2, `Another base image: ${base.slice(0, 120)}.`]);
  if (sharp.length > 0) found.push([2, `Changes how it is deployed: ${some(sharp.map(said))}.`]);
  if (found.length === 0 && files.length > 0)
    found.push([1, `Changes infrastructure or the build (${some(files.map(({ filename }) => filename))}).`]);
  return found;
}

function ofCode(files: Files, tests: Files): Weighed[] {
  if (files.length === 0) return [];
  const lines = files.reduce((sum, { additions, deletions }) => sum + additions + deletions, 0);
  const sensitive = files.filter(({ filename }) => SENSITIVE.test(filename)).map(({ filename }) => filename);
  const found: Weighed[] = [];
  if (lines > HUGE) found.push([3, `${lines} changed lines of code: too much to review well.`]);
  else if (lines > LARGE) found.push([2, `${lines} changed lines of code.`]);
  if (sensitive.length > 0)
    found.push([2, `Touches code of sign-in, permissions or payment: ${some(sensitive)}.`]);
  if (tests.length === 0) found.push([1, 'Code changes without a change of tests.']);
  return found;
}

function ofMissingDiffs(files: Files): Weighed[] {
  const blind = files.filter(({ patch, additions, deletions }) => !patch && additions + deletions > 0);
  if (blind.length === 0) return [];
  return [[1, `GitHub shows no diff of ${some(blind.map(({ filename }) => filename))}: not judged.`]];
}

/** What may go wrong with a change of these files, with every reason. */
export function riskOf(files: Files, more: readonly Weighed[] = []): Risk {
  const by = (area: Area): Files => files.filter(({ filename }) => areaOf(filename) === area);
  const weighed = [
    ...more,
    ...ofMigrations(by('database migration')),
    ...ofInfrastructure(by('infrastructure')),
    ...ofConfig(by('config')),
    ...ofDependencies(by('dependencies')),
    ...ofCode(by('app code'), by('tests')),
    ...ofMissingDiffs(files),
  ].sort(([a], [b]) => b - a);
  const heaviest = weighed[0]?.[0] ?? 1;
  const medium = weighed.filter(([weight]) => weight === 2).length;
  const level = heaviest === 3 || medium > 2 ? 'high' : heaviest === 2 ? 'medium' : 'low';
  return { level, reasons: weighed.map(([, reason]) => reason) };
}
