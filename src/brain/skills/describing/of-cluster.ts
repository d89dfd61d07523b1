import { ruleInWords } from '#diagnosis';
import { code, inline, join, listed, type Markdown } from '../../answer/markdown.ts';
import { matchesSelector, selectorInWords, selectsEverything } from '../../cluster/facts.ts';
import { as, podsFor, type Target } from '../../cluster/target.ts';
import type { Aspect } from './of-pods.ts';

/** The budgets over an object's pods, or the budget itself. */
function budgetsOf(target: Target) {
  const own = as('PodDisruptionBudget', target);
  if (own !== undefined) return [own];
  const [pod] = podsFor(target);
  return pod === undefined
    ? []
    : target.index
        .inNamespace('PodDisruptionBudget', pod.metadata.namespace)
        .filter(
          ({ spec: { selector } }) =>
            selector !== undefined &&
            !selectsEverything(selector) &&
            matchesSelector(selector, pod.metadata.labels),
        );
}

const disruption: Aspect = (target) => {
  if (target.kind === 'Node' || target.kind === 'Namespace') return undefined;
  const all = budgetsOf(target).map(({ metadata: { name }, spec, status }) => {
    const { minAvailable, maxUnavailable, selector } = spec;
    const bounds = [
      minAvailable === undefined ? [] : [`at least ${minAvailable} must stay up (minAvailable)`],
      maxUnavailable === undefined ? [] : [`at most ${maxUnavailable} may be down (maxUnavailable)`],
    ].flat();
    const { currentHealthy = 0, disruptionsAllowed = 0, expectedPods } = status;
    const of = expectedPods === undefined ? '' : ` of ${expectedPods}`;
    const pods = selector === undefined ? '' : ` among the pods with ${selectorInWords(selector)}`;
    return inline`pod disruption budget ${code(name)}: ${bounds.join(', ')}${pods}; ${currentHealthy}${of} healthy now, ${disruptionsAllowed} may be disrupted now`;
  });
  if (all.length > 0) return join(all, '; ');
  return podsFor(target).length === 0 ? undefined : inline`no pod disruption budget covers it`;
};

const quota: Aspect = (target) => {
  const own = as('ResourceQuota', target);
  const all =
    own === undefined && target.kind === 'Namespace'
      ? target.index.inNamespace('ResourceQuota', target.ref.name)
      : [own ?? []].flat();
  const told = all.map(({ metadata: { name }, spec, status }) => {
    const lines = Object.entries(spec.hard).map(
      ([what, hard]) => inline`${what} ${hard} (${status.used[what] ?? '?'} used)`,
    );
    return target.kind === 'Namespace' ? inline`quota ${code(name)}: ${listed(lines)}` : listed(lines);
  });
  if (told.length > 0) return join(told, '; ');
  return target.kind === 'Namespace' ? inline`no quota limits it` : undefined;
};

type Rules = NonNullable<ReturnType<typeof as<'Ingress'>>>['spec']['rules'];

/** The paths of an ingress, or the one that a path falls under: the longest that it begins with. */
function pathsIn(rules: Rules, asked: string | undefined) {
  const all = rules.flatMap(({ host, http }) => (http?.paths ?? []).map((one) => ({ host, ...one })));
  if (asked === undefined) return all;
  const fits = all.filter(({ path = '/' }) => asked === path || asked.startsWith(path.replace(/\/?$/, '/')));
  return fits.toSorted((a, b) => (b.path ?? '/').length - (a.path ?? '/').length).slice(0, 1);
}

/** Where an ingress sends each path, or the one that is asked about. */
export function routesOf(target: Target, asked?: string): Markdown | undefined {
  const ingress = as('Ingress', target);
  if (ingress === undefined) return undefined;
  const { rules, defaultBackend } = ingress.spec;
  const all = pathsIn(rules, asked).map(({ host, path, backend: { service } }) => {
    const port = service?.port.name ?? service?.port.number;
    const to = service === undefined ? inline`nothing` : inline`service ${code(service.name)}`;
    return inline`${code(`${host ?? '*'}${path ?? '/'}`)} to ${to}${port === undefined ? '' : ` (port ${port})`}`;
  });
  const rest =
    defaultBackend?.service === undefined
      ? []
      : [inline`everything else to service ${code(defaultBackend.service.name)}`];
  return all.length + rest.length === 0 ? inline`no rules` : listed([...all, ...rest]);
}

const OF_PEOPLE = /(?:^|[/._-])(?:team|owner|owners|squad|maintainers?|contact|responsible)$/i;

const team: Aspect = (target) => {
  const { labels, annotations } = target.object.metadata;
  const ofPods = podsFor(target)[0]?.metadata.labels ?? {};
  const found = Object.entries({ ...ofPods, ...labels, ...annotations }).filter(([key]) =>
    OF_PEOPLE.test(key),
  );
  return found.length === 0
    ? inline`no label or annotation says whose it is`
    : listed(found.map(([key, value]) => inline`${code(value)} (${key})`));
};

const rules: Aspect = (target): Markdown | undefined => {
  const role = as('Role', target) ?? as('ClusterRole', target);
  if (role === undefined) return undefined;
  return role.rules.length === 0
    ? inline`none`
    : join(
        role.rules.map((rule) => inline`${ruleInWords(rule)}`),
        '; ',
      );
};

const suspended: Aspect = (target) => {
  const cron = as('CronJob', target);
  if (cron === undefined) return undefined;
  return cron.spec.suspend === true
    ? inline`yes, it is suspended: it starts no jobs`
    : inline`no, it is not suspended`;
};

const pool: Aspect = (target) => {
  const node = as('Node', target);
  if (node === undefined) return undefined;
  const { labels } = node.metadata;
  const told = [
    labels['node.kubernetes.io/instance-type'],
    labels['topology.kubernetes.io/zone'],
    node.status.nodeInfo.kubeletVersion,
    node.status.nodeInfo.osImage,
    node.status.nodeInfo.architecture,
  ].flatMap((one) => (one === undefined ? [] : [code(one)]));
  return told.length === 0 ? undefined : listed(told);
};

/** What budgets, quotas, ingresses, roles, nodes and labels say, by the aspect's name. */
export const OF_CLUSTER = {
  disruption,
  quota,
  routes: (target) => routesOf(target),
  team,
  rules,
  suspended,
  machine: pool,
} satisfies Record<string, Aspect>;
