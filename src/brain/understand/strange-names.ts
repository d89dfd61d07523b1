import type { Analysis } from './analyse.ts';
import type { Features } from './features.ts';
import type { Mood, Reading, SkillId } from './reading.ts';

/** Skills that are about something named. */
const OF_NAMES: ReadonlySet<SkillId> = new Set([
  'diagnose',
  'logs',
  'describe',
  'events',
  'relations',
  'rollout',
  'connectivity',
  'cluster-health',
  'changes',
  'usage',
]);
const LEADS =
  /(?<!\S)(?:of|with|for|about|is|are|describe|from|on|why|check|diagnose|inspect|does|did|has|debug|called|named)\s+(?:the\s+|pod\s+|deployment\s+|service\s+)*(?=(?:(["'`])(.{1,120}?)\1|(\S+)))/gi;
/** No name of Kubernetes has any of these; amounts, times, images and `kind/name` have only some. */
const IMPOSSIBLE = /[$(){}[\]*+|;<>^\\!&%]|\.\.|:\/\/|^\/|\/$|\/.*\//;
const AMOUNT = /^[<>=~]*\d[\d.,:/%]*[a-z%]{0,4}$/i;

/** A name that nothing in Kubernetes can have, where a name is expected and none was understood: "logs of .*(a+)+$". */
export function strangeName(
  { input, places, scope }: Analysis,
  { named, kinds }: Features,
  { skill, mood }: { skill: SkillId; mood: Mood },
): Reading | undefined {
  const isPlaced = places.namespaces.length > 0 || places.unknown !== undefined;
  if (!OF_NAMES.has(skill) || named.length > 0 || isPlaced) return undefined;
  for (const [, , quoted, plain] of input.message.slice(0, 2000).matchAll(LEADS)) {
    const said = (quoted ?? plain ?? '').replace(/[?!,.;:]+$/, '');
    const isPhrase = quoted !== undefined && / /.test(said) && (skill === 'diagnose' || skill === 'describe');
    if (said === '' || AMOUNT.test(said) || !(isPhrase || (kinds.length === 0 && IMPOSSIBLE.test(said))))
      continue;
    return {
      type: 'no-such-name',
      said: said.slice(0, 80),
      where: { clusters: scope, namespaces: [] },
      suggestions: [],
      rewrites: [],
      mood,
    };
  }
  return undefined;
}
