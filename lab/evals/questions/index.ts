import type { Question } from '../question.ts';
import { access, connectivity, switching } from './access.ts';
import { changeRequest } from './change-request.ts';
import { changes } from './changes.ts';
import { claims } from './claims.ts';
import { clusterHealth } from './cluster-health.ts';
import { command } from './command.ts';
import { describeScenes } from './describe.ts';
import { diagnoseScenes } from './diagnose-scenes.ts';
import { compound } from './compound.ts';
import { companyDescribe, companyHealthy, companyInventory, companyMore } from './company.ts';
import { dialogue } from './dialogue.ts';
import { events } from './events.ts';
import { explain } from './explain.ts';
import { faults } from './faults.ts';
import { hostile } from './hostile.ts';
import { inventoryComposed } from './inventory-composed.ts';
import { inventoryCount } from './inventory-count.ts';
import { inventoryList } from './inventory-list.ts';
import { inventoryOdd } from './inventory-odd.ts';
import { inventoryTop } from './inventory-top.ts';
import { inventoryWhich } from './inventory-which.ts';
import { logs } from './logs.ts';
import { names } from './names.ts';
import { outOfReachQuestions } from './out-of-reach.ts';
import { healthyScenes, relations, rollout } from './relations.ts';
import { greet, help } from './small-talk.ts';
import { strangeWords } from './strange-words.ts';
import { windows } from './windows.ts';
import { alerts, lokiLogs, metrics, traces } from './systems/signals.ts';
import { dashboards, deployments, incidents, slo, sync, whySignals } from './systems/work.ts';
import { ROTATED } from './rotated/index.ts';
import { usage } from './usage.ts';

/** The tuning half: what developers look at. */
export const TUNING: Question[] = [
  ...greet,
  ...help,
  ...clusterHealth,
  ...diagnoseScenes,
  ...healthyScenes,
  ...faults,
  ...inventoryCount,
  ...inventoryList,
  ...inventoryWhich,
  ...inventoryTop,
  ...inventoryOdd,
  ...inventoryComposed,
  ...companyInventory,
  ...companyDescribe,
  ...companyHealthy,
  ...companyMore,
  ...describeScenes,
  ...logs,
  ...events,
  ...usage,
  ...changes,
  ...relations,
  ...rollout,
  ...access,
  ...connectivity,
  ...switching,
  ...command,
  ...explain,
  ...changeRequest,
  ...dialogue,
  ...names,
  ...outOfReachQuestions,
  ...hostile,
  ...compound,
  ...claims,
  ...strangeWords,
  ...windows,
  ...metrics,
  ...alerts,
  ...lokiLogs,
  ...traces,
  ...deployments,
  ...sync,
  ...incidents,
  ...dashboards,
  ...slo,
  ...whySignals,
  ...ROTATED,
];
