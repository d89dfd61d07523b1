import type { SkillContext } from '../skill.ts';

const THING =
  '(?:which|what|who)(?: (?:else|all|other|apps?|applications?|services?|workloads?|deployments?|pods?|programs?|things?|systems?|components?|teams?|clients?|consumers?|of (?:my|our|the) \\w+))*';
const VERB =
  '(?:talk(?:s|ing)? (?:to|with)|us(?:es?|ing)|depend(?:s|ing)? (?:up)?on|rel(?:y|ies|ying) (?:up)?on|needs?|calls?|call|connect(?:s|ing|ed)? (?:to|with)|consumes?|read(?:s|ing)? from|writ(?:es?|ing) to|hits?|points? (?:to|at)|is using|are using|is connected to|requires?|speaks? (?:to|with)|sends? (?:\\w+ )?to|accesses|access)';
const FALLS =
  '(?:goes|go|went|is|are|was|were|gets?|fails?|failed|dies?|died|falls?|crash\\w*|stops?|disappears?|vanish\\w*|breaks?|has an outage|becomes)';
const FEELS =
  '(?:breaks?|fails?|stops? working|is affected|are affected|gets? affected|is impacted|are impacted|suffers?|happens|(?:would|will|could|might|does) (?:\\w+ )?(?:break|fail|stop|suffer|happen|be (?:affected|impacted|broken|down)|go down)|goes down|dies?|is broken|is down)';

const DEPENDENTS = new RegExp(
  [
    `\\b${THING} (?:\\w+ly |still |all )?${VERB}\\b`,
    `\\b(?:dependents?|dependants?|consumers?|clients?|users|callers?) of\\b`,
    `\\b(?:is|are) \\S+ (?:being )?(?:used|called|needed|required|consumed|accessed) by (?:what|who|whom|which)`,
    `\\bwho(?:m|se)? .*\\bdepend\\w*`,
  ].join('|'),
  'i',
);
const OUTAGE = new RegExp(
  [
    `\\bblast[ -]?radius\\b`,
    `\\b(?:impact|consequences?|effects?) of (?:losing|an? outage|\\S+ (?:being|going|failing|dying|outage))\\b`,
    `\\b(?:what|who|which \\w+) (?:else )?${FEELS} (?:if|when|without|because of)\\b`,
    `\\b(?:if|when) .*\\b${FALLS}\\b.*\\b(?:what|who|which \\w+) (?:else )?${FEELS}`,
  ].join('|'),
  'i',
);
const DEPENDENCIES = new RegExp(
  [
    `\\b(?:what|who|which \\w+(?: \\w+)?) (?:does|do|is|are) (?!it\\b.*\\bby\\b)\\S+(?: \\S+)? (?:talk(?:ing)? (?:to|with)|depend(?:ing|ent)? (?:up)?on|rel(?:y|ying) (?:up)?on|need|call(?:ing)?|connect(?:ing|ed)? (?:to|with)|use)\\b`,
    `\\b(?:dependencies|upstreams?) (?:of|for)\\b`,
    `\\b\\S+'?s dependencies\\b`,
  ].join('|'),
  'i',
);

/** Which way of "who is set up to use whom" a message asks about; undefined when it asks neither. */
export function linksAsked({ message }: SkillContext): 'dependents' | 'outage' | 'dependencies' | undefined {
  if (OUTAGE.test(message)) return 'outage';
  if (DEPENDENCIES.test(message)) return 'dependencies';
  return DEPENDENTS.test(message) ? 'dependents' : undefined;
}
