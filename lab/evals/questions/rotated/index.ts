import type { Question, Skill } from '../../question.ts';
import { bystanderRows } from './bystanders.ts';
import { dialogueRows } from './dialogue.ts';
import { faults } from './faults.ts';
import type { Row } from '../../rows.ts';
import { inventoryRows } from './inventory.ts';
import { accessRows, connectivityRows, describeRows, relationRows, rolloutRows } from './objects.ts';
import { severalRows } from './several.ts';
import { alertRows, alertsDownRows } from './systems/alerts.ts';
import { deploymentRows, deploymentsDownRows, syncDownRows, syncRows } from './systems/changes.ts';
import {
  dashboardRows,
  dashboardsDownRows,
  incidentRows,
  incidentsDownRows,
  sloRows,
} from './systems/desk.ts';
import { lokiDownRows, lokiRows } from './systems/logs.ts';
import { metricRows, metricsDownRows } from './systems/metrics.ts';
import { traceRows, tracesDownRows } from './systems/traces.ts';
import { whyDownRows, whyRows } from './systems/why.ts';
import { changeRows, eventRows, logRows, usageRows } from './signals.ts';
import {
  changeRequestRows,
  clusterHealthRows,
  commandRows,
  explainRows,
  greetRows,
  helpRows,
  hostileRows,
  nameRows,
  outOfReachRows,
  switchRows,
} from './talk.ts';

const ROWS: Record<Skill, Row[]> = {
  diagnose: [...faults, ...bystanderRows, ...severalRows, ...whyRows, ...whyDownRows],
  inventory: inventoryRows,
  describe: describeRows,
  relations: relationRows,
  connectivity: connectivityRows,
  access: accessRows,
  rollout: rolloutRows,
  logs: [...logRows, ...lokiRows, ...lokiDownRows],
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
  metrics: [...metricRows, ...metricsDownRows],
  alerts: [...alertRows, ...alertsDownRows],
  traces: [...traceRows, ...tracesDownRows],
  deployments: [...deploymentRows, ...deploymentsDownRows],
  sync: [...syncRows, ...syncDownRows],
  incidents: [...incidentRows, ...incidentsDownRows],
  dashboards: [...dashboardRows, ...dashboardsDownRows],
  slo: sloRows,
};

/** Another company than that of the other tuning questions: other names, and other victims of the same faults. */
const SEED = 23;

/** What was once the judging half, until developers read it. */
export const ROTATED: Question[] = (Object.entries(ROWS) as [Skill, Row[]][]).flatMap(([skill, rows]) =>
  rows.map((row) => ({ ...row, id: `r-${row.id}`, skill, seed: SEED })),
);
