import { FAULT_ANNOTATION, POD_FAULTS, STUCK_TERMINATING } from './faults.ts';
import type { PodFault } from './faults.ts';
import { COMPLETED_STATUS, faultEvent, faultStatus, RUNNING_STATUS, statusesOf } from './pod-status.ts';
import { patchStatus, stage } from './stage.ts';
import type { Match, Stage, Step } from './stage.ts';

const FAULT = `.metadata.annotations["${FAULT_ANNOTATION}"]`;
const READY = '.status.conditions[]? | select(.type == "Ready") | .status';

const notDeleted: Match = { key: '.metadata.deletionTimestamp', operator: 'DoesNotExist' };
const notFinished: Match = { key: '.status.phase', operator: 'NotIn', values: ['Succeeded', 'Failed'] };
const healthy: Match = { key: FAULT, operator: 'NotIn', values: Object.keys(POD_FAULTS) };

/** What kwok does with pods: starts them, completes those of jobs, deletes them, and shows the faults they are annotated with. */
export function podStages(): Stage[] {
  return [ready(), complete(), remove(), ...Object.keys(POD_FAULTS).flatMap((name) => faulty(name))];
}

function ready(): Stage {
  const notReady: Match = { key: READY, operator: 'NotIn', values: ['True'] };
  return stage('pod-ready', 'Pod', {
    selector: { matchExpressions: [notDeleted, notFinished, healthy, notReady] },
    delay: { durationMilliseconds: 100 },
    steps: [patchStatus(RUNNING_STATUS)],
  });
}

function complete(): Stage {
  const isReady: Match = { key: READY, operator: 'In', values: ['True'] };
  const ofJob: Match = { key: '.metadata.ownerReferences[]?.kind', operator: 'In', values: ['Job'] };
  return stage('pod-complete', 'Pod', {
    selector: { matchExpressions: [notDeleted, notFinished, healthy, isReady, ofJob] },
    delay: {
      durationMilliseconds: 1000,
      durationFrom: { expressionFrom: '.metadata.annotations["jamie.dev/kwok-run-for"]' },
    },
    steps: [patchStatus(COMPLETED_STATUS)],
  });
}

function remove(): Stage {
  const deleted: Match = { key: '.metadata.deletionTimestamp', operator: 'Exists' };
  const notHeld: Match = { key: '.metadata.finalizers', operator: 'DoesNotExist' };
  const notStuck: Match = { key: FAULT, operator: 'NotIn', values: [STUCK_TERMINATING] };
  return stage('pod-delete', 'Pod', {
    selector: { matchExpressions: [deleted, notHeld, notStuck] },
    delay: { durationMilliseconds: 200 },
    steps: [{ delete: true }],
  });
}

function faulty(name: string): Stage[] {
  const fault = POD_FAULTS[name];
  if (!fault) return [];
  const chosen: Match[] = [notDeleted, { key: FAULT, operator: 'In', values: [name] }];
  const shown = (operator: 'In' | 'NotIn'): Match => ({
    key: shownBy(fault),
    operator,
    values: [fault.shown],
  });
  const steps = stepsOf(fault);
  const begins = stage(`pod-${name}`, 'Pod', {
    selector: { matchExpressions: [...chosen, shown('NotIn')] },
    delay: { durationMilliseconds: 300 },
    steps,
  });
  const repeats = stage(`pod-${name}-again`, 'Pod', {
    selector: { matchExpressions: [...chosen, shown('In')] },
    delay: { durationMilliseconds: 20_000 },
    steps,
  });
  return fault.restarts ? [begins, repeats] : [begins];
}

function stepsOf(fault: PodFault): Step[] {
  const status = patchStatus(faultStatus(fault));
  return fault.event ? [status, { apply: { template: faultEvent(fault, fault.event) } }] : [status];
}

function shownBy(fault: PodFault): string {
  const running = '(if .ready then "ready" else "unready" end)';
  const reason = `(.state.waiting.reason // .state.terminated.reason // ${running})`;
  return `.status.${statusesOf(fault)}[]? | ${reason} + "/" + (.lastState.terminated.reason // "")`;
}
