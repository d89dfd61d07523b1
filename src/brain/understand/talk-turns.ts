import { bare } from './text/bare.ts';

const GREETING =
  '(?:good (?:morning|afternoon|evening|day)|hello|hi|hey|hiya|howdy|moin|servus|hallo|morning|evening|greetings|yo|dear|thanks|thank you|cheers|ok|okay|cool|great|perfect)';
const ADDRESSED =
  '(?: (?:there|again|jamie|team|all|everyone|folks|mate|buddy|friend|so much|a lot|for that))*';
const ASIDE =
  "(?:(?:i am |i'm |im )?(?:so |very )?sorry(?: (?:to (?:bother|disturb|interrupt)(?: you)?(?: again)?|for (?:bothering|disturbing|interrupting|the (?:trouble|noise|bother))(?: you)?))?|excuse me|pardon(?: me)?|quick (?:one|question)|one (?:more )?(?:thing|question)|(?:i )?hope (?:you are|you're|your) (?:well|fine|ok|good|doing (?:well|fine))|me again|i have a (?:quick )?question|a (?:quick )?question|got a (?:quick )?(?:question|sec(?:ond)?|minute)|nice to meet you|long time no see|how are you(?: today)?)";
const OPENING = new RegExp(`^(?:${GREETING}${ADDRESSED}|${ASIDE})\\s*[,.!?:;-]+\\s*(?<rest>.+)$`, 'i');
const MOST_OPENINGS = 3;

/** "good morning Jamie, sorry to bother you: how many nodes has staging?": the question alone. */
function withoutGreeting(message: string): string {
  let text = message.trim();
  for (let step = 0; step < MOST_OPENINGS; step += 1) {
    const rest = OPENING.exec(text)?.groups?.['rest'];
    if (rest === undefined || rest.trim().split(/\s+/).length < 3) return text;
    text = rest.trim();
  }
  return text;
}

const SEEN =
  '(?:this|that|these|those|the|your|all (?:this|that)|what (?:you|u) (?:are telling|tell|told|show|say|said|give|gave)(?: me| us)?)(?: (?:data|numbers|figures|values|info|information|answers?|picture|stats|statistics|results|counts?|view))?';
const FRESH =
  '(?:live|real[ -]?time|current|fresh|stale|cached|up[ -]?to[ -]?date|recent|old|outdated|accurate|from now|as of now|delayed)';
const CHANGES =
  '(?:change|changing|modify|write|alter|delete|break|restart|edit|deploy|touch|fix|do|execute|apply)';
const TURNS: readonly [RegExp, string][] = [
  [
    new RegExp(
      `^(?:and |so |but )?(?:is|are) ${SEEN} (?:really |always |all )?${FRESH}(?: or ${FRESH})?$`,
      'i',
    ),
    'how fresh is your data',
  ],
  [
    /^(?:and |so |but )?how (?:fresh|old|recent|current|up[ -]?to[ -]?date|live|delayed) (?:is|are) (?:this|that|these|those|the|your)(?: (?:data|numbers|figures|values|info|information|answers?|picture|stats|results))?$/i,
    'how fresh is your data',
  ],
  [
    /^(?:and |so )?(?:what(?:'s| is)? |whats |which |show |tell me )?(?:is )?(?:the |my |our |your )?(?:current|active|selected|present|default)(?:ly)? (?:cluster|context|kube ?context|environment|kubeconfig context)(?: (?:please|now|is it))?$/i,
    'which cluster is this',
  ],
  [
    /^(?:and |so )?(?:what|which) (?:cluster|context|environment|env|kube ?context) (?:is|are|am) (?:this|that|it|we|i|you|selected|active|current|used)(?: (?:on|in|using|looking at|talking about|connected to|now|here|at))*$/i,
    'which cluster is this',
  ],
  [
    /^(?:where|in which cluster|on which cluster) (?:am i|are we)(?: now| here| connected)?$/i,
    'which cluster is this',
  ],
  [
    /^(?:the |my |our |your |list |show |all |known |available |connected |which |what |get )*(?:clusters|contexts|environments)(?: (?:please|are there|there are|do you know|can you see|do we have|you know|you see))?$/i,
    'which clusters do you see',
  ],
  [
    new RegExp(
      `^(?:and |so |but )?(?:(?:are|r) (?:you|u) (?:only )?(?:an? )?read[ -]?only(?: bot| tool)?|(?:are you|r u) (?:able|allowed|permitted|entitled) to ${CHANGES}(?: (?:things|stuff|something|anything|everything|changes|the cluster|my cluster|objects|resources|it))?|do you (?:have|need) write (?:access|permissions?|rights)|(?:can|could|will|would|do|may) you ${CHANGES} (?:things|stuff|something|anything|everything|changes|objects|resources)(?: (?:in|on) (?:the|my|our) clusters?)?|read[ -]?only)$`,
      'i',
    ),
    'what can you do',
  ],
  [
    /^(?:and |so )?(?:which|what) (?:version of )?(?:k8s|kubernetes|kube)(?: version| release)? (?:runs|is running|is|are|do we run|do we have|is used|is installed|does)(?: running| used| installed)? ?(?<at>(?:on|in|by) .{2,50}?)(?: (?:run|use|have|on))?$/i,
    'version of kubernetes $<at>',
  ],
  [
    /^(?:and |so )?(?:which|what) (?:version of )?(?:k8s|kubernetes|kube)(?: version| release)? (?:does|is) (?<at>[\w.-]+)(?: cluster)? (?:run|use|have|on|running|using)$/i,
    'version of kubernetes in $<at>',
  ],
];

/** Questions after Jamie and what she sees, in words that mean nothing else. */
export function talkedPlainly(message: string): string {
  const text = withoutGreeting(message);
  const said = bare(text);
  const found = said.length > 120 ? undefined : TURNS.find(([pattern]) => pattern.test(said));
  return found === undefined ? text : said.replace(found[0], found[1]);
}
