import type { ObjectRef } from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { kubectlList } from '../../facts/refs.ts';
import { joinWords, oneLine } from '../../facts/wording.ts';

/** Why the API server would not let a controller create a pod. */
interface Refusal {
  title: string;
  /** "the quota compute-quota of shop is used up: cpu asks 500m, used 4 of 4". */
  words: string;
  next: string;
  related: ObjectRef[];
}

interface Case {
  index: ClusterIndex;
  namespace: string;
  message: string;
}

const ref = ({ index, namespace }: Case, kind: string, name: string): ObjectRef => ({
  cluster: index.snapshot.cluster,
  kind,
  namespace: kind === 'Namespace' ? '' : namespace,
  name,
});

const pairs = (text: string): Map<string, string> =>
  new Map(
    text.split(',').flatMap((pair) => {
      const [key, value] = pair.trim().split('=');
      return key && value !== undefined ? [[key, value] as const] : [];
    }),
  );

/** Amounts are listed with commas between pairs, so a clause ends where the next clause word or the message does. */
const EXCEEDED = /exceeded quota: ([\w.-]+), requested: (.+?), used: (.+?), limited: (\S+?)(?:$|\s|;)/;
const MUST_SPECIFY = /failed quota: ([\w.-]+): must specify (.+)$/;

function quota(found: Case): Refusal | undefined {
  const [, name, requested, used, limited] = EXCEEDED.exec(found.message) ?? [];
  if (!name || !requested || !used || !limited) return undefined;
  const [usedBy, limits] = [pairs(used), pairs(limited)];
  const amounts = [...pairs(requested)].map(
    ([key, value]) => `${key} asks ${value}, ${usedBy.get(key) ?? '?'} of ${limits.get(key) ?? '?'} is used`,
  );
  return {
    title: `refused by quota ${name}`,
    words: `the quota ${name} of ${found.namespace} leaves no room: ${joinWords(amounts)}`,
    next: `Raise the quota, ask for less, or free some. kubectl -n ${found.namespace} describe resourcequota ${name}`,
    related: [ref(found, 'ResourceQuota', name)],
  };
}

function mustSpecify(found: Case): Refusal | undefined {
  const [, name, what] = MUST_SPECIFY.exec(found.message) ?? [];
  if (!name || !what) return undefined;
  return {
    title: `refused by quota ${name}`,
    words: `the quota ${name} of ${found.namespace} wants every pod to state ${oneLine(what, 160)}`,
    next: `State those requests or limits in the pod template, or give the namespace a LimitRange with defaults.`,
    related: [ref(found, 'ResourceQuota', name)],
  };
}

function serviceAccount(found: Case): Refusal | undefined {
  const name =
    /serviceaccount "(?:[\w-]+\/)?([\w.-]+)" not found|service account [\w-]+\/([\w.-]+) (?:was )?not found/i.exec(
      found.message,
    );
  const account = name?.[1] ?? name?.[2];
  if (!account || found.index.get('ServiceAccount', found.namespace, account)) return undefined;
  return {
    title: `service account ${account} is missing`,
    words: `the service account ${account} does not exist in ${found.namespace}`,
    next: `Create it or correct serviceAccountName. ${kubectlList('ServiceAccount', found.namespace)}`,
    related: [],
  };
}

function podSecurity(found: Case): Refusal | undefined {
  const [, level, why] = /violates PodSecurity "([^"]+)":? ?(.*)$/.exec(found.message) ?? [];
  if (!level) return undefined;
  return {
    title: 'refused by Pod Security',
    words: `the namespace ${found.namespace} enforces Pod Security “${level}”: ${oneLine(why ?? '', 220)}`,
    next: `Set the security context as the level asks, or change the namespace’s label. kubectl get namespace ${found.namespace} --show-labels`,
    related: [ref(found, 'Namespace', found.namespace)],
  };
}

function webhook(found: Case): Refusal | undefined {
  const called = /failed calling webhook "([^"]+)": (.+)$/.exec(found.message);
  const denied = /admission webhook "([^"]+)" denied the request:? ?(.*)$/.exec(found.message);
  const name = called?.[1] ?? denied?.[1];
  if (!name) return undefined;
  const kind = (['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'] as const).find((one) =>
    holder(found.index, one, name),
  );
  const configuration = kind && holder(found.index, kind, name);
  return {
    title: called ? `webhook ${name} cannot be called` : `refused by the webhook ${name}`,
    words: called
      ? `the admission webhook ${name} cannot be called (${oneLine(called[2] ?? '', 180)})`
      : `the admission webhook ${name} refuses it (${oneLine(denied?.[2] ?? '', 180)})`,
    next: called
      ? 'Bring the webhook’s service back. kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations'
      : 'Change what the webhook objects to.',
    related: kind && configuration ? [found.index.ref(kind, configuration)] : [],
  };
}

function holder(
  index: ClusterIndex,
  kind: 'ValidatingWebhookConfiguration' | 'MutatingWebhookConfiguration',
  name: string,
) {
  return index.list(kind).find(({ webhooks }) => webhooks.some((one) => one.name === name));
}

function limitRange(found: Case): Refusal | undefined {
  const why = /((?:maximum|minimum) [\w-]+ usage per (?:Container|Pod) is .*)$/.exec(found.message)?.[1];
  return why
    ? {
        title: 'refused by a LimitRange',
        words: `a LimitRange of ${found.namespace} forbids it: ${oneLine(why, 200)}`,
        next: `Bring requests and limits within the range. kubectl -n ${found.namespace} describe limitrange`,
        related: [],
      }
    : undefined;
}

const READERS = [quota, mustSpecify, serviceAccount, podSecurity, webhook, limitRange];

/** Takes a FailedCreate message apart: quota with its numbers, service account, Pod Security, webhook, limit range. */
export function explainRefusal(index: ClusterIndex, namespace: string, message: string): Refusal {
  for (const read of READERS) {
    const refusal = read({ index, namespace, message });
    if (refusal) return refusal;
  }
  const why = message.replace(/^Error creating: /, '');
  return {
    title: 'pods cannot be created',
    words: oneLine(why, 240),
    next: 'Read the events of the controller.',
    related: [],
  };
}
