import { useCallback, useMemo, useRef, useState } from 'react';
import type { Contract } from '../../../shared/goal/contract';
import { documentOf } from '../../../shared/views/checkForm';
import type { FilledForm } from '../../../shared/views/fillForm';
import { type FormHistory, type Moved, NO_HISTORY, recorded, redone, undone } from '../../../shared/views/formHistory';
import { formDocument, formOf, type GoalForm, type ParsedForm, parseForm, sameForm } from '../../../shared/views/goalForm';
import type { Keeping, KeptDraft } from '../../stores/formDrafts';
import { useKeeping } from './useKeeping';

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
  /** What was last filled in or put away; null before, and after that was put away itself. */
  readonly filled: Filling | null;
  /** Back to what is saved; can be taken back. */
  discard(): void;
  /** What the form said here was sent and taken: it follows what is saved again, but for what was written meanwhile. */
  settled(): void;
  /** How unsent changes are kept. */
  readonly keeping: Keeping;
  readonly steps: Steps;
}

/** Taking back and doing again, each with the part that it changed; undefined where there is nothing. */
export interface Steps {
  readonly undo: (() => string) | undefined;
  readonly redo: (() => string) | undefined;
}

export interface Filling {
  /** Whether the form was filled, or what it held put away. */
  readonly by: 'filled' | 'discarded';
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

interface Held {
  /** Null while the form follows what is saved. */
  readonly kept: Kept | null;
  readonly history: FormHistory;
}

/**
 * The form over a saved contract: it follows the contract until it is changed, and an unsent change is kept on the disk as it is
 * typed. `saved` is null where there is no contract yet, `revision` then 0; `draft` is what was kept when the form opened,
 * and a form without either begins as `beginning` says.
 */
export function useGoalForm(
  key: string,
  saved: Contract | null,
  revision: number,
  draft: KeptDraft | null,
  beginning: unknown = NOTHING,
): FormState {
  const [held, setHeld] = useState<Held>(() => ({ kept: readKept(draft), history: NO_HISTORY }));
  const base = useMemo(() => formOf(saved ?? beginning), [saved, beginning]);
  const { kept, history } = held;
  const form = kept?.form ?? base;
  const latest = useRef({ form, history, kept });
  latest.current = { form, history, kept };
  const parsed = useMemo(() => parseForm(form), [form]);
  const changed = kept !== null && !sameForm(kept.form, base);
  const document = useMemo(
    () => (changed ? { revision: kept.revision, document: formDocument(kept.form) } : null),
    [kept, changed],
  );
  const keeping = useKeeping(key, document, draft, (newer) => setHeld({ kept: readKept(newer), history: NO_HISTORY }));
  const show = useCallback(
    (next: GoalForm, steps: FormHistory) => {
      const held = { revision: latest.current.kept?.revision ?? revision, form: next };
      latest.current = { form: next, history: steps, kept: held };
      setHeld({ kept: held, history: steps });
    },
    [revision],
  );
  const change = useCallback(
    (next: GoalForm) => {
      const { form: now, history: before } = latest.current;
      show(next, recorded(before, now, next, Date.now()));
    },
    [show],
  );
  const filling = useFilling(form, change);
  const follow = useCallback((steps: FormHistory) => {
    latest.current = { ...latest.current, history: steps, kept: null };
    setHeld({ kept: null, history: steps });
  }, []);
  const settled = () => {
    const now = latest.current;
    filling.putAway();
    // What was sent has made the next revision; what was written since is a change of that one.
    if (now.kept && now.form !== form) return setHeld({ kept: { form: now.form, revision: revision + 1 }, history: now.history });
    keeping.forget();
    follow(now.history);
  };
  const discard = () => {
    filling.begin('discarded', []);
    keeping.forget();
    follow(recorded(history, form, base, Date.now()));
  };
  const fill = (filled: FilledForm) => {
    filling.begin('filled', filled.findings);
    change(filled.form);
  };
  const madeOn = changed && kept.revision !== revision ? kept.revision : null;
  const steps = { undo: stepper(undone, latest, show), redo: stepper(redone, latest, show) };
  const state = { form, saved: base, changed, madeOn, change, fill, filled: filling.filled, discard, settled };
  return { ...parsed, ...state, keeping: keeping.state, steps };
}

type Step = (history: FormHistory, now: GoalForm) => Moved | null;

function stepper(
  step: Step,
  latest: { readonly current: { readonly form: GoalForm; readonly history: FormHistory } },
  show: (form: GoalForm, history: FormHistory) => void,
): (() => string) | undefined {
  if (!step(latest.current.history, latest.current.form)) return undefined;
  return () => {
    const moved = step(latest.current.history, latest.current.form);
    if (moved) show(moved.form, moved.history);
    return moved?.part ?? '';
  };
}

interface Filled extends Pick<Filling, 'by' | 'findings' | 'undone'> {
  readonly other: GoalForm;
}

function useFilling(form: GoalForm, change: (next: GoalForm) => void) {
  const [last, setLast] = useState<Filled | null>(null);
  const putAway = () => setLast(null);
  const swap = () => {
    if (!last) return;
    setLast({ ...last, other: form, undone: !last.undone });
    change(last.other);
  };
  const filled: Filling | null = last && { by: last.by, findings: last.findings, undone: last.undone, swap, putAway };
  const begin = (by: Filling['by'], findings: FilledForm['findings']) => setLast({ by, other: form, findings, undone: false });
  return { filled, putAway, begin };
}

function readKept(draft: KeptDraft | null): Kept | null {
  if (!draft) return null;
  return { revision: draft.revision, form: formOf(documentOf(draft.document)) };
}
