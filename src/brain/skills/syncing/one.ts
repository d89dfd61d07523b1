import type { PortAnswer } from '#connectors/kit';
import type { ArgocdConnector } from '#connectors/argocd';
import { plural } from '#ground/text';
import { fact, say, type Block, type Draft, type Item } from '../../answer/draft.ts';
import { bold, code, inline, prose } from '../../answer/markdown.ts';
import { citeSaid, moment, short, unread } from '../elsewhere/words.ts';
import type { SkillContext } from '../skill.ts';
import { citeApplication, isSynced, notOne, type Application, type Found } from './applications.ts';

const SHOWN = 12;
const ENTRIES = 10;

/** The only one, else the only one that is in trouble. */
function theOne({ applications }: Found): Application | undefined {
  if (applications.length < 2) return applications[0];
  const failed = applications.filter(
    (app) => (app.lastSync !== undefined && app.lastSync.phase !== 'Succeeded') || !isSynced(app),
  );
  return failed.length === 1 ? failed[0] : undefined;
}

function whichOne(context: SkillContext, found: Found): Draft {
  const asked = context.message.replace(/[?!.\s]+$/, '');
  return {
    outcome: 'unknown',
    blocks: notOne(context, found),
    suggestions: found.applications
      .slice(0, 4)
      .map(({ name }) => ({ label: name, message: `${asked} of application ${name}` })),
    gap: { outcome: 'no-such-name', detail: 'argo cd application' },
  };
}

/** What an application deployed, newest first. */
export async function historyOf(
  context: SkillContext,
  argocd: ArgocdConnector,
  found: Found,
): Promise<Draft> {
  const several = found.applications.slice(0, 3);
  if (several.length === 0 || found.applications.length > 3) return whichOne(context, found);
  const told = await Promise.all(
    several.map(({ name: application, instance }) =>
      argocd.readHistory({ application, instance, limit: ENTRIES }),
    ),
  );
  const blocks = told.flatMap((one, at): Block[] => {
    const app = several[at];
    if (app === undefined) return [];
    if (!one.ok)
      return [say(inline`The history of ${code(app.name)} I could not read: ${prose(one.error.message)}`)];
    return historyInWords(context, app, one.value);
  });
  return {
    outcome: told.some(({ ok }) => ok) ? 'answered' : 'unknown',
    blocks: [...blocks, ...found.gaps],
    focus: context.slots.objects,
    suggestions: [],
  };
}

type History = PortAnswer<ArgocdConnector, 'readHistory'>;

function historyInWords(context: SkillContext, app: Application, { history, total, note }: History): Block[] {
  const cited = citeApplication(context, app);
  const items = history.map(({ id, revision, deployedAt, deployedBy, author, message }): Item => {
    const title = (message ?? '').split('\n')[0] ?? '';
    const says = `${id}: ${revision} at ${deployedAt ?? '?'} by ${deployedBy}; ${author ?? ''}: ${title}`;
    const commit =
      title === '' ? inline`` : inline`: “${prose(title)}”${author === undefined ? '' : ` by ${author}`}`;
    return {
      text: inline`${moment(context, deployedAt)}: ${code(short(revision))}, by ${deployedBy}${commit}`,
      evidence: [citeSaid(context, { system: 'argocd', query: `argocd app history ${app.name}`, says })],
    };
  });
  const head = inline`${bold(inline`${code(app.name)} (Argo CD ${app.instance}) was synced ${plural(total, 'time')}`)} as far as its history goes back:`;
  return [
    fact(head, [cited]),
    ...(items.length === 0 ? [] : [{ type: 'list' as const, items, ordered: false, cap: ENTRIES }]),
    ...(note === undefined ? [] : [say(prose(note))]),
  ];
}

/** Why the last sync of an application failed, or that it did not. */
export async function failureOf(
  context: SkillContext,
  argocd: ArgocdConnector,
  found: Found,
): Promise<Draft> {
  const bad = found.applications.filter(
    ({ lastSync }) => lastSync !== undefined && lastSync.phase !== 'Succeeded',
  );
  if (bad.length === 0) return noFailure(context, found);
  const told = await Promise.all(
    bad
      .slice(0, 3)
      .map(({ name: application, instance }) => argocd.readApplication({ application, instance })),
  );
  const blocks = told.flatMap((one, at): Block[] => {
    const app = bad[at];
    if (app === undefined) return [];
    if (!one.ok) return [say(inline`${code(app.name)} I could not read: ${prose(one.error.message)}`)];
    return failureInWords(context, app, one.value);
  });
  return {
    outcome: 'answered',
    blocks: [
      ...blocks,
      ...(bad.length > 3
        ? [say(inline`${plural(bad.length - 3, 'more application')} failed to sync too.`)]
        : []),
      ...found.gaps,
    ],
    severity: 'warning',
    focus: context.slots.objects,
    suggestions: [],
  };
}

function noFailure(context: SkillContext, found: Found): Draft {
  if (found.applications.length === 0) return whichOne(context, found);
  const [first] = found.applications;
  const of =
    found.applications.length === 1 && first !== undefined
      ? inline`of ${code(first.name)} `
      : inline`of ${plural(found.applications.length, 'application')} `;
  const evidence = found.applications.slice(0, 3).map((app) => citeApplication(context, app));
  return {
    outcome: 'answered',
    blocks: [fact(bold(inline`No last sync ${of}failed.`), evidence), ...found.gaps],
    suggestions: [{ label: "What's out of sync?", message: "what's out of sync?" }],
  };
}

type Whole = PortAnswer<ArgocdConnector, 'readApplication'>;

function failureInWords(
  context: SkillContext,
  app: Application,
  { operation, conditions, policy }: Whole,
): Block[] {
  const cited = citeSaid(context, {
    system: 'argocd',
    query: `argocd app get ${app.name} --show-operation`,
    says: `${operation?.phase ?? '?'}: ${operation?.message ?? ''}`,
  });
  const when = moment(context, operation?.finishedAt ?? operation?.startedAt);
  const meaning = operation?.meaning === undefined ? inline`` : inline` ${prose(operation.meaning)}`;
  const items = [
    ...(operation?.failed ?? []).map(({ kind, name, message = '', meaning: means }) => ({
      text: inline`${kind} ${code(name)}: ${prose(message)}${means === undefined ? '' : ` ${means}`}`,
      evidence: [cited],
    })),
    ...conditions.map(({ type, message, meaning: means }) => ({
      text: inline`${type}: ${prose(message)}${means === undefined ? '' : ` ${means}`}`,
      evidence: [cited],
    })),
  ];
  return [
    fact(
      inline`${bold(inline`The last sync of ${code(app.name)} (Argo CD ${app.instance}) ended with ${operation?.phase ?? 'an unknown state'}`)}, ${when}, begun by ${operation?.by ?? 'somebody'}: ${prose(operation?.message ?? '')}${meaning}`,
      [cited],
    ),
    ...(items.length === 0 ? [] : [{ type: 'list' as const, items, cap: SHOWN }]),
    say(prose(policy)),
  ];
}

type Differing = Extract<
  Awaited<ReturnType<ArgocdConnector['diffApplication']>>,
  { ok: true }
>['value']['objects'][number];

const FIELDS = 4;

function differingItem(cited: string, { kind, name, state, differences, total }: Differing): Item {
  const shown = differences
    .slice(0, FIELDS)
    .map(
      ({ path, live, wanted }) => `${path}: ${live ?? '(none)'} in the cluster, ${wanted ?? '(none)'} in Git`,
    );
  const more = total > shown.length ? `; ${total - shown.length} more` : '';
  const says = shown.length === 0 ? state : `${shown.join('; ')}${more}`;
  return { text: inline`${kind} ${code(name)}: ${prose(says)}`, evidence: [cited] };
}

/** What differs between the cluster and Git, object by object. */
export async function diffOf(context: SkillContext, argocd: ArgocdConnector, found: Found): Promise<Draft> {
  const drifted = found.applications.filter((app) => !isSynced(app));
  const one = theOne(found) ?? drifted[0];
  if (one === undefined) return whichOne(context, found);
  const told = await argocd.diffApplication({ application: one.name, instance: one.instance });
  if (!told.ok) return unread(`differences of ${one.name}`, [told.error.message]);
  const { objects, compared, note } = told.value;
  const query = `argocd app diff ${one.name}`;
  const says = `${objects.length} of ${compared} objects differ`;
  const cited = citeSaid(context, { system: 'argocd', query, says });
  const which = inline`${code(one.name)} (Argo CD ${one.instance})`;
  const head =
    objects.length === 0
      ? inline`${which} is as Git says: no difference in ${plural(compared, 'object')}.`
      : inline`${plural(objects.length, 'object')} of ${which} ${objects.length === 1 ? 'is' : 'are'} not as Git says:`;
  const items = objects.map((object) => differingItem(cited, object));
  const others = drifted.filter(({ name }) => name !== one.name).map(({ name }) => name);
  const also = inline`Out of sync too: ${others.slice(0, 6).join(', ')}.`;
  return {
    outcome: 'answered',
    blocks: [
      fact(bold(head), [cited]),
      ...(items.length === 0 ? [] : [{ type: 'list' as const, items, cap: SHOWN }]),
      ...(note !== undefined && objects.length > 0 ? [say(prose(note))] : []),
      ...(others.length === 0 ? [] : [say(also)]),
      ...found.gaps,
    ],
    focus: context.slots.objects,
    suggestions: [],
  };
}
