import { CLEAR, stepOf } from './deviate.ts';
import type { Harm, NodeState } from './node-state.ts';
import type { Reading, Standpoint } from './reading.ts';
import { sureness } from './reading.ts';
import { silence } from './silence.ts';
import { clamp01, sum } from '../statistics.ts';

/** Which part of a node's loss a dependency accounts for; `over` names quiet nodes in between. */
export interface Pass {
  to: string;
  part: number;
  over: readonly string[];
}

/** What a dependency that is not measured accounts for, when something was found wrong with it. */
const UNMEASURED = 0.8;
/** A dependency that is merely busier while everybody else who needs it is well: its dependent asks more of it. */
const BUSY = 0.2;
/** A dependency that ails in the other respect: waiting turns into failures, failures into retries. */
const OTHER_RESPECT = 0.6;
const OTHER_RESPECT_SCORE = 2 * CLEAR;
/** A dependency that began to ail after its dependent. */
const LATE = 0.3;
/** More requests than the known dependents account for may come from dependents that are not known. */
const UNKNOWN_CALLERS = 0.5;
/** Beyond a node in between that looks healthy. */
const BEHIND_QUIET = 0.65;
/** Delays that nobody waits for are believed by half: they must stand out twice as much. */
const UNCOUPLED_TRUST = 0.5;

/** 0..1: how much of what a node is asked comes from being asked more often by dependents that are not asked more themselves. */
export function fanOut(reading: Reading, node: string): number {
  const { traffic, availability } = reading.state(node);
  if (!traffic || traffic.now === 0) return 0;
  const callers = reading.index.dependentsOf(node).flatMap((name) => reading.state(name).traffic ?? []);
  const growth = sum(callers.map(({ now }) => now)) / sum(callers.map(({ usual }) => usual));
  const expected = traffic.usual * (Number.isFinite(growth) ? growth : 1);
  if (expected === 0) return 1;
  const retried = (availability?.deviation.score ?? 0) >= CLEAR;
  return traffic.score < CLEAR || retried ? 0 : UNKNOWN_CALLERS * clamp01(1 - expected / traffic.now);
}

/** What to trust of a dependency's score: delays that never reach the dependent are not believed so easily. */
const trust = (coupling: number): number => UNCOUPLED_TRUST + (1 - UNCOUPLED_TRUST) * coupling;

function isLate(from: NodeState, to: Harm, role: 'latency' | 'availability'): boolean {
  const [first, second] = [from[role]?.deviation.onset, to.deviation.onset];
  if (first === undefined || second === undefined) return false;
  return second > first + stepOf(to.deviation.signal.window);
}

/** So many times as many requests are a surge; what a dependency then suffers is its own by so much only. */
const SURGE = { times: 1.6, own: 0.3 };

const isSurging = ({ traffic }: NodeState): boolean =>
  traffic !== undefined && traffic.score >= CLEAR && traffic.now >= SURGE.times * traffic.usual;

/** Whether a node runs full itself under more requests than usual: the load came from above, and goes on down from there. */
const isOverrun = (state: NodeState): boolean => isSurging(state) && (state.saturation?.score ?? 0) >= CLEAR;

const ownUnderLoad = (reading: Reading, from: string, to: string): number =>
  isOverrun(reading.state(from)) && isSurging(reading.state(to)) ? SURGE.own : 1;

function sameRespect(reading: Reading, from: Standpoint, to: string): number {
  const { role } = reading.index.evidence.symptom;
  const harm = reading.state(to)[role];
  if (!harm) return 0;
  const sure = sureness(harm.deviation.score * trust(reading.coupling(from.node, to)));
  const late = isLate(reading.state(from.node), harm, role) ? LATE : 1;
  const own = ownUnderLoad(reading, from.node, to);
  return sure * late * own * (harm.mass / from.mass) * (1 - fanOut(reading, to));
}

function otherRespect(reading: Reading, from: Standpoint, to: string): number {
  const role = reading.index.evidence.symptom.role === 'latency' ? 'availability' : 'latency';
  const harm = reading.state(to)[role];
  if (!harm || harm.deviation.score < OTHER_RESPECT_SCORE) return 0;
  const { worst, usual } = harm.deviation;
  const grave = role === 'latency' ? worst.harm >= 2 * usual : worst.harm >= 5;
  return grave ? OTHER_RESPECT * callsEach(reading, from.node, to) * (1 - fanOut(reading, to)) : 0;
}

/** At most 1: how many requests to the dependency there are for one to the dependent; 1 when they are not counted. */
function callsEach(reading: Reading, from: string, to: string): number {
  const [upper, lower] = [reading.state(from).traffic, reading.state(to).traffic];
  return upper && lower ? clamp01(lower.now / Math.max(1, upper.now)) : 1;
}

/** Whether others need it too, are measured, and none of them ails: what they share is well then. */
function servesOthersWell(reading: Reading, from: string, to: string): boolean {
  const scores = reading.index
    .dependentsOf(to)
    .filter((other) => other !== from)
    .flatMap((other) => {
      const { latency, availability } = reading.state(other);
      return [latency, availability].flatMap((harm) => (harm ? [harm.deviation.score] : []));
    });
  return scores.length > 0 && scores.every((score) => score < CLEAR);
}

/** Busier because of the load from above, or while all others whom it serves are well. */
const isMerelyBusy = (reading: Reading, from: string, to: string): boolean =>
  isOverrun(reading.state(from)) || servesOthersWell(reading, from, to);

function unmeasured(reading: Reading, from: string, to: string): number {
  const { latency, availability, saturation, findings } = reading.state(to);
  if (latency || availability) return 0;
  const seen = reading.index.observed(from, to);
  if (seen) return clamp01(seen.share);
  const found = Math.max(0, ...findings.map(({ weight }) => clamp01(weight)));
  const full = saturation ? sureness(saturation.score) : 0;
  return UNMEASURED * Math.max(found, full > found && isMerelyBusy(reading, from, to) ? BUSY * full : full);
}

const QUIET = 0.1;

function passTo(reading: Reading, from: Standpoint, to: string): Pass[] {
  const direct = Math.max(
    sameRespect(reading, from, to),
    otherRespect(reading, from, to),
    unmeasured(reading, from.node, to),
  );
  const pass = { to, part: direct, over: [] };
  if (direct >= QUIET) return [pass];
  return [pass, ...behind(reading, from, to)];
}

function behind(reading: Reading, from: Standpoint, quiet: string): Pass[] {
  const weight = BEHIND_QUIET * trust(reading.coupling(from.node, quiet));
  const beyond = { node: quiet, mass: from.mass, seen: [...from.seen, quiet] };
  return reading.index
    .dependenciesOf(quiet)
    .filter((to) => !beyond.seen.includes(to))
    .map((to) => ({ to, part: weight * sameRespect(reading, beyond, to), over: [quiet] }));
}

/** What recorded failures leave unexplained may lie with a dependency that fell silent. */
function silentPasses(reading: Reading, from: Standpoint, room: number): Pass[] {
  if (room <= 0) return [];
  const found = unvisited(reading, from).map((to) => ({ to, part: silence(reading, from, to), over: [] }));
  const total = Math.max(1, sum(found.map(({ part }) => part)));
  return found.map((pass) => ({ ...pass, part: (room * pass.part) / total }));
}

const unvisited = (reading: Reading, from: Standpoint): string[] =>
  reading.index.dependenciesOf(from.node).filter((to) => !from.seen.includes(to));

/** How what a node lost is shared among its dependencies; what is left is the node's own. */
export function passesOf(reading: Reading, from: Standpoint): Pass[] {
  const found = unvisited(reading, from).flatMap((to) => passTo(reading, from, to));
  const total = sum(found.map(({ part }) => part));
  const recorded = found.map((pass) => ({ ...pass, part: pass.part / Math.max(1, total) }));
  return [...recorded, ...silentPasses(reading, from, 1 - total)];
}
