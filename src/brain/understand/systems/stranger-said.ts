import type { Analysis } from '../analyse.ts';
import type { Features } from '../features.ts';
import type { Mood, Reading } from '../reading.ts';

/** Words that stand where the subject of such a question stands and name nothing. */
const NOBODY = new Set(
  `unhealthy missing progressing suspended broken failing failed bad troubled unknown outdated behind ahead automatic manual different which's argo argocd argo-cd cd git github gitops everything anything something all it they them that this these those which what who there prod production staging stage dev cluster clusters environment
  environments env envs app apps application applications any some service services sync deployment deployments deployed deploy deploys release releases released rollout rollouts version versions we things the our my us
  state status health synced out in now today currently each every both main master head namespace namespaces repo repos repository repositories manifest manifests live whole one ones yesterday always still really degraded
  healthy here where list show give get check last previous latest failed full current recent recently history diff week weeks hour hours day days minutes minute month months morning afternoon evening night noon monday tuesday wednesday
  thursday friday saturday sunday tomorrow past commit commits sha revision revisions change changes changed code image images pipeline pipelines build builds workflow workflows run runs ci prs pull request requests someone
  somebody anyone anybody nobody everyone everybody people team whole system systems company workload workloads microservices kubernetes k8s pods pod late date time progress order trouble general total detail details brief short
  course place between from with for and not new newest most many how when why did does was were has have been being are is you your jamie please last lately pending open merged old older oldest unsynced outofsync drifted
  branch tag tags author authors person half hour since until before after during within over about around it's its production's prod's drift argo's summary us-east next this quarter year`
    .split(/\s+/)
    .filter(Boolean),
);
const ENVIRONMENT = /^(?:prod|production|staging|stage|dev|development|test|qa|preprod|live)$/i;

/** What stands where a name is expected and that nothing goes by: "is shipping in sync". Undefined when something is named. */
export function strangerSaid(
  { text, words, places, indexes }: Analysis,
  { named }: Features,
  subjects: readonly RegExp[],
): string | undefined {
  const isKnown = named.some(({ matches }) => matches.length > 0);
  if (isKnown || places.namespaces.length > 0) return undefined;
  const isTaken = (said: string): boolean =>
    words.some(({ word, claim }) => word === said.toLowerCase() && claim !== undefined && claim !== 'name');
  const goesBy = (said: string): boolean =>
    indexes.some((index) => index.exact(said).length + index.byParts(said).length > 0);
  const said = subjects.flatMap((pattern) => [...text.matchAll(pattern)].map(([, one]) => one));
  return said.find(
    (one): one is string =>
      one !== undefined &&
      one.length > 2 &&
      !NOBODY.has(one.toLowerCase()) &&
      !ENVIRONMENT.test(one) &&
      !isTaken(one) &&
      !goesBy(one),
  );
}

/** That nothing goes by a name. */
export function nothingCalled({ scope, places }: Analysis, said: string, mood: Mood): Reading {
  const where = { clusters: scope, namespaces: [...places.namespaces] };
  return { type: 'no-such-name', said, where, suggestions: [], rewrites: [], mood };
}
