import { brokenWords } from '../../evidence/brokenWords';
import type { Verdict } from '../../evidence/record';
import { type ContractCheck, contractChecks } from '../../goal/contract';
import { assertNever } from '../../kernel/assertNever';
import { BASELINE_OPTIONS, type BaselineFlag } from '../question';
import type { ThreadState, VerificationState } from '../state';
import type { Decision } from './decision';

/** What the untouched tree already says against the contract: the user decides on it before the agent spends. */
export function baselineFlags(state: ThreadState, verification: VerificationState): BaselineFlag[] {
  const asked = state.goal ? contractChecks(state.goal.contract) : [];
  return asked.flatMap(({ check, role }): BaselineFlag | BaselineFlag[] => {
    const row = state.evidence.findLast((evidence) => evidence.id === verification.results[check.id]);
    if (!row) return [];
    return baselineFlag(check.id, role, row.verdict) ?? [];
  });
}

/** What one verdict on the untouched tree says against its check; undefined where it is as it should be. */
export function baselineFlag(check: string, role: ContractCheck['role'], verdict: Verdict): BaselineFlag | undefined {
  switch (verdict.verdict) {
    case 'broken':
      return { check, flag: 'broken', message: `${check} ${brokenWords(verdict)}: ${verdict.message}` };
    case 'void':
      return { check, flag: 'broken', message: `${check} cannot be judged: ${verdict.message}` };
    case 'pass':
      if (role === 'constraint') return undefined;
      return { check, flag: 'vacuous', message: `${check} passes already: it cannot prove that the work was done` };
    case 'fail':
      if (role === 'verification') return undefined;
      return { check, flag: 'already_red', message: `${check} is red before the work: ${verdict.message}` };
    default:
      return assertNever(verdict);
  }
}

export function concludeBaseline(decision: Decision, verification: VerificationState): void {
  const flags = baselineFlags(decision.state, verification);
  decision.add('verification.finished', {
    verification: verification.id,
    outcome: flags.length === 0 ? 'green' : 'red',
    message: flags.length === 0 ? 'nothing to decide' : flags.map((flag) => flag.message).join('; '),
  });
  if (verification.trial) return;
  if (flags.length === 0 || verification.accept) return activate(decision, flags, verification.notes);
  const text = `${flags.map((flag) => `${flag.message}.`).join(' ')} Activate all the same?`;
  const notes = [...verification.notes];
  decision.add('question.opened', {
    question: { id: 'baseline', kind: 'baseline', text, options: [...BASELINE_OPTIONS], flags, notes },
  });
}

/** From here on nobody moves the goalposts: the checkpoint and the protected files are what the work is measured against. */
export function activate(decision: Decision, flags: readonly BaselineFlag[], notes: readonly string[]): void {
  const checkpoint = decision.state.checkpoint;
  if (!checkpoint) throw new Error('activation without a baseline checkpoint');
  // Somebody may have turned to drafting while the baseline was taken; that is over with it.
  if (decision.state.mode === 'draft') decision.add('mode.changed', { by: 'app', mode: 'goal' });
  decision.add('goal.activated', {
    by: 'user',
    revision: decision.goal.revision,
    checkpoint: checkpoint.id,
    flags: [...flags],
    protected: checkpoint.protected,
    notes: [...notes],
  });
}
