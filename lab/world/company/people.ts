import { SERVICES } from './services.ts';

/** Somebody who works for the company. */
export interface Person {
  name: string;
  /** Before the @ of the address, and on every system. */
  login: string;
  email: string;
  team: string;
}

const person = (name: string, team: string): Person => {
  const login = (name.split(' ')[0] ?? name).toLowerCase();
  return { name, login, email: `${login}@harbour.example`, team };
};

/** The team that runs the clusters and everything that belongs to no service. */
export const PLATFORM_TEAM = 'platform';

/** The people of the company; the first of a team leads it. */
export const PEOPLE: readonly Person[] = [
  person('Ines Carvalho', PLATFORM_TEAM),
  person('Tomasz Nowak', PLATFORM_TEAM),
  person('Ruth Adeyemi', PLATFORM_TEAM),
  person('Leila Haddad', 'web'),
  person('Oskar Lindqvist', 'web'),
  person('Maren Vogel', 'basket'),
  person('Priya Raman', 'basket'),
  person('Diego Fuentes', 'basket'),
  person('Hannah Whitlock', 'products'),
  person('Kenji Mori', 'products'),
  person('Amara Okafor', 'payments'),
  person('Stefan Brandt', 'payments'),
  person('Yusuf Demir', 'identity'),
  person('Clara Jensen', 'identity'),
  person('Nadia Petrova', 'messaging'),
  person('Felix Moreau', 'messaging'),
  person('Grace Mbeki', 'insight'),
  person('Jonas Weiss', 'insight'),
];

/** Every team that has people. */
export const TEAMS: readonly string[] = [...new Set(PEOPLE.map(({ team }) => team))];

/** The people of a team; of the platform team when there is no such team. */
export function teamMembers(team: string): readonly Person[] {
  const members = PEOPLE.filter((one) => one.team === team);
  return members.length > 0 ? members : PEOPLE.filter((one) => one.team === PLATFORM_TEAM);
}

/** The team behind a service; the platform team for what is nobody's service. */
export function teamOf(app: string): string {
  return SERVICES.find(({ name }) => name === app)?.team ?? PLATFORM_TEAM;
}
