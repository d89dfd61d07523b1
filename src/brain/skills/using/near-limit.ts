import { formatBytes, formatCores } from '#ground/text';
import type { Usage } from '#diagnosis/evidence';
import { fact, say, type Block } from '../../answer/draft.ts';
import { bold, code, inline, listed } from '../../answer/markdown.ts';
import { citeList } from '../../cluster/observe.ts';
import type { Capacity } from '../../cluster/resources.ts';
import type { SkillContext } from '../skill.ts';

interface Measured {
  usage: Usage;
  capacity: Capacity;
}
type Resource = 'cpu' | 'memory';

/** From here on a limit is close. */
const CLOSE = 0.8;

const amount = (resource: Resource, value: number) =>
  resource === 'cpu' ? `${formatCores(value)} CPU` : `${formatBytes(value)} memory`;

const inWords = (resource: Resource) => (resource === 'cpu' ? 'CPU' : resource);

interface Share {
  name: string;
  resource: Resource;
  part: number;
  says: string;
}

function sharesOf({ usage, capacity }: Measured, resources: readonly Resource[]): Share[] {
  return resources.flatMap((resource) => {
    const limit = capacity[resource];
    if (limit === undefined || limit === 0) return [];
    const part = usage[resource] / limit;
    const says = `${amount(resource, usage[resource])}, ${Math.round(part * 100)}% of its limit of ${amount(resource, limit)}`;
    return [{ name: usage.name, resource, part, says }];
  });
}

/** Whether what was asked about is close to its limits: the pod that is nearest, for each resource. */
export function nearLimit(context: SkillContext, cluster: string, all: readonly Measured[]): Block[] {
  const { resource } = context.slots;
  const resources = (['cpu', 'memory'] as const).filter(
    (one) => resource === undefined || resource === 'both' || resource === one,
  );
  if (context.slots.objects.length === 0)
    return listOfClose(
      context,
      cluster,
      all.flatMap((pod) => sharesOf(pod, resources)),
    );
  const worst = resources.flatMap((one) => {
    const [first] = all.flatMap((pod) => sharesOf(pod, [one])).sort((a, b) => b.part - a.part);
    return first === undefined ? [] : [first];
  });
  const without = resources.filter((one) => !worst.some((share) => share.resource === one));
  const lacking =
    without.length === 0
      ? []
      : [say(inline`There is no ${without.map(inWords).join(' or ')} limit to come close to.`)];
  if (worst.length === 0) return lacking;
  const close = worst.filter(({ part }) => part >= CLOSE);
  const told = (close.length > 0 ? close : worst).map(({ name, says }) => inline`${code(name)} uses ${says}`);
  const head =
    close.length > 0 ? inline`Yes, close: ${listed(told)}.` : inline`No. Nearest to it: ${listed(told)}.`;
  const cite = citeList(context, { cluster }, ['top', 'pods', '-A']);
  return [fact(bold(head), [cite(worst.map(({ name, says }) => `${name}: ${says}`).join('; '))]), ...lacking];
}

const SHOWN = 15;

/** The pods beyond a share of their limit: the one that was said, or what is close. */
function listOfClose(context: SkillContext, cluster: string, shares: readonly Share[]): Block[] {
  const said = Number(/(\d{1,3}) ?(?:%|percent)/.exec(context.message)?.[1] ?? Number.NaN);
  const bound = Number.isNaN(said) ? CLOSE : said / 100;
  const close = shares.filter(({ part }) => part >= bound).sort((a, b) => b.part - a.part);
  const percent = `${Math.round(bound * 100)}%`;
  const cite = citeList(context, { cluster }, ['top', 'pods', '-A'])(`${close.length} at ${percent} or more`);
  if (close.length === 0)
    return [fact(bold(inline`No pod uses ${percent} or more of a limit on ${code(cluster)}.`), [cite])];
  const items = close.map(({ name, says }) => ({ text: inline`${code(name)} uses ${says}`, evidence: [] }));
  const head = inline`At ${percent} or more of a limit on ${code(cluster)}:`;
  return [fact(bold(head), [cite]), { type: 'list', items, cap: SHOWN }];
}
