import type { SkillId } from '../understand/reading.ts';
import { accessSkill } from './access.ts';
import { changeRequestSkill } from './change-request.ts';
import { changesSkill } from './changes.ts';
import { clusterHealth } from './cluster-health.ts';
import { commandSkill } from './command.ts';
import { connectivitySkill } from './connectivity.ts';
import { dashboardsSkill } from './dashboards.ts';
import { deploymentsSkill } from './deployments.ts';
import { describeSkill } from './describe.ts';
import { diagnoseSkill } from './diagnose.ts';
import { eventsSkill } from './events.ts';
import { explainSkill } from './explain.ts';
import { greetSkill } from './greet.ts';
import { helpSkill } from './help.ts';
import { incidentsSkill } from './incidents.ts';
import { inventorySkill } from './inventory.ts';
import { alertsSkill } from './alerts.ts';
import { metricsSkill } from './metrics.ts';
import { knowledgeSkill } from './knowledge.ts';
import { logsSkill } from './logs.ts';
import { preferencesSkill } from './preferences.ts';
import { recallSkill } from './recall.ts';
import { relationsSkill } from './relations.ts';
import { remarkSkill } from './remark.ts';
import { rolloutSkill } from './rollout.ts';
import type { Skill } from './skill.ts';
import { sloSkill } from './slo.ts';
import { switchSkill } from './switch.ts';
import { syncSkill } from './sync.ts';
import { teachSkill } from './teach.ts';
import { tracesSkill } from './traces.ts';
import { usageSkill } from './usage.ts';
import { walkSkill } from './walk.ts';

const BY_ID: Readonly<Record<SkillId, Skill>> = {
  greet: greetSkill,
  help: helpSkill,
  'cluster-health': clusterHealth,
  diagnose: diagnoseSkill,
  inventory: inventorySkill,
  describe: describeSkill,
  logs: logsSkill,
  events: eventsSkill,
  usage: usageSkill,
  changes: changesSkill,
  relations: relationsSkill,
  rollout: rolloutSkill,
  access: accessSkill,
  connectivity: connectivitySkill,
  command: commandSkill,
  explain: explainSkill,
  'change-request': changeRequestSkill,
  switch: switchSkill,
  metrics: metricsSkill,
  walk: walkSkill,
  alerts: alertsSkill,
  traces: tracesSkill,
  deployments: deploymentsSkill,
  sync: syncSkill,
  incidents: incidentsSkill,
  dashboards: dashboardsSkill,
  knowledge: knowledgeSkill,
  teach: teachSkill,
  recall: recallSkill,
  preferences: preferencesSkill,
  slo: sloSkill,
  remark: remarkSkill,
};

/** The skill of an id. */
export const skillOf = (id: SkillId): Skill => BY_ID[id];

export { STARTERS } from './starters.ts';
