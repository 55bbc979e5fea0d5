import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Contract } from '../../../shared/goal/contract';
import { documentOf } from '../../../shared/views/checkForm';
import type { FilledForm } from '../../../shared/views/fillForm';
import { formDocument, formOf, type GoalForm, type ParsedForm, parseForm, sameForm } from '../../../shared/views/goalForm';
import { forget, recall, remember } from '../../stores/remembered';

export interface FormState extends ParsedForm {
  readonly form: GoalForm;
  /** What is saved. */
  readonly saved: GoalForm;
  /** Whether the form says something else than what is saved. */
  readonly changed: boolean;
  /** The revision that unsent changes were made to, where it is no longer the one that stands; null otherwise. */
  readonly madeOn: number | null;
  change(next: GoalForm): void;
  /** Changes many fields at once, from a text, a file or a template; what stood before can be had back. */
  fill(filled: FilledForm): void;
  /** What was last filled in; null before, and after it was put away. */
  readonly filled: Filling | null;
  /** Back to what is saved. */
  discard(): void;
}

export interface Filling {
  readonly findings: FilledForm['findings'];
  readonly undone: boolean;
  /** Exchanges the form with the one before the filling, and back: what was written since is not lost either. */
  swap(): void;
  putAway(): void;
}

const NOTHING = {};

interface Kept {
  readonly revision: number;
  readonly form: GoalForm;
}

/**
 * The form over a saved contract: it follows the contract until it is changed, and keeps an unsent change between starts.
 * `saved` is null where there is no contract yet, `revision` then 0, and the form begins as `beginning` says.
 */
export function useGoalForm(key: string, saved: Contract | null, revision: number, beginning: unknown = NOTHING): FormState {
  const [kept, setKept] = useState<Kept | null>(() => readKept(recall(key)));
  const base = useMemo(() => formOf(saved ?? beginning), [saved, beginning]);
  const form = kept?.form ?? base;
  const parsed = useMemo(() => parseForm(form), [form]);
  const changed = kept !== null && !sameForm(kept.form, base);
  useEffect(() => {
    if (kept && changed) remember(key, { revision: kept.revision, document: formDocument(kept.form) });
    else forget(key);
  }, [key, kept, changed]);
  const change = useCallback(
    (next: GoalForm) => setKept((before) => ({ revision: before?.revision ?? revision, form: next })),
    [revision],
  );
  const filling = useFilling(kept, setKept);
  const discard = () => {
    // At once: where the form closes with it, no effect comes to run any more.
    forget(key);
    setKept(null);
    filling.putAway();
  };
  const fill = (filled: FilledForm) => {
    filling.begin(filled.findings);
    change(filled.form);
  };
  const madeOn = changed && kept.revision !== revision ? kept.revision : null;
  return { ...parsed, form, saved: base, changed, madeOn, change, fill, filled: filling.filled, discard };
}

function useFilling(kept: Kept | null, setKept: (kept: Kept | null) => void) {
  const [last, setLast] = useState<{ other: Kept | null; findings: FilledForm['findings']; undone: boolean } | null>(null);
  const putAway = () => setLast(null);
  const swap = () => {
    if (!last) return;
    setLast({ ...last, other: kept, undone: !last.undone });
    setKept(last.other);
  };
  const filled: Filling | null = last && { findings: last.findings, undone: last.undone, swap, putAway };
  return { filled, putAway, begin: (findings: FilledForm['findings']) => setLast({ other: kept, findings, undone: false }) };
}

function readKept(value: unknown): Kept | null {
  const { revision, document } = documentOf(value);
  return typeof revision === 'number' && document !== undefined ? { revision, form: formOf(document) } : null;
}
