import { contractChecks } from '../../goal/contract';
import type { Dossier } from '../../tools/dossier';
import { CLAIM, LEDGER } from '../evolve/verification';
import type { GoalState, Iteration } from '../goalState';
import type { EvidenceRow, ThreadState } from '../state';

/** Iterations that a dossier tells one by one: how it began, and what was tried last; the others are told in one line. */
const FIRST_TOLD = 2;
const LAST_TOLD = 8;

/** Evidence ids that a dossier cites at most: the latest say the most. */
const MOST_CITED = 40;

/** Paths that a line names before it counts the rest. */
const PATHS_NAMED = 4;

/** The checks that failed again and again, as the count of them is keyed. */
export function failingChecks(goal: GoalState): readonly string[] {
  return (goal.sameFailure.key.split('|')[1] ?? '').split(',').filter((check) => check !== '');
}

/** The app's own dossier, from facts alone: what was tried, what each failing check last came to, and what is asked for. */
export function noProgressDossier(state: ThreadState, goal: GoalState): Dossier {
  const failing = failingChecks(goal);
  const names = failing.join(' and ');
  const figures = failing.map((check) => lastFigure(state, check));
  return {
    attempts: attempts(state, goal),
    evidence: recordedSinceActivation(state),
    blocker: `${names} failed ${goal.sameFailure.count} times in a row on the same tree, and nothing that counts changed between the tries. ${figures.join('. ')}.`,
    needs: [{ id: 'guidance', kind: 'text', question: `What should be tried next about ${names}? ${figures.join('. ')}.` }],
  };
}

/** Evidence ids from the baseline that the goal was activated on, the latest where there are many. */
export function recordedSinceActivation(state: ThreadState): string[] {
  const from = state.evidence.findIndex((row) => row.checkpoint === state.goal?.baseline?.checkpoint);
  return state.evidence
    .slice(Math.max(0, from))
    .map((row) => row.id)
    .slice(-MOST_CITED);
}

function attempts(state: ThreadState, goal: GoalState): string[] {
  const { iterations } = goal;
  if (iterations.length === 0) return ['No turn has been taken yet.'];
  const told = (some: readonly Iteration[]) => some.map((iteration) => attemptLine(state, iteration));
  const between = iterations.slice(FIRST_TOLD, -LAST_TOLD);
  if (iterations.length <= FIRST_TOLD + LAST_TOLD || between.length === 0) return told(iterations);
  return [...told(iterations.slice(0, FIRST_TOLD)), betweenLine(between), ...told(iterations.slice(-LAST_TOLD))];
}

function betweenLine(between: readonly Iteration[]): string {
  const changed = new Set(between.flatMap((iteration) => iteration.changed.map((file) => file.path)));
  const refused = between.filter((iteration) => iteration.claims.includes('refused')).length;
  return `Turns ${between[0]?.n} to ${between.at(-1)?.n}: ${count(between.length, 'turn')}, ${count(changed.size, 'file')} changed, ${count(refused, 'turn')} with a refused claim; the timeline has each.`;
}

/** `Turn 3: changed src/a.js (+2 −1). bench fail 180 ms, target < 120 [e7]; the claim was refused. It said: “…”` */
function attemptLine(state: ThreadState, iteration: Iteration): string {
  const rows = iteration.evidence.flatMap((id) => state.evidence.findLast((row) => row.id === id) ?? []);
  const ran = rows.length > 0 ? rows.map(figureOf) : ['no check ran'];
  const facts = [...ran, ...iteration.claims.map((claim) => `the claim was ${claim}`)];
  const words = iteration.words ? ` It said: “${iteration.words.changed}”` : '';
  return `Turn ${iteration.n}: ${changedWords(iteration)}, ${count(iteration.tools, 'tool call')}. ${facts.join('; ')}.${words}`;
}

function changedWords({ changed }: Iteration): string {
  if (changed.length === 0) return 'changed no file';
  const named = changed.slice(0, PATHS_NAMED).map((file) => `${file.path} (+${file.added} −${file.removed})`);
  const rest = changed.length - named.length;
  return `changed ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function lastFigure(state: ThreadState, check: string): string {
  if (check === LEDGER) return `${LEDGER} is empty`;
  if (check.startsWith(CLAIM)) return `${check} is marked confirmed without evidence that proves it`;
  const row = state.evidence.findLast((evidence) => evidence.check === check);
  if (row) return figureOf(row);
  const known = state.goal && contractChecks(state.goal.contract).some((entry) => entry.check.id === check);
  return known ? `${check} has not run` : `${check} is not in the contract any more`;
}

/** `bench fail: 180 ms is not < 120 ms [e7]` */
function figureOf(row: EvidenceRow): string {
  const { verdict, metric } = row;
  const figure = metric ? ` ${metric.value}${metric.unit ? ` ${metric.unit}` : ''}, target ${metric.target}` : '';
  const why = verdict.verdict === 'pass' || metric ? '' : `: ${verdict.message}`;
  return `${row.check} ${verdict.verdict}${figure}${why} [${row.id}]`;
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
