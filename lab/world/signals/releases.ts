import { upcomingTag } from '../company/services.ts';
import { teamMembers } from '../company/people.ts';
import type { Person } from '../company/people.ts';
import type { ServiceSpec } from '../company/service-spec.ts';
import type { Fault } from '../engine/faults.ts';
import { createRandom, hash32 } from '../engine/random.ts';
import { tagOf } from '../kube/image.ts';
import { MINUTE } from '../kube/time.ts';
import type { SignalModel } from './model.ts';
import { imageChangesOf } from './image-changes.ts';
import type { ImageChange } from './image-changes.ts';
import { topicNamed, topicOf } from './topics.ts';
import type { Topic } from './topics.ts';

/** A version of a service: who made it, when, and where it ran. */
export interface Release {
  service: ServiceSpec;
  /** The image's tag. */
  version: string;
  image: string;
  /** The commit in the service's repository, which has the service's name. */
  sha: string;
  author: Person;
  reviewer: Person;
  pullRequest: number;
  topic: Topic;
  mergedAt: number;
  /** When its image was pushed, or should have been. */
  builtAt: number;
  /** Whether the image is in the registry: a build may fail. */
  built: boolean;
  /** Every time it was rolled out, oldest first; returning to it counts. */
  rollouts: ImageChange[];
}

/** A commit's name, the same for ever. */
export function shaOf(key: string): string {
  return createRandom(hash32(`sha/${key}`)).hex(40);
}

const NUMBERS_FROM = Date.UTC(2025, 6, 1);
const NUMBER_EVERY = 3 * 60 * MINUTE;

/** The number of a pull request from the time it was opened: they grow with time. */
export function pullNumberAt(time: number, key: string): number {
  return 40 + 3 * Math.max(0, Math.floor((time - NUMBERS_FROM) / NUMBER_EVERY)) + (hash32(key) % 3);
}

/** Two different people of a team, chosen by key. */
export function pairOf(team: string, key: string): { author: Person; reviewer: Person } {
  const members = teamMembers(team);
  const first = hash32(`author/${key}`) % members.length;
  const [author, reviewer] = [members[first], members[(first + 1) % members.length]];
  if (!author || !reviewer) throw new Error(`team ${team} has nobody`);
  return { author, reviewer };
}

const EFFECT_TOPICS = [
  'errors',
  'pool',
  'memory',
  'queue',
  'latency',
  'cpu',
  'throttled',
  'traffic',
] as const;

/** What must have been in a release, by what is wrong with it. */
function topicOfFault(fault: Fault): Topic | undefined {
  if (fault.type === 'crash') return topicNamed('crash');
  if (fault.type !== 'signal') return undefined;
  const struck = EFFECT_TOPICS.find((name) => fault.effect[name] !== undefined);
  return struck ? topicNamed(struck) : undefined;
}

function struckTopic(
  models: readonly SignalModel[],
  service: ServiceSpec,
  version: string,
): Topic | undefined {
  return models
    .flatMap(({ cluster }) => cluster.faults.history())
    .filter(({ fault }) => 'tag' in fault && fault.tag === version && fault.app === service.name)
    .map(({ fault }) => topicOfFault(fault))
    .find((topic) => topic !== undefined);
}

function isBuilt(service: ServiceSpec, version: string): boolean {
  return [...service.tags, upcomingTag(service)].includes(version);
}

function releaseOf(models: readonly SignalModel[], rollouts: ImageChange[]): Release[] {
  const [first] = rollouts;
  if (!first) return [];
  const { service, image } = first;
  const version = tagOf(image);
  const key = `${service.name}@${version}`;
  const lead = 9 * MINUTE + (hash32(`lead/${key}`) % (11 * MINUTE));
  const mergedAt = first.at - lead - 6 * MINUTE;
  return [
    {
      service,
      version,
      image,
      sha: shaOf(key),
      ...pairOf(service.team, key),
      pullRequest: pullNumberAt(mergedAt, key),
      topic: struckTopic(models, service, version) ?? topicOf(key),
      mergedAt,
      builtAt: mergedAt + lead,
      built: isBuilt(service, version),
      rollouts,
    },
  ];
}

/** Every version that was rolled out somewhere, oldest first. Git, Argo CD and CI are projections of this. */
export function releasesOf(models: readonly SignalModel[]): Release[] {
  const rollouts = models.flatMap(imageChangesOf).sort((a, b) => a.at - b.at);
  return [...Map.groupBy(rollouts, ({ service, image }) => `${service.name}@${tagOf(image)}`).values()]
    .flatMap((group) => releaseOf(models, group))
    .sort((a, b) => a.mergedAt - b.mergedAt);
}
