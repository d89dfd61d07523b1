import type { PortAnswer } from '#connectors/kit';
import type { PagerdutyConnector } from '#connectors/pagerduty';
import { fact, say, type Draft } from '../../answer/draft.ts';
import { bold, inline, prose } from '../../answer/markdown.ts';
import { clock } from '../../answer/phrase.ts';
import { citeSaid, unread } from '../elsewhere/words.ts';
import type { SkillContext } from '../skill.ts';

const SHOWN = 15;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

type OnCall = PortAnswer<PagerdutyConnector, 'listOnCall'>;
type Person = OnCall['onCall'][number];

/** By the service of that name, else by the policy or schedule. */
async function found(pagerduty: PagerdutyConnector, about: string | undefined, at: { at?: string }) {
  if (about === undefined) return pagerduty.listOnCall(at);
  const byService = await pagerduty.listOnCall({ ...at, service: about });
  if (byService.ok && byService.value.total > 0) return byService;
  const byPolicy = await pagerduty.listOnCall({ ...at, policy: about });
  if (byPolicy.ok && byPolicy.value.total > 0) return byPolicy;
  return byService.ok ? byPolicy : byService;
}

function personIn(context: SkillContext, { person, email, level, policy, schedule, until }: Person) {
  const told = until === undefined ? '' : `, until ${clock(until, context.now, context.timeZone)}`;
  const mail = email === undefined ? '' : ` (${email})`;
  const says = `${person}${mail}, level ${level} of ${policy}${told}`;
  const by = schedule === undefined ? '' : `, by ${schedule}`;
  return {
    text: inline`${bold(inline`${person}`)}${mail}: level ${level} of ${prose(policy)}${by}${told}`,
    evidence: [citeSaid(context, { system: 'pagerduty', query: 'on-call', says })],
  };
}

/** Tonight is still to come, whatever the night before was called. */
function momentIn({ now, message }: SkillContext, { from }: { from: number }): number {
  const isAhead = from < now && /\btonight\b/i.test(message);
  return (isAhead ? from + DAY : from) + MINUTE;
}

const nobody = (of: string, note = ''): Draft => ({
  outcome: 'answered',
  blocks: [say(inline`${bold(inline`PagerDuty names nobody who is on call${of}.`)} ${prose(note)}`)],
  suggestions: [{ label: 'Who is on call at all?', message: 'who is on call?' }],
});

/** Who is on call now, or at the moment that was said. */
export async function onCall(context: SkillContext, pagerduty: PagerdutyConnector): Promise<Draft> {
  const { objects, incidents, time } = context.slots;
  const about = objects[0]?.name ?? incidents?.about;
  const past = time === undefined || time.isOpen === true ? undefined : momentIn(context, time);
  const moment = incidents?.at ?? past;
  const told = await found(
    pagerduty,
    about,
    moment === undefined ? {} : { at: new Date(moment).toISOString() },
  );
  if (!told.ok) return unread('on-call rota', [told.error.message]);
  const { onCall: people, note } = told.value;
  const wanted = incidents?.level ?? 1;
  const [first] = people.filter(({ level }) => level === wanted);
  const of = about === undefined ? '' : ` for ${about}`;
  const when = moment === undefined ? 'now' : `at ${clock(told.value.at, context.now, context.timeZone)}`;
  if (people.length === 0) return nobody(of, note);
  const shown = about === undefined ? people.filter(({ level }) => level === wanted) : people;
  const head =
    about === undefined || first === undefined
      ? inline`On call${of} ${when}:`
      : inline`${first.person} is ${wanted === 1 ? '' : 'second '}on call${of} ${when}.`;
  const items = shown.map((one) => personIn(context, one));
  return {
    outcome: 'answered',
    blocks: [
      fact(
        bold(head),
        items.slice(0, 2).flatMap(({ evidence }) => evidence),
      ),
      { type: 'list', items, cap: SHOWN },
      ...(note === undefined ? [] : [say(prose(note))]),
    ],
    focus: objects,
    suggestions: [],
  };
}
