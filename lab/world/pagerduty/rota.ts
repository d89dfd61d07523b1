import { PEOPLE, teamMembers } from '../company/people.ts';
import type { Person } from '../company/people.ts';

const WEEK = 7 * 86_400_000;
/** A Monday at nine: when the pager changes hands. */
const HANDOVER = Date.UTC(2026, 0, 5, 9);

/** Who carries a team's pager, and from when to when. */
export interface Shift {
  person: Person;
  from: number;
  to: number;
}

/** The shift of a team at a moment: a week each, in turn. */
export function shiftAt(team: string, time: number): Shift {
  const members = teamMembers(team);
  const week = Math.floor((time - HANDOVER) / WEEK);
  const person = members[((week % members.length) + members.length) % members.length] ?? PEOPLE[0];
  if (!person) throw new RangeError('the company has nobody');
  return { person, from: HANDOVER + week * WEEK, to: HANDOVER + (week + 1) * WEEK };
}

/** Who is asked when the pager stays silent: the lead of the team, or the next one when it is the lead's own. */
export function secondAt(team: string, time: number): Person {
  const { person } = shiftAt(team, time);
  return teamMembers(team).find(({ login }) => login !== person.login) ?? person;
}
