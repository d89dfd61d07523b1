import type { DashboardSlots } from '../slot-types.ts';
import { readAbout, withoutNames } from './read-about.ts';
import type { SystemReader } from './system-reader.ts';

const PANEL = /\b(?:panels?|graphs? that shows?|grafana graphs?)\b/i;
const LINK = /\b(?:deep )?links? (?:to|for)\b/i;
const DASHBOARD = /\bdash ?boards?\b|\bgrafana\b/i;
const ANNOTATIONS = /\bannotations?\b/i;
const MARKED =
  /\bgrafana\b|\bwere there\b|\bare there\b.{0,20}\b(?:today|yesterday)\b|\b(?:today|yesterday|this (?:morning|week)|last (?:hour|night|week|\d+ hours))\b|\btime ?line\b|\bon the (?:graphs?|dashboards?)\b/i;
const MAKING =
  /\b(?:create|make|build|add|delete|edit|write)\b|\bhow (?:do|can|to) (?:i|we)?\b|\bkubernetes dashboard\b/i;
const INERT =
  /\b(?:which|what|where|is|are|the|an?|me|show|shows|showing|give|open|find|get|list|all|any|there|do|we|have|can|you|i|see|please|to|in|on|of|for|from|with|at|about|and|that|this|links?|panels?|dash ?boards?|grafana|graphs?|it|one|was|were|today|yesterday|last|hour|hours|now|named|called|annotations?|service|does|do|list|past|minutes?|mins?|\d+ ?(?:h|m|d|s)|hrs?|days?|week|since|ago|before|between|until|has|contain|contains|have|what['’]?s|how|many|open|link|take|bring|pull|up|go|for|me|please|again|right|currently|display|displays|displayed|see|look|looking|view)\b|\d{1,2}:\d{2}|_|[^\w\s-]/gi;

const RULES = /\bgrafana\b.{0,30}\b(?:alert\w*|rules?)\b|\b(?:alert\w*|rules?)\b.{0,30}\bgrafana\b/i;
const CONTENTS =
  /\b(?:which|what|list|show|how many)(?: all)?(?: the)? (?:panels|graphs|charts)\b.{0,30}\b(?:does|do|has|have|are|is|on|of|in)\b|\bwhat(?:['’]?s| is| does| can i see)\b.{0,30}\b(?:on|in|show|contain|have)\b.{0,40}\bdash ?board\b|\bpanels? (?:of|on|in) (?:the |our )?.{0,40}\bdash ?board\b|\bdash ?board\b.{0,30}\b(?:show|contain|have|panels|consist)\b/i;
const OPENS =
  /^(?:please |can you |could you )*(?:open|link|go to|take me to|bring up|pull up)\b.{0,60}\boverview\b/i;

function asked(text: string): DashboardSlots | undefined {
  if (RULES.test(text) && !MAKING.test(text)) return { what: 'rules' };
  if (MAKING.test(text)) return undefined;
  if (ANNOTATIONS.test(text)) return MARKED.test(text) ? { what: 'annotations' } : undefined;
  const words = text
    .replace(/\bdash ?boards overview(?: list)?\b|\boverview of (?:the |all |our )*dash ?boards\b/i, ' ')
    .replace(INERT, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const said = words === '' ? {} : { words };
  if (CONTENTS.test(text) && DASHBOARD.test(text)) return { what: 'contents', ...said };
  if (LINK.test(text) && DASHBOARD.test(text)) return { what: 'dashboards', ...said };
  if (OPENS.test(text)) return { what: 'dashboards', ...said };
  if (PANEL.test(text) || (LINK.test(text) && words !== '')) return { what: 'panels', ...said };
  if (DASHBOARD.test(text) || LINK.test(text)) return { what: 'dashboards', ...said };
  return undefined;
}

/** "dashboard for checkout", "which panel shows the error rate of cart", "what annotations were there today". */
export const dashboardsAsked: SystemReader = (analysis, features, mood) => {
  const dashboards = asked(withoutNames(analysis));
  if (dashboards === undefined) return undefined;
  return readAbout(analysis, { skill: 'dashboards', features, mood, own: { dashboards } });
};
