import { iso } from '../answer/phrase.ts';
import type { GrafanaConnector } from '#connectors/grafana';
import { plural } from '#ground/text';
import { fact, say, type Block, type Draft, type Item } from '../answer/draft.ts';
import { bold, code, inline, prose, type Markdown } from '../answer/markdown.ts';
import { clock } from '../answer/phrase.ts';
import { citeSaid, moment, rangeOf, unread } from './elsewhere/words.ts';
import type { Skill, SkillContext } from './skill.ts';

const SHOWN = 10;
const NEAR = 4;
const DAY = 24;
const HALF_HOUR = 30 * 60_000;

/** The range that links open: a moment that was said stands in the middle. */
function windowIn(context: SkillContext): { start: string; end: string; said: string } | undefined {
  const { time } = context.slots;
  if (time === undefined) return undefined;
  const isMoment = time.to - time.from < HALF_HOUR;
  const isPoint = /^(?:at|around|since|from|after)?\s*\d{1,2}(?::\d\d)?(?:\s?[ap]m)?$/i.test(
    time.said.trim(),
  );
  const start = isMoment || isPoint ? time.from - HALF_HOUR : time.from;
  const end = isMoment || isPoint ? time.from + HALF_HOUR : time.to;
  return { start: iso(start), end: iso(Math.min(end, context.now)), said: time.said };
}

type Value<Name extends 'searchDashboards' | 'findPanels' | 'listAnnotations'> = Extract<
  Awaited<ReturnType<GrafanaConnector[Name]>>,
  { ok: true }
>['value'];

const nothing = (head: Markdown, note = ''): Draft => ({
  outcome: 'answered',
  blocks: [say(inline`${bold(head)} ${prose(note)}`)],
  suggestions: [],
});

/** The first dashboard opened at the time that was said, for the service. */
async function opened(
  context: SkillContext,
  grafana: GrafanaConnector,
  { uid, link }: Value<'searchDashboards'>['dashboards'][number],
) {
  const window = windowIn(context);
  if (window === undefined) return link;
  const { start, end } = window;
  const told = await grafana.linkToPanel({ uid, ...serviceIn(context), start, end });
  return told.ok ? told.value.link : link;
}

const serviceIn = ({ slots: { objects } }: SkillContext): { service?: string } =>
  objects[0] === undefined ? {} : { service: objects[0].name };

async function dashboardsFor(context: SkillContext, grafana: GrafanaConnector): Promise<Draft> {
  const { service } = serviceIn(context);
  const words = context.slots.dashboards?.words;
  const asked = { ...serviceIn(context), ...(words === undefined ? {} : { text: words }) };
  const told = await grafana.searchDashboards({ ...asked, limit: 50 });
  if (!told.ok) return unread('dashboards', [told.error.message]);
  const { dashboards: found, total, note } = told.value;
  const [first] = found;
  const about = [service, words].filter((part) => part !== undefined).join(', ');
  if (first === undefined)
    return nothing(inline`Grafana has no dashboard for ${about || 'that'} that I may see.`, note);
  const link = await opened(context, grafana, first);
  const items = found.map((one): Item => {
    const target = one === first ? link : one.link;
    const says = `${one.title} in ${one.folder}`;
    return {
      text: inline`${bold(prose(one.title))} (${one.folder}): ${code(target)}`,
      evidence: [citeSaid(context, { system: 'grafana', query: one.title, says, link: target })],
    };
  });
  const of = about === '' ? inline`` : inline` for ${code(about)}`;
  const next = { label: 'Its error rate', message: `which panel shows the error rate of ${service ?? ''}?` };
  return {
    ...shown(context, inline`${plural(total, 'dashboard')}${of}.`, items),
    suggestions: service === undefined ? [] : [next],
  };
}

/** A list under its headline. */
function shown(context: SkillContext, head: Markdown, items: Item[]): Draft {
  return {
    outcome: 'answered',
    blocks: [
      fact(
        bold(head),
        items.slice(0, 1).flatMap(({ evidence }) => evidence),
      ),
      { type: 'list', items, cap: SHOWN },
    ],
    focus: context.slots.objects,
    suggestions: [],
  };
}

type Panel = Value<'findPanels'>['panels'][number];

const citePanel = (context: SkillContext, { title, dashboard, link }: Panel): string =>
  citeSaid(context, {
    system: 'grafana',
    query: `${dashboard}: ${title}`,
    says: `${title} of ${dashboard}`,
    link,
  });

function panelsInWords(context: SkillContext, best: Panel, others: readonly Panel[]): Block[] {
  const when = windowIn(context)?.said ?? 'the last hour';
  const head = inline`“${prose(best.title)}” of the dashboard ${prose(best.dashboard)}`;
  const first = fact(inline`${bold(head)} (${when}): ${code(best.link)}`, [citePanel(context, best)]);
  const items = others.map((panel) => ({
    text: inline`${prose(panel.title)} of ${prose(panel.dashboard)}: ${code(panel.link)}`,
    evidence: [citePanel(context, panel)],
  }));
  return [
    first,
    ...(items.length === 0
      ? []
      : [say(inline`Others that come near:`), { type: 'list' as const, items, cap: NEAR }]),
  ];
}

async function panelsFor(context: SkillContext, grafana: GrafanaConnector): Promise<Draft> {
  const { dashboards, namespaces } = context.slots;
  const of = serviceIn(context);
  const text = dashboards?.words ?? of.service;
  if (text === undefined) return dashboardsFor(context, grafana);
  const window = windowIn(context);
  const [namespace] = namespaces;
  const told = await grafana.findPanels({
    text,
    ...of,
    ...(namespace && { namespace }),
    ...(window && { start: window.start, end: window.end }),
  });
  if (!told.ok) return unread('panels', [told.error.message]);
  const { panels, looked, note } = told.value;
  const [best, ...others] = panels;
  if (best === undefined) return nothing(inline`No panel in Grafana shows “${text}”.`, note);
  return {
    outcome: 'answered',
    blocks: [...panelsInWords(context, best, others), say(inline`I looked at ${looked}.`)],
    focus: context.slots.objects,
    suggestions: [],
  };
}

function annotationItem(
  context: SkillContext,
  { at, until, text, tags, by }: Value<'listAnnotations'>['annotations'][number],
): Item {
  const end = until === undefined ? '' : ` to ${clock(until, context.now, context.timeZone)}`;
  const who = by === '' ? '' : `, by ${by}`;
  return {
    text: inline`${moment(context, at)}${end}: ${prose(text)} (${tags.join(', ')})${who}`,
    evidence: [citeSaid(context, { system: 'grafana', query: `annotation ${at}`, says: text })],
  };
}

async function annotations(context: SkillContext, grafana: GrafanaConnector): Promise<Draft> {
  const { from, to, said } = rangeOf(context, DAY);
  const about = context.slots.objects[0]?.name;
  const range = { start: iso(from), end: iso(to) };
  const told = await grafana.listAnnotations({ ...range, ...(about && { text: about }), limit: 100 });
  if (!told.ok) return unread('annotations', [told.error.message]);
  const { annotations: found, total, note } = told.value;
  const of = about === undefined ? inline`` : inline` about ${code(about)}`;
  if (total === 0) return nothing(inline`Nothing is marked in Grafana${of} (${said}).`, note);
  const items = found.map((one) => annotationItem(context, one));
  const draft = shown(context, inline`${plural(total, 'annotation')}${of} (${said}).`, items);
  return note === undefined ? draft : { ...draft, blocks: [...draft.blocks, say(prose(note))] };
}

/** What is to be seen on the dashboard that fits best. */
async function contents(context: SkillContext, grafana: GrafanaConnector): Promise<Draft> {
  const words = context.slots.dashboards?.words;
  const asked = { ...serviceIn(context), ...(words === undefined ? {} : { text: words }) };
  const found = await grafana.searchDashboards({ ...asked, limit: 1 });
  const [first] = found.ok ? found.value.dashboards : [];
  if (first === undefined) return dashboardsFor(context, grafana);
  const told = await grafana.readDashboard({ uid: first.uid });
  if (!told.ok) return unread(`dashboard ${first.title}`, [told.error.message]);
  const { title, panels, link } = told.value;
  const cited = citeSaid(context, { system: 'grafana', query: title, says: `${panels.length} panels`, link });
  const items = panels.map((panel) => ({
    text: inline`${bold(prose(panel.title))}${panel.queries.length === 0 ? inline`` : inline`: ${code(panel.queries[0] ?? '')}`}`,
    evidence: [cited],
  }));
  return {
    ...shown(context, inline`${prose(title)} has ${plural(panels.length, 'panel')}: ${code(link)}`, items),
    suggestions: [],
  };
}

/** The alert rules that Grafana itself evaluates. */
async function ownRules(context: SkillContext, grafana: GrafanaConnector): Promise<Draft> {
  const { service } = serviceIn(context);
  const told = await grafana.listAlertRules({ ...(service && { text: service }), limit: 100 });
  if (!told.ok) return unread('alert rules of Grafana', [told.error.message]);
  const { rules, total, firing } = told.value;
  const of = service === undefined ? inline`` : inline` about ${code(service)}`;
  if (total === 0) return nothing(inline`Grafana has no alert rule of its own${of}.`);
  const items = rules.map(({ name, folder, state, summary }): Item => {
    const says = `${name}: ${state}`;
    return {
      text: inline`${bold(prose(name))} (${folder}): ${state}${summary === '' ? inline`` : inline`, ${prose(summary)}`}`,
      evidence: [citeSaid(context, { system: 'grafana', query: name, says })],
    };
  });
  return shown(
    context,
    inline`Grafana has ${plural(total, 'alert rule')}${of}; ${firing} of them ${firing === 1 ? 'fires' : 'fire'}.`,
    items,
  );
}

const ANSWERS = {
  panels: panelsFor,
  annotations,
  contents,
  rules: ownRules,
  dashboards: dashboardsFor,
} as const;

/** Answers from Grafana. */
async function dashboards(context: SkillContext): Promise<Draft> {
  const { grafana } = context.systems;
  if (grafana === undefined) return unread('dashboards', ['Grafana is not connected.']);
  const { what } = context.slots.dashboards ?? { what: 'dashboards' as const };
  context.think('Asking Grafana');
  return ANSWERS[what](context, grafana);
}

export const dashboardsSkill: Skill = {
  id: 'dashboards',
  answers: 'Dashboards and panels of Grafana with links to the right time, and what is marked on them.',
  examples: [
    'Dashboard for checkout',
    'Which panel shows the error rate of cart?',
    'What annotations were there today?',
  ],
  answer: dashboards,
};
