import { InputError } from '#ground/errors';
import { say, type Block, type Draft } from '../answer/draft.ts';
import { bold, code, inline, type Markdown } from '../answer/markdown.ts';
import { checkPreference } from '../preferring/check-preference.ts';
import type { PreferenceKey } from '../preferring/preferences.ts';
import type { PreferenceSlots } from '../understand/slot-types.ts';
import type { Skill, SkillContext } from './skill.ts';

const talked = (...blocks: Block[]): Draft => ({ outcome: 'talked', blocks, suggestions: [] });

const FORGOTTEN_BY: Readonly<Record<PreferenceKey, string>> = {
  name: 'forget my name',
  cluster: 'forget my cluster',
  namespace: 'forget my namespace',
  timeZone: 'forget my time zone',
  verbosity: 'full answers',
};
const CALLED: Readonly<Record<PreferenceKey, string>> = {
  name: 'your name',
  cluster: 'the cluster that you always mean',
  namespace: 'the namespace that you always mean',
  timeZone: 'your time zone',
  verbosity: 'how long answers are to be',
};

/** What a preference says, in a sentence. */
function told(key: PreferenceKey, value: string): Markdown {
  switch (key) {
    case 'name':
      return inline`You are called ${value}`;
    case 'cluster':
      return inline`Where you name no cluster, you mean ${code(value)}`;
    case 'namespace':
      return inline`Where you name no namespace, you mean ${code(value)}`;
    case 'timeZone':
      return inline`Your times are in ${code(value)}`;
    case 'verbosity':
      return value === 'short' ? inline`You want short answers` : inline`You want answers in full`;
  }
}

/** The cluster that is meant by its name, an environment or another name; undefined when there is none. */
const clusterMeant = ({ clusters }: SkillContext, said: string): string | undefined =>
  clusters.find(({ name }) => name.toLowerCase() === said)?.name ??
  clusters.find(({ aliases, environment }) => aliases.includes(said) || environment === said)?.name;

function unknownPlace({ clusters }: SkillContext, said: string): Draft {
  const names = clusters.map(({ name }) => name).join(', ');
  const known = names === '' ? inline`` : inline` The clusters that I see: ${names}.`;
  return talked(
    say(
      inline`${bold(inline`I have kept nothing:`)} I see no cluster or namespace called ${code(said)}.${known}`,
    ),
  );
}

async function keep(context: SkillContext, key: PreferenceKey, said: string): Promise<Draft> {
  const value = key === 'cluster' ? clusterMeant(context, said) : said;
  if (value === undefined) return unknownPlace(context, said);
  const { preferences, asker, now } = context;
  const plain = checkPreference(key, value);
  await preferences.keep(asker.personId, { key, value: plain, at: new Date(now).toISOString() });
  const draft = talked(
    say(
      inline`${bold(inline`Right, I keep that.`)} ${told(key, plain)}, from now on and in every conversation.`,
    ),
    say(
      inline`Say “${FORGOTTEN_BY[key]}” to undo it, or “what do you know about me?” to see all that I keep.`,
    ),
  );
  return key === 'cluster' ? { ...draft, scope: { clusters: [plain] } } : draft;
}

async function list({ preferences, asker }: SkillContext): Promise<Draft> {
  const kept = await preferences.of(asker.personId);
  if (kept.length === 0)
    return talked(
      say(bold(inline`I keep nothing about you but our conversations.`)),
      say(
        inline`Tell me “call me Sam”, “I always mean prod”, “use UTC” or “short answers please”, and I do.`,
      ),
    );
  const items = kept.map(({ key, value, at }) => ({
    text: inline`${told(key, value)} (told on ${at.slice(0, 10)}; “${FORGOTTEN_BY[key]}” undoes it)`,
    evidence: [],
  }));
  return {
    ...talked(say(bold(inline`This is what you told me, and all that I keep beside our conversations:`)), {
      type: 'list',
      items,
    }),
    suggestions: [{ label: 'Forget all of it', message: 'forget my preferences' }],
  };
}

async function forget({ preferences, asker }: SkillContext, key: PreferenceKey | undefined): Promise<Draft> {
  if (key === undefined) {
    await preferences.forgetAll(asker.personId);
    return talked(
      say(bold(inline`Forgotten: I keep no preference of yours any more.`)),
      say(
        inline`Our conversations are still there. ${code('DELETE /jamie/memory?all=true')} deletes those too, for good.`,
      ),
    );
  }
  const wasKept = await preferences.forget(asker.personId, key);
  return talked(
    say(
      wasKept ? inline`${bold(inline`Forgotten:`)} ${CALLED[key]}.` : inline`I had not kept ${CALLED[key]}.`,
    ),
  );
}

async function answer(context: SkillContext): Promise<Draft> {
  const asked: PreferenceSlots = context.slots.preference ?? { what: 'list' };
  if (asked.what === 'list') return list(context);
  if (asked.what === 'forget') return forget(context, asked.key);
  const { key, value } = asked;
  if (key === undefined || value === undefined) return list(context);
  try {
    return await keep(context, key, value);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return talked(say(inline`${bold(inline`I have kept nothing.`)} ${error.message}`));
  }
}

export const preferencesSkill: Skill = {
  id: 'preferences',
  answers:
    'What you want me to keep of you: your name, the place you always mean, your time zone, short answers.',
  examples: ['Call me Sam', 'I always mean prod', 'What do you know about me?'],
  answer,
};
