import type { Evidence } from '../evidence/record';
import type { Check } from '../goal/check';
import { checkSubject } from '../goal/checkSubject';
import { contractChecks } from '../goal/contract';
import { baselineFlag } from '../thread/decide/baseline';
import type { BaselineFlag } from '../thread/question';
import type { ThreadState } from '../thread/state';

/** One check as it came out on the untouched tree. `verdict` is null for what a person or a reviewer is asked at a claim. */
export interface TriedCheck {
  readonly check: string;
  readonly kind: Check['kind'];
  readonly role: 'verification' | 'constraint';
  readonly subject: string;
  readonly verdict: Evidence['verdict'] | null;
  readonly metric: NonNullable<Evidence['metric']> | null;
  readonly flag: BaselineFlag | null;
  readonly durationMs: number;
  readonly runs: number;
  readonly sandbox: Evidence['sandbox'];
  readonly excerpt: string;
}

export interface TriedChecks {
  /** `flagged`: some check is vacuous, red before the work, or broken. */
  readonly status: 'clean' | 'flagged';
  /** The tree that the checks ran on. */
  readonly tree: string;
  readonly checks: readonly TriedCheck[];
}

/** What trying a draft's checks came to, in the contract's order. A check without evidence was not reached. */
export function triedChecks(state: ThreadState, taken: readonly Evidence[]): TriedChecks {
  const asked = state.goal ? contractChecks(state.goal.contract) : [];
  const checks = asked.flatMap(({ check, role }): readonly TriedCheck[] => {
    const evidence = taken.findLast((known) => known.check === check.id);
    if (!evidence && (check.kind === 'command' || check.kind === 'artifact')) return [];
    return [
      {
        check: check.id,
        kind: check.kind,
        role,
        subject: checkSubject(check),
        verdict: evidence?.verdict ?? null,
        metric: evidence?.metric ?? null,
        flag: evidence ? (baselineFlag(check.id, role, evidence.verdict) ?? null) : null,
        durationMs: evidence?.durationMs ?? 0,
        runs: evidence?.runs.length ?? 0,
        sandbox: evidence?.sandbox ?? 'unused',
        excerpt: evidence?.excerpt ?? '',
      },
    ];
  });
  const flagged = checks.some((check) => check.flag !== null);
  return { status: flagged ? 'flagged' : 'clean', tree: state.checkpoint?.tree ?? '', checks };
}
