import { brokenWords } from '../evidence/brokenWords';
import type { ClosedReason } from '../evidence/gate';
import type { Verdict } from '../evidence/record';
import type { ThreadState, VerificationState } from './state';

/** The gate's refusal as the answer to the claim: each failing check with its bounded output, then what was not asked. */
export function refusalAnswer(state: ThreadState, verification: VerificationState, reasons: readonly ClosedReason[]): string {
  const lines = ['The claim is refused: the goal is not complete. The app ran the checks on a frozen tree.', ''];
  for (const reason of reasons) lines.push(...reasonLines(state, reason));
  const unasked = verification.checks.filter((check) => verification.results[check] === undefined);
  if (unasked.length > 0) lines.push(`Not run after the first failure: ${unasked.join(', ')}.`);
  lines.push('The goal stays active. Change what the evidence shows to be missing, then claim again.');
  return lines.join('\n');
}

function reasonLines(state: ThreadState, reason: ClosedReason): string[] {
  const cited = reason.evidence ? ` [evidence ${reason.evidence}]` : '';
  const role = reason.role === 'constraint' ? ' (a constraint that must stay green)' : '';
  const output = reason.check ? excerptOf(state, reason.check, reason.evidence) : '';
  return [`- ${reason.message}${role}${cited}`, ...(output ? [fence(output)] : [])];
}

function excerptOf(state: ThreadState, check: string, evidence: string | undefined): string {
  const kept = state.excerpts[check];
  return kept && kept.evidence === evidence ? kept.text.trim() : '';
}

/** Output is data: set apart, so that nothing in it reads as a word of ours. */
export function fence(text: string): string {
  return text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}

export function agentCheckAnswer(state: ThreadState, verification: VerificationState): string {
  return Object.entries(verification.results)
    .map(([check, id]) => checkLines(state, check, id))
    .join('\n');
}

function checkLines(state: ThreadState, check: string, id: string): string {
  const row = state.evidence.findLast((evidence) => evidence.id === id);
  if (!row) return `${check}: no evidence`;
  const verdict = row.verdict.verdict === 'pass' ? 'passes' : `${verdictWord(row.verdict)}: ${row.verdict.message}`;
  const metric = row.metric ? ` (${row.metric.value} ${row.metric.unit ?? ''}, target ${row.metric.target})` : '';
  const undone = row.undone.length > 0 ? `\nPut back after the check: ${row.undone.join(', ')}` : '';
  const output = excerptOf(state, check, id);
  return `${check} ${verdict}${metric} [evidence ${id}]${undone}${output ? `\n${fence(output)}` : ''}`;
}

function verdictWord(verdict: Verdict): string {
  if (verdict.verdict === 'broken') return `is broken, it ${brokenWords(verdict)}`;
  return { pass: 'passes', fail: 'fails', void: 'proves nothing' }[verdict.verdict];
}

export function completedAnswer(accept: 'auto' | 'user'): string {
  return accept === 'auto'
    ? 'The claim holds: every check passes on this tree. The goal is complete.'
    : 'The claim holds: every check passes on this tree. The user has been asked to accept the result.';
}

export function lookAnswer(checks: readonly string[]): string {
  return `Every check that the app can run passes on this tree. A person has been asked about ${checks.join(', ')}; their answer decides, and you are told what it is.`;
}

export function heldAnswer(paths: readonly string[]): string {
  return `The claim is held: protected files were changed (${paths.join(', ')}). The user has been shown exactly that diff and decides. No check was run.`;
}
