import type { ClosedReason, Standing } from '../../evidence/gate';
import type { Evidence } from '../../evidence/record';
import type { HumanCheck } from '../../goal/check';
import { type Contract, contractChecks } from '../../goal/contract';
import { lookAnswer } from '../answers';
import { HUMAN_OPTIONS, type Question } from '../question';
import type { VerificationState } from '../state';
import type { Decision } from './decision';
import { answerCall, finishTurn } from './turnEnd';

type HumanQuestion = Extract<Question, { kind: 'human' }>;

/** What a person said of a check. `note` may be empty where it passes. */
interface Look {
  readonly passes: boolean;
  readonly note: string;
}

/**
 * The checks that only a person can judge, where nothing else keeps the gate closed: nobody is asked to look at what a command
 * refuses already. Empty where anything else is missing, or a person's no still stands.
 */
export function looksMissing(contract: Contract, reasons: readonly ClosedReason[]): readonly HumanCheck[] {
  const people = contractChecks(contract).flatMap(({ check }) => (check.kind === 'human' ? [check] : []));
  const missing = reasons.flatMap((reason) => {
    const open = reason.code === 'not_run' || reason.code === 'stale';
    return open ? people.filter((check) => check.id === reason.check) : [];
  });
  return missing.length === reasons.length ? missing : [];
}

/** Every other check passes: the turn ends, and people are asked. Their answers are evidence for the tree as it stands now. */
export function askPeople(
  decision: Decision,
  verification: VerificationState,
  looks: readonly HumanCheck[],
  standing: Standing,
): void {
  const ids = looks.map(({ id }) => id);
  const message = `a person is asked about ${ids.join(', ')}`;
  decision.add('verification.finished', { verification: verification.id, outcome: 'green', message });
  for (const check of looks) {
    const asked = { verification: verification.id, checkpoint: verification.checkpoint?.id ?? '', standing };
    const text = `Every check that the app can run passes at ${asked.checkpoint}. Please look: ${check.ask}`;
    decision.add('question.opened', {
      question: { id: `human:${check.id}`, kind: 'human', text, options: [...HUMAN_OPTIONS], check: check.id, ...asked },
    });
  }
  if (verification.call !== null) answerCall(decision, verification.call, 'ok', lookAnswer(ids));
  finishTurn(decision, 'awaiting_look');
}

/** `pass`, `pass: well done`, `fail: the axis has no unit`. Undefined for what is neither, and for a no without a word on why. */
export function lookIn(answer: string): Look | undefined {
  const [, word = '', note = ''] = /^(pass|fail)(?:es|s)?\b\s*[:,]?\s*(.*)$/is.exec(answer) ?? [];
  const passes = word.toLowerCase() === 'pass';
  return word === '' || (!passes && note === '') ? undefined : { passes, note };
}

/** The answer as evidence, on the tree that was asked about. */
export function recordLook(decision: Decision, question: HumanQuestion, answer: string, name: string): boolean {
  const look = lookIn(answer);
  const asked = contractChecks(decision.goal.contract).find(({ check }) => check.id === question.check);
  if (!look || asked?.check.kind !== 'human') return false;
  const { revision, ...standing } = question.standing;
  const evidence: Evidence = {
    id: `e${decision.state.evidenceCount + 1}`,
    check: question.check,
    role: asked.role,
    purpose: 'gate',
    revision,
    ...standing,
    checkpoint: question.checkpoint,
    verdict: look.passes ? { verdict: 'pass' } : { verdict: 'fail', reason: 'human', message: `${name} says no: ${look.note}` },
    command: `${name} looks: ${asked.check.ask}`,
    sandbox: 'unused',
    startedAt: decision.at,
    durationMs: 0,
    runs: [],
    excerpt: look.note,
    undone: [],
    looked: { name, note: look.note },
  };
  decision.add('check.started', { verification: question.verification, check: question.check, evidence: evidence.id });
  decision.add('evidence.recorded', { verification: question.verification, evidence });
  return look.passes;
}
