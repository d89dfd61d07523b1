import type { Analysis } from './analyse.ts';
import type { Features } from './features.ts';
import { plainWords } from './wording.ts';

const DEED =
  '(?:get|read|view|list|watch|create|make|update|edit|patch|delete|remove|exec|scale|restart|access|deploy|impersonate|drain|cordon|modify|change|write|run|kill|look at|bind|escalate|approve|see|use|add)';
const WHO =
  '(?:who|whoever|which (?:[a-z]+ )?(?:users?|groups?|accounts?|subjects?)|what accounts?|anyone|anybody|everyone|everybody|nobody)';
const ACCOUNT =
  '(?:(?:the |a |this |our )?(?:service ?account |sa |user |group |account )?_(?: (?:in|of|from) (?:the )?(?:namespace |ns )?_(?: namespace)?)?)';

/** How people ask who may do what, once names are `_`. */
const ASKS: readonly RegExp[] = [
  `\\b${WHO}(?: \\w+){0,2} (?:can|could|may|might|is allowed to|are allowed to|is able to|are able to|has the right to|have the right to|is permitted to|are permitted to) (?:also )?${DEED}\\b`,
  `^(?:and |so |but )?(?:can|could|may|might|does|is|are|why (?:can|may)|why is) ${ACCOUNT}(?: not)? (?:also |still |actually |really )?(?:(?:able|allowed|permitted|authori[sz]ed) to |have (?:the )?(?:rights?|permissions?|access) to |has access to )?${DEED} (?:the |any |all |my |our )?(?:\\w+ )?(?:pods?|secrets?|config ?maps?|deployments?|services?|nodes?|jobs?|namespaces?|logs?|events?|statefulsets?|daemonsets?|cron ?jobs?|ingress(?:es)?|roles?|pvcs?|resources|objects|things|anything|everything|exec|replicasets?)\\b`,
  `\\bwhat (?:can|may|could|is|does) ${ACCOUNT} (?:(?:able|allowed|permitted) to )?(?:do|access|touch|have access to|have permissions? (?:to|for))$`,
  `\\b(?:permissions?|rights|privileges|rbac|grants|access rights) (?:of|for|does|has|on) (?:\\w+ ){0,3}_`,
  `\\bwhat (?:permissions?|rights|privileges|access) (?:does|do|has|have) ${ACCOUNT}`,
  `\\b(?:is|are) ${ACCOUNT} (?:able|allowed|permitted|authori[sz]ed) to\\b`,
  `\\bwhat (?:can|may|could) (?:i|we) (?:do|access|change|edit|delete|create)(?: (?:in|on|within) (?:the )?(?:namespace |cluster )?_(?: namespace| cluster)?)$`,
  `\\bmy (?:permissions?|rights|access)\\b`,
  `_ (?:'s )?(?:permissions?|rights|privileges)\\b`,
].map((pattern) => new RegExp(pattern));

/** "is cart allowed to talk to redis" is about traffic, not about rights. */
const OF_TRAFFIC =
  /\b(?:able|allowed|permitted) to (?:talk|connect|reach|call|speak|ping|communicate|send|resolve|get to|go out|leave)\b|\bhow (?:much|many) (?:cpu|memory|ram|cores?)\b|\b(?:get|go|talk|connect|access) (?:out )?(?:to )?(?:the )?(?:internet|outside)\b/;

const OF_ROLE =
  /\b(?:rules?|allows?|grants?|permits?|permissions?|rights|does|do|can|may|who|which|show|describe|what|bindings?|rolebindings?|bound|has|have|details)\b/;

const ROLE = /^(?:Cluster)?Role$/;
const OF_RBAC = /^(?:Cluster)?Role(?:Binding)?$/;

/** Whether a message asks what an account may do, who may do something, or what a role allows. */
export function rightsAsked(analysis: Analysis, { named }: Features): boolean {
  const said = plainWords(analysis).replace(/(?:_ )+_/g, '_');
  const isRole = named.some(
    ({ matches }) =>
      matches.some(({ kind }) => ROLE.test(kind)) && matches.every(({ kind }) => OF_RBAC.test(kind)),
  );
  if (isRole && OF_ROLE.test(said) && !/\byaml\b/.test(said)) return true;
  return !OF_TRAFFIC.test(said) && ASKS.some((pattern) => pattern.test(said));
}
