const OPENING =
  '^(?:and |so |ok |please )*(?:which |what |list |show |show me |are there any |do we have |who |what is |whats |is there )?(?:is |are |the |our |a )*';
const OUTSIDE =
  '(?:outside(?: the cluster| world)?|externally|publicly|public|to (?:the )?(?:outside(?: world)?|internet|public|world)|from (?:the )?(?:outside|internet)|on the internet)';

/** Whole questions that the grammar asks in other words. */
export const SAID_SO: readonly [RegExp, string][] = [
  [
    /^(?:and |so )?(?:who|what|which one|which ones|anyone|anything) (?:was|were|got|gets|is|are|has been|have been) oom[- ]?killed\b(.*)$/i,
    'which pods were oomkilled$1',
  ],
  [
    /^(?:which|what|are (?:any|there any)|any) (?:rollouts?|deploy(?:ment)?s?|releases?) (?:are |is |that are |got |have got )?(?:stuck|hanging|hung|not progressing|not finishing|not completing|unfinished|incomplete)$/i,
    'which deployments are not ready',
  ],
  [new RegExp(`${OPENING}default storage ?class(?:es)?$`, 'i'), 'list storage classes'],
  [
    /^(?:which|what) storage ?class(?:es)? (?:is|are) (?:the |our )?default(?: one| ones)?$/i,
    'list storage classes',
  ],
  [
    new RegExp(
      `${OPENING}(?:services?|svcs?) (?:that |which )?(?:is |are )*(?:exposed|reachable|accessible|visible|open|available) ${OUTSIDE}$`,
      'i',
    ),
    'list services of type LoadBalancer or NodePort',
  ],
  [
    new RegExp(
      `${OPENING}(?:externally|publicly) (?:exposed|reachable|accessible|visible) (?:services?|svcs?)$`,
      'i',
    ),
    'list services of type LoadBalancer or NodePort',
  ],
  [
    new RegExp(
      `${OPENING}(services?|svcs?) (?:that |which )?(?:have|has|with|having) (?:no|zero|0|not any) (?:ready|healthy|live|working) endpoints?( (?:in|on) [\\w.-]+)?$`,
      'i',
    ),
    'which $1 have no endpoints$2',
  ],
  [
    /^(?:please )?(?:list|show|show me|get|give me)(?: me)? (?:everything|all(?: the)?(?: things| resources| objects| workloads)?) (?:in|inside|of) (?:the )?(?:namespace )?([\w.-]+)(?: namespace)?$/i,
    'list workloads in $1',
  ],
  [
    /^(?:can|could) (?:i|we) (restart|reboot|bounce|redeploy|roll ?back) (?:the )?(?!(?:pods?|deployments?|statefulsets?|daemonsets?|services?|nodes?|workloads?|jobs?|things|stuff|it|this|that|them)\b)([\w.-]+)(?: now| safely| today)?$/i,
    'is it safe to $1 $2',
  ],
  [
    /^(?:is it (?:wise|sensible|a good idea|time) to|do (?:i|we) (?:need|have) to) (restart|reboot|bounce|redeploy|roll ?back|scale up|scale down|scale) (.+)$/i,
    'should i $1 $2',
  ],
];
