import { hash32 } from '../engine/random.ts';
import { TOPICS } from './topic-list.ts';
import type { Topic } from './topic-list.ts';

export type { Topic } from './topic-list.ts';

/** The topic of this name, which must be there. */
export function topicNamed(name: string): Topic {
  const found = TOPICS.find((topic) => topic.name === name);
  if (!found) throw new Error(`there is no topic ${name}`);
  return found;
}

const HARMLESS = TOPICS.filter(({ harmless }) => harmless);

/** What a commit without trouble was about, chosen by key. */
export function topicOf(key: string): Topic {
  return HARMLESS[hash32(`topic/${key}`) % HARMLESS.length] ?? topicNamed('crash');
}
