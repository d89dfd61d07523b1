import { PEOPLE, PLATFORM_TEAM, TEAMS, teamOf } from '../company/people.ts';
import type { Person } from '../company/people.ts';
import { SERVICES } from '../company/services.ts';
import { hash32 } from '../engine/random.ts';
import { stamp } from '../kube/time.ts';
import { secondAt, shiftAt } from './rota.ts';

const SITE = 'https://harbour.pagerduty.com';

const idOf = (kind: string, name: string): string =>
  `P${hash32(`${kind}/${name}`).toString(36).toUpperCase().padStart(7, '0').slice(0, 6)}`;

/** A pointer to an object, as the API puts it into others. */
function reference(type: string, page: string, { id, summary }: { id: string; summary: string }) {
  return {
    id,
    type: `${type}_reference`,
    summary,
    self: `https://api.pagerduty.com/${page}/${id}`,
    html_url: `${SITE}/${page}/${id}`,
  };
}

export const userReference = ({ name, login }: Person) =>
  reference('user', 'users', { id: idOf('user', login), summary: name });

export const teamReference = (team: string) =>
  reference('team', 'teams', { id: idOf('team', team), summary: `Team ${team}` });

export const policyReference = (team: string) =>
  reference('escalation_policy', 'escalation_policies', {
    id: idOf('policy', team),
    summary: `${team} escalation`,
  });

const scheduleReference = (team: string) =>
  reference('schedule', 'schedules', { id: idOf('schedule', team), summary: `${team} primary` });

const nameOf = (service: string): string => (service === PLATFORM_TEAM ? 'Kubernetes platform' : service);

export const serviceReference = (service: string) =>
  reference('service', 'service-directory', { id: idOf('service', service), summary: nameOf(service) });

/** The services that page, one for each service of the company and one for what they run on. */
export const PAGED: readonly string[] = [...SERVICES.map(({ name }) => name), PLATFORM_TEAM];

/** A service in full; `status` says how urgent what is open is. */
export function serviceOf(service: string, status: string) {
  const team = teamOf(service);
  return {
    ...serviceReference(service),
    type: 'service',
    name: nameOf(service),
    description: `${nameOf(service)} in production, run by team ${team}.`,
    status,
    teams: [teamReference(team)],
    escalation_policy: policyReference(team),
  };
}

const userOf = (person: Person) => ({
  ...userReference(person),
  type: 'user',
  name: person.name,
  email: person.email,
  time_zone: 'Etc/UTC',
});

export const users = () => PEOPLE.map(userOf);
export const policies = () =>
  TEAMS.map((team) => ({
    ...policyReference(team),
    type: 'escalation_policy',
    name: `${team} escalation`,
    teams: [teamReference(team)],
    num_loops: 2,
  }));
export const schedules = () =>
  TEAMS.map((team) => ({
    ...scheduleReference(team),
    type: 'schedule',
    name: `${team} primary`,
    time_zone: 'Etc/UTC',
    escalation_policies: [policyReference(team)],
  }));

/** Who is asked first and second in each team between two moments. */
export function onCalls(since: number, until: number) {
  return TEAMS.flatMap((team) => {
    const policy = { escalation_policy: policyReference(team) };
    const lead = { ...policy, escalation_level: 2, schedule: null, start: null, end: null };
    const shifts = [];
    for (let time = since; time <= until && shifts.length < 60;) {
      const { person, from, to } = shiftAt(team, time);
      shifts.push({
        ...policy,
        escalation_level: 1,
        schedule: scheduleReference(team),
        user: userOf(person),
        start: stamp(from),
        end: stamp(to),
      });
      time = to + 1;
    }
    return [...shifts, { ...lead, user: userOf(secondAt(team, since)) }];
  });
}
