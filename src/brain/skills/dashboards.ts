import type { GrafanaConnector } from '#connectors/grafana';
import { plural } from '#ground/text';
import { fact, say, type Draft } from '../answer/draft.ts';
import { bold, code, inline, prose } from '../answer/markdown.ts';
import { clock } from '../answer/phrase.ts';
import { citeSaid, iso, moment, rangeOf, unread } from './elsewhere/words.ts';
import type { Skill, SkillContext } from './skill.ts';

const SHOWN = 10;
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

async function dashboardsFor(context: SkillContext, grafana: GrafanaConnector): Promise<Draft> {
  const { objects, dashboards } = context.slots;
  const service = objects[0]?.name;
  const words = dashboards?.words;
  const told = await grafana.searchDashboards({
    ...(service && { service }),
    ...(words && { text: words }),
    limit: 50,
  });
  if (!told.ok) return unread('dashboards', [told.error.message]);
  const { dashboards: found, total, note } = told.value;
  const [first] = found;
  const about = [service, words].filter((part) => part !== undefined).join(', ');
  if (first === undefined)
    return {
      outcome: 'answered',
      blocks: [
        say(
          inline`${bold(inline`Grafana has no dashboard for ${about || 'that'} that I may see.`)} ${prose(note ?? '')}`,
        ),
      ],
      suggestions: [],
    };
  const window = windowIn(context);
  const link =
    window === undefined
      ? undefined
      : await grafana.linkToPanel({
          uid: first.uid,
          ...(service && { service }),
          start: window.start,
          end: window.end,
        });
  const items = found.map(({ title, folder, link: plain }, at) => {
    const target = at === 0 && link?.ok === true ? link.value.link : plain;
    return {
      text: inline`${bold(prose(title))} (${folder}): ${code(target)}`,
      evidence: [
        citeSaid(context, { system: 'grafana', query: title, says: `${title} in ${folder}`, link: target }),
      ],
    };
  });
  const of = about === '' ? inline`` : inline` for ${code(about)}`;
  return {
    outcome: 'answered',
    blocks: [
      fact(
        bold(inline`${plural(total, 'dashboard')}${of}.`),
        items.slice(0, 1).flatMap(({ evidence }) => evidence),
      ),
      { type: 'list', items, cap: SHOWN },
    ],
    focus: objects,
    suggestions:
      service === undefined
        ? []
        : [{ label: 'Its error rate', message: `which panel shows the error rate of ${service}?` }],
  };
}

async function panelsFor(context: SkillContext, grafana: GrafanaConnector): Promise<Draft> {
  const { objects, dashboards, namespaces } = context.slots;
  const service = objects[0]?.name;
  const text = dashboards?.words ?? service;
  if (text === undefined) return dashboardsFor(context, grafana);
  const window = windowIn(context);
  const [namespace] = namespaces;
  const told = await grafana.findPanels({
    text,
    ...(service && { service }),
    ...(namespace && { namespace }),
    ...(window && { start: window.start, end: window.end }),
  });
  if (!told.ok) return unread('panels', [told.error.message]);
  const { panels, looked, note } = told.value;
  const [best, ...others] = panels;
  if (best === undefined)
    return {
      outcome: 'answered',
      blocks: [say(inline`${bold(inline`No panel in Grafana shows “${text}”.`)} ${prose(note ?? '')}`)],
      suggestions: [],
    };
  const when = window === undefined ? 'the last hour' : window.said;
  const cite = ({ title, dashboard, link }: typeof best) =>
    citeSaid(context, {
      system: 'grafana',
      query: `${dashboard}: ${title}`,
      says: `${title} of ${dashboard}`,
      link,
    });
  const items = others.map((panel) => ({
    text: inline`${prose(panel.title)} of ${prose(panel.dashboard)}: ${code(panel.link)}`,
    evidence: [cite(panel)],
  }));
  return {
    outcome: 'answered',
    blocks: [
      fact(
        inline`${bold(inline`“${prose(best.title)}” of the dashboard ${prose(best.dashboard)}`)}, opened at ${when}: ${code(best.link)}`,
        [cite(best)],
      ),
      ...(items.length === 0
        ? []
        : [say(inline`Others that come near:`), { type: 'list' as const, items, cap: 4 }]),
      say(inline`I looked at ${looked}.`),
    ],
    focus: objects,
    suggestions: [],
  };
}

async function annotations(context: SkillContext, grafana: GrafanaConnector): Promise<Draft> {
  const { from, to, said } = rangeOf(context, DAY);
  const about = context.slots.objects[0]?.name;
  const told = await grafana.listAnnotations({
    start: iso(from),
    end: iso(to),
    ...(about && { text: about }),
    limit: 100,
  });
  if (!told.ok) return unread('annotations', [told.error.message]);
  const { annotations: found, total, note } = told.value;
  const cited = citeSaid(context, {
    system: 'grafana',
    query: `annotations ${iso(from)} to ${iso(to)}`,
    says: `${total} annotations`,
  });
  const of = about === undefined ? inline`` : inline` about ${code(about)}`;
  const items = found.map(({ at, until, text, tags, by }) => {
    const end = until === undefined ? '' : ` to ${clock(until, context.now, context.timeZone)}`;
    return {
      text: inline`${moment(context, at)}${end}: ${prose(text)} (${tags.join(', ')})${by === '' ? '' : `, by ${by}`}`,
      evidence: [citeSaid(context, { system: 'grafana', query: `annotation ${at}`, says: text })],
    };
  });
  return {
    outcome: 'answered',
    blocks: [
      fact(
        bold(
          total === 0
            ? inline`Nothing is marked in Grafana${of} (${said}).`
            : inline`${plural(total, 'annotation')}${of} (${said}).`,
        ),
        [cited],
      ),
      ...(items.length === 0 ? [] : [{ type: 'list' as const, items, cap: SHOWN }]),
      ...(note === undefined ? [] : [say(prose(note))]),
    ],
    focus: context.slots.objects,
    suggestions: [],
  };
}

/** Answers from Grafana. */
async function dashboards(context: SkillContext): Promise<Draft> {
  const { grafana } = context.systems;
  if (grafana === undefined) return unread('dashboards', ['Grafana is not connected.']);
  const { what } = context.slots.dashboards ?? { what: 'dashboards' as const };
  context.think('Asking Grafana');
  if (what === 'panels') return panelsFor(context, grafana);
  return what === 'annotations' ? annotations(context, grafana) : dashboardsFor(context, grafana);
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
