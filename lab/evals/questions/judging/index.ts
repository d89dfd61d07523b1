import type { Question, Skill } from '../../question.ts';
import type { Row } from '../../rows.ts';
import { accessRows } from './access.ts';
import { bystanderRows } from './bystanders.ts';
import { changeRows } from './changes.ts';
import { changeRequestRows, commandRows } from './command.ts';
import { countRows } from './count.ts';
import { describeRows } from './describe.ts';
import { dialogueRows } from './dialogue.ts';
import { eventRows } from './events.ts';
import { explainRows } from './explain.ts';
import { faultRows } from './faults.ts';
import { groupRows } from './groups.ts';
import { listRows } from './list.ts';
import { logRows } from './logs.ts';
import { connectivityRows } from './network.ts';
import { relationRows } from './relations.ts';
import { oddRows } from './odd.ts';
import { rolloutRows } from './rollout.ts';
import { sceneRows } from './scenes.ts';
import { severalRows } from './several.ts';
import { alertRows } from './systems/alerts.ts';
import { deploymentRows, syncRows } from './systems/changes.ts';
import { dashboardRows, incidentRows, sloRows } from './systems/desk.ts';
import { lokiRows } from './systems/logs.ts';
import { metricRows } from './systems/metrics.ts';
import { traceRows } from './systems/traces.ts';
import { whyRows } from './systems/why.ts';
import {
  clusterHealthRows,
  greetRows,
  helpRows,
  hostileRows,
  nameRows,
  outOfReachRows,
  switchRows,
} from './talk.ts';
import { topRows } from './top.ts';
import { usageRows } from './usage.ts';
import { whichRows } from './which.ts';

const ROWS: Record<Skill, Row[]> = {
  diagnose: [...faultRows, ...sceneRows, ...bystanderRows, ...severalRows, ...whyRows],
  inventory: [...countRows, ...listRows, ...whichRows, ...topRows, ...groupRows, ...oddRows],
  describe: describeRows,
  relations: relationRows,
  connectivity: connectivityRows,
  access: accessRows,
  rollout: rolloutRows,
  logs: [...logRows, ...lokiRows],
  events: eventRows,
  usage: usageRows,
  changes: changeRows,
  dialogue: dialogueRows,
  'cluster-health': clusterHealthRows,
  command: commandRows,
  'change-request': changeRequestRows,
  explain: explainRows,
  switch: switchRows,
  names: nameRows,
  'out-of-reach': outOfReachRows,
  help: helpRows,
  greet: greetRows,
  hostile: hostileRows,
  metrics: metricRows,
  alerts: alertRows,
  traces: traceRows,
  deployments: deploymentRows,
  sync: syncRows,
  incidents: incidentRows,
  dashboards: dashboardRows,
  slo: sloRows,
};

/** Another company than those of the tuning questions: other names, and other victims of the same faults. */
const SEED = 58;

/** What answers are judged by: written by people who have not seen any, and not read by developers. */
export const JUDGING: Question[] = (Object.entries(ROWS) as [Skill, Row[]][]).flatMap(([skill, rows]) =>
  rows.map((row) => ({ ...row, id: `j-${row.id}`, skill, seed: SEED })),
);
