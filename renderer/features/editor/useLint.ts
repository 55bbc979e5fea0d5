import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useRef, useState } from 'react';
import type { LintFinding, LintPart } from '../../../shared/goal/lint/finding';
import type { Lint } from '../../../shared/goal/lint/lint';
import { lintForm, type TakenOver, takeBack, takeOver } from '../../../shared/views/formLint';
import type { GoalForm } from '../../../shared/views/goalForm';

/** Long enough that a word is not judged letter by letter, short enough to be there when the eye moves on. */
const SETTLE_MS = 250;

export interface FormLint {
  /** Null where nothing has been written yet. */
  readonly lint: Lint | null;
  /** The part whose rewrite was taken over last, while that can be taken back. */
  readonly takenOver: LintPart | null;
  use(finding: LintFinding): void;
  undo(): void;
}

/** What lint says of the form, some moments after each change, and what is done with its rewrites. */
export function useLint(form: GoalForm, change: (next: GoalForm) => void, begun: boolean): FormLint {
  const [settled] = useDebouncedValue(form, SETTLE_MS);
  const lint = useMemo(() => (begun ? lintForm(settled) : null), [settled, begun]);
  const [taken, setTaken] = useState<TakenOver | null>(null);
  const back = useMemo(() => taken && takeBack(form, taken), [form, taken]);
  const latest = useRef({ form, back });
  latest.current = { form, back };
  const use = (finding: LintFinding) => {
    const next = takeOver(latest.current.form, finding);
    setTaken(next);
    if (next) change(next.after);
  };
  const undo = () => {
    setTaken(null);
    if (latest.current.back) change(latest.current.back);
  };
  return { lint, takenOver: back ? (taken?.part ?? null) : null, use, undo };
}
