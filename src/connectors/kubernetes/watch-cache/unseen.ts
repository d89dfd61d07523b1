import type { Unseen, WatchedKind } from '#diagnosis/evidence';
import type { ReflectorState } from './reflector.ts';
import type { WatchedResource } from './resources.ts';

/** How an account that may not see the whole cluster sees one kind. */
export interface Narrowed {
  /** Namespaces in which it was allowed, as far as known. */
  allowed: string[];
  refused: string[];
  /** False when there may be namespaces nobody told us of. */
  complete: boolean;
  /** True when there are more namespaces than are looked into one by one. */
  tooMany: boolean;
}

interface View {
  kind: WatchedKind;
  resource: WatchedResource;
  /** Of the whole cluster. */
  whole: ScopeView;
  /** Set when the whole cluster is forbidden. */
  narrowed: Narrowed | undefined;
  scopes: (ScopeView & { namespace: string })[];
}

/** How far the reflector of a scope is, and whether it has ever listed: old objects are better than none. */
export interface ScopeView {
  state: ReflectorState;
  listed: boolean;
}

/** What of a kind cannot be seen, in words. Nothing when all of it is in the cache, even if it grows stale. */
export function unseenOf(view: View): Unseen[] {
  return view.narrowed === undefined ? unseenWhole(view) : unseenNarrowed(view, view.narrowed);
}

function unseenWhole({ kind, resource, whole }: View): Unseen[] {
  const { plural } = resource;
  const { state, listed } = whole;
  switch (state.phase) {
    case 'live':
      return [];
    case 'listing':
      return listed
        ? []
        : [{ kind, reason: 'not-yet-listed', message: `The ${plural} have not been read yet.` }];
    case 'forbidden':
      return [{ kind, reason: 'forbidden', message: `This account may not see ${plural}.` }];
    case 'not-served':
      return [
        { kind, reason: 'not-served', message: `This cluster does not have ${plural}${ofGroup(resource)}.` },
      ];
    case 'failing':
      return listed ? [] : [{ kind, reason: 'unreachable', message: couldNot(plural, state.problem) }];
  }
}

function unseenNarrowed({ kind, resource, scopes }: View, narrowed: Narrowed): Unseen[] {
  const { plural } = resource;
  const forbidden = scopes
    .filter(({ state }) => state.phase === 'forbidden')
    .map(({ namespace }) => namespace);
  const refused = [...narrowed.refused, ...forbidden];
  const seen = narrowed.allowed.filter((namespace) => !refused.includes(namespace));
  if (seen.length === 0)
    return [{ kind, reason: 'forbidden', message: `This account may not see ${plural}.` }];
  const others = narrowed.complete
    ? refused.map((namespace) => refusedIn({ kind, plural, namespace }))
    : [onlyIn({ kind, plural, seen, tooMany: narrowed.tooMany })];
  const waiting = scopes.filter(({ listed }) => !listed);
  return [
    ...others,
    ...waiting.flatMap(({ namespace, state }) => unread({ kind, plural, namespace }, state)),
  ];
}

function onlyIn({ kind, plural, seen, tooMany }: Confined): Unseen {
  const subject = tooMany ? `Jamie looks at ${plural}` : `This account may see ${plural}`;
  const because = tooMany ? ', for this account may not see all namespaces at once' : '';
  const message = `${subject} only in ${seen.join(', ')}${because}.`;
  return { kind, reason: 'forbidden', message, exceptIn: seen };
}

interface Confined {
  kind: WatchedKind;
  plural: string;
  seen: string[];
  tooMany: boolean;
}

interface Where {
  kind: WatchedKind;
  plural: string;
  namespace: string;
}

function refusedIn({ kind, plural, namespace }: Where): Unseen {
  return {
    kind,
    namespace,
    reason: 'forbidden',
    message: `This account may not see ${plural} in ${namespace}.`,
  };
}

function unread({ kind, plural, namespace }: Where, state: ReflectorState): Unseen[] {
  const what = `${plural} of ${namespace}`;
  if (state.phase === 'failing')
    return [{ kind, namespace, reason: 'unreachable', message: couldNot(what, state.problem) }];
  if (state.phase !== 'listing') return [];
  return [{ kind, namespace, reason: 'not-yet-listed', message: `The ${what} have not been read yet.` }];
}

function couldNot(what: string, problem: string): string {
  return `The ${what} could not be read: ${problem}`;
}

function ofGroup({ group }: WatchedResource): string {
  return group === '' ? '' : ` (${group})`;
}
