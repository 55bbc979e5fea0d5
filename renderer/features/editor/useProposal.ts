import { useCallback, useEffect, useRef, useState } from 'react';
import type { ThreadState } from '../../../shared/thread/state';
import { formOf, type GoalForm } from '../../../shared/views/goalForm';
import { besideOwnWords, keptPaths, withOffered } from '../../../shared/views/ownWords';
import {
  acceptFields,
  openFields,
  type Proposed,
  type ProposedField,
  proposedDocument,
  proposedOf,
} from '../../../shared/views/proposal';
import { recall, remember } from '../../stores/remembered';
import type { FormState } from './useGoalForm';

export interface ProposalState {
  /** Fields that wait to be accepted or edited. */
  readonly open: readonly ProposedField[];
  /** Whether a proposal stands in the form and can be put away. */
  readonly stands: boolean;
  /** Paths at which the form kept what a person had written, and the agent proposes something else. */
  readonly kept: readonly string[];
  /** What of a proposal that comes in would go into the form now. */
  beside(offered: GoalForm): GoalForm;
  /** Takes the agent's words there too; they are then marked like all others. */
  useOffered(): void;
  accept(fields: readonly ProposedField[]): void;
  /** Back to what the form said before. */
  discard(): void;
  /** Takes back the last accepting, taking over or putting away; undefined where there is nothing to take back. */
  readonly undo: (() => void) | undefined;
}

/** Takes a thread's new proposal into its form, and keeps which fields of it still wait, between starts too. */
export function useProposal(state: ThreadState, form: FormState, active: boolean): ProposalState {
  const key = `proposed.${state.thread}`;
  const [proposed, setProposed] = useState<Proposed | null>(() => proposedOf(recall(key)));
  const [undone, setUndone] = useState<{ readonly proposed: Proposed; readonly form?: GoalForm }>();
  const latest = useRef(form);
  latest.current = form;
  const keep = useCallback(
    (next: Proposed) => {
      setProposed(next);
      remember(key, proposedDocument(next));
    },
    [key],
  );
  const { proposal } = state;
  const taken = proposed?.id;
  const earlier = useRef(proposed);
  earlier.current = proposed;
  const beside = useCallback((offered: GoalForm) => {
    const { form: now, saved } = latest.current;
    return besideOwnWords(offered, { form: now, saved, earlier: earlier.current?.form ?? null });
  }, []);
  useEffect(() => {
    if (!proposal || proposal.id === taken) return;
    const offered = formOf(proposal.contract);
    const next = beside(offered);
    keep({ id: proposal.id, form: next, offered, before: latest.current.form, accepted: [], discarded: null });
    setUndone(undefined);
    latest.current.change(next);
  }, [proposal, taken, keep, beside]);

  const accept = (fields: readonly ProposedField[]) => {
    if (!proposed) return;
    setUndone({ proposed });
    keep(acceptFields(proposed, fields));
  };
  const discard = () => {
    if (!proposed) return;
    setUndone({ proposed, form: form.form });
    keep({ ...proposed, discarded: form.form });
    form.change(proposed.before);
  };
  const useOffered = () => {
    if (!proposed) return;
    setUndone({ proposed, form: form.form });
    const used = withOffered(proposed, form.form);
    keep(used.proposed);
    form.change(used.form);
  };
  const undo = () => {
    if (!undone) return;
    if (undone.form) form.change(undone.form);
    setUndone(undefined);
    keep(undone.proposed);
  };
  const open = active && proposed ? openFields(proposed, form.form) : [];
  const kept = active && proposed ? keptPaths(proposed, form.form) : [];
  return {
    open,
    stands: active && open.length > 0,
    kept,
    beside,
    useOffered,
    accept,
    discard,
    undo: active && undone ? undo : undefined,
  };
}
