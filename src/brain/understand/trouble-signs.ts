/** What is wrong, in the words of people who see it. */
export const TROUBLE = new RegExp(
  [
    'untolerated|lacks?|lacking|blind|expired|invalid|selects? (?:nothing|no [a-z]+)|match(?:es)? nothing|stays? (?:at|the same|small|low)|(?:not enough|too little|insufficient) [a-z]+|never [a-z]+|crash(?:es|ed|ing|loop\\w*)?|exit(?:s|ed|ing)?|vanish(?:es|ed)?|disappear(?:s|ed)?|gone|lost|missing|kaputt|breaks|reject(?:s|ed|ing)|unbound|unauthori[sz]ed|forbidden|denied|den(?:ies|ying)|climb(?:s|ing)|crashloopbackoff|imagepullbackoff|errimagepull|back ?off|down|broken|bust(?:ed)?|borked|dead|dying|dies?|died|toast|kaput|unwell|ill|sick',
    'fail(?:s|ed|ing|ure)?|flap(?:s|ping)?|flak(?:y|ing)|stuck|hang(?:s|ing)?|hung|froze(?:n)?|freez(?:es|ing)|stall(?:s|ed|ing)?|pending|unavailable|unreachable|unhealthy|unready|unstable|degraded',
    'restarting|keeps? (?:on )?restarting|restarted|restarts (?:it|them|_|itself|all|every|again|constantly|over|a lot|like)|restart loop|loops?|looping|oom\\w*|evict(?:ed|ions?|ing)|kills|killed|violat(?:e|es|ed|ing)|(?:5|4)\\d\\ds?|time(?:s|d)? ?outs?|timing out|slow(?:ly)?|sluggish|lagg(?:y|ing)|laggs?|takes? (?:ages|forever|(?:way |far |much )?(?:too|so|very) long|an age|a long time)',
    '(?:throws?|throwing|getting|seeing|lots of|many|spitting|full of|returns?|returning|reports?) (?:[a-z0-9]+ )?(?:errors?|exceptions?|5xx|4xx|5\\d\\ds?|alerts?|timeouts?)|erroring|refus(?:es|ed|ing)|weird|odd|strange|wonky|funny|wrong|bad|misbehav\\w*|complain\\w*|alert(?:ing|s|ed)|paging|paged|outage|incident|acting up|playing up|on fire|red',
    '(?:not|never|no longer|stopped|stops|quit|nothing) (?:be |even |really |getting |coming |going )?(?:ready|work(?:ing)?|respond(?:s|ing)?|start(?:s|ing|ed)?|com(?:e|ing) up|up|scal(?:e|ing)|schedul(?:e|ed|ing)|run(?:ning)?|reach(?:able)?|available|bound|bind(?:ing)?|serv(?:e|ing)|answer(?:s|ing)?|load(?:s|ing)?|open(?:s|ing)?|pull(?:ing)?|mount(?:ed|ing)?|ok|fine|healthy|happy|good|progress(?:ing)?|finish(?:ed|ing)?|complet(?:e|ed|ing)|log in|connect(?:ing)?|resolv(?:e|ing)|accept(?:ing)?|reply(?:ing)?|mak(?:e|ing) it)',
    '(?:can not|will not|does not|did not|do not|could not|would not|is not|are not|has not|have not) [a-z]+',
    '(?:never|none|nothing) (?:comes?|came|became|becomes|gets?|got|appears?|appeared|happens?|happened|ever)|(?:still|not) (?:there|here|around|gone|deleted|removed|listed|visible)|(?:gets?|got|has|have|finds?|found|there (?:is|are)|with) no(?:t a)? (?:single )?(?:images?|endpoints?|ip|address|pods?|replicas?|place|node|volumes?|metrics|traffic|storage|claim)|no (?:[a-z]+ ){0,2}(?:secret|volume|endpoints?|image|place|node|storage|room|space|account|map|key) for|shows? nothing|no such host|should be up|supposed to',
    '(?:nothing|nobody|no one|none) (?:can |is able to |could )?(?:reach|reaches|connect|connects|get|gets|talk|talks|access|accesses|resolve|resolves|log)',
    '(?:0|zero|no|none|0 of \\d+|0/\\d+|[1-9]/[2-9]) (?:pods? |replicas? |containers? |instances? |endpoints? )?(?:are |is )?(?:ready|available|running|up|healthy|traffic|pods|replicas|endpoints|desired)',
    '(?:0 of \\d+|0/\\d+|0/desired)(?: nodes?)?',
    '(?:at|shows?|says?|stays?|still|only|is|sits? at|with) (?:0 of \\d+|0/\\d+|[1-9]/[2-9]|zero|unknown|error|terminating|containercreating|init|notready|createcontainerconfigerror)',
  ]
    .map((part) => `(?:${part})`)
    .join('|')
    .replace(/^/, '\\b(?:')
    .concat(')(?![\\w-])'),
);

/** What Kubernetes, programs and browsers write when something fails, as people paste it. */
export const REASON =
  /\b(?:Failed[A-Z]\w+|[A-Z]\w*BackOff|Err[A-Z]\w+|[A-Z]\w+Error|Invalid[A-Z]\w+|NotReady|Unhealthy|Evicted|OOM\w*|[A-Z]\w+NotFound|Insufficient\w*|Kube[A-Z]\w+|[A-Z]\w*Exceeded|MountVolume\.\w+|NodeLost|Unschedulable|[A-Z]\w+(?:Down|Failing|Failed|Pressure|Pending|Stuck|Mismatch|MaxedOut|Unavailable)|ERR_[A-Z_]+|E(?:CONN|HOST|NET)\w+|ENOTFOUND|EAI_AGAIN|[A-Z][a-z]+[A-Z]\w+ (?:is |= ?)?False|ETIMEDOUT|NXDOMAIN|SERVFAIL|SIG(?:SEGV|KILL|TERM|ABRT))\b|\bx509\b|\bi\/o timeout\b|\bno such host\b|\bconnection (?:refused|reset|timed out)\b|\bexit(?:ed with| ?)code [1-9]/;

const HINDERS =
  '(?:missing|lack(?:s|ing)?|reject(?:s|ed|ing)?|refus(?:es|ed|ing)|block(?:s|ed|ing)?|prevent(?:s|ing|ed)?|stop(?:s|ping)|hold(?:s|ing)? (?:it|_|back|up|on)|kill(?:s|ed|ing)|in the way|stands? between|standing between|keeps? _ |violat\\w*|den(?:y|ies|ied)|evict(?:s|ed)|tak(?:es|ing) (?:it|_) down|insist(?:s|ing)?|complain(?:s|ing)?|choke[sd]?|wait(?:s|ing)? (?:for|on)|(?:not|does not) exist|over the limit)|(?:container|sidecar|probe|check|init|hook|part|one|app|it) (?:that |which )?(?:fail(?:s|ed|ing)?|crash(?:es|ed|ing)?|dies|died|exits|is failing|is crashing|keeps? \\w+ing)';
const WEAK =
  '(?:(?:is|are) there (?:an? |any |some )?(?:mistake|error|typo|problem|fault|bug|misconfiguration)|(?:is|are) (?:the )?(?:[a-z]+ )?_ (?:resolved|expired|valid|invalid|maxed out|saturated|exhausted)|(?:stay|stays|stayed|remain|remains|still|sits?|keeps?) (?:stuck |in |on )?(?:pending|unschedulable|unready|terminating)|need(?:s|ing)? more (?:replicas|pods|instances|room) than|(?:autoscaler|hpa) (?:is )?(?:at|over|on) (?:the|its) (?:limit|maximum|max|ceiling|cap)|maxed ?out|did (?:it|the [a-z]+|_|that) (?:break|fail|crash|die|error|blow up|run into))';

const INSIDE = '(?:app|application|main (?:container|process)|sidecar|proxy|init container|mesh proxy|envoy)';
/** Which of the containers is to blame: "is it the app or the sidecar". */
const TO_BLAME = `(?:${INSIDE} or (?:is it |in |is |just |only )?(?:the |its |an? )?${INSIDE}|${INSIDE} (?:container )?(?:of |in |for )?(?:the )?_ (?:is |be )?(?:the )?(?:problem|cause|culprit|reason|issue|guilty|to blame|at fault)|(?:is|are) (?:it |its |the )*${INSIDE} (?:the )?(?:problem|cause|culprit|to blame|at fault))`;

/** A question after what hinders something: "who rejects the pods of cart", "which key is missing for cart". */
export const HINDRANCE = new RegExp(
  `^(?:and |so |but |ok |hey )*(?:(?:who|what|which|where|is (?:some|any)thing|is it|does (?:some|any)thing|did (?:some|any)thing|has (?:some|any)thing|(?:some|any)thing|why)\\b(?!.*\\b(?:if|when|would|prs?|pull requests?|commits?|print(?:ed)?|before it|users?|alerts?)\\b).*\\b(?:${HINDERS})(?![\\w-])|.*\\b(?:${WEAK}|${TO_BLAME})(?![\\w-]))`,
);
