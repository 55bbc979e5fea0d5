import { useCallback, useEffect, useRef, useState } from 'react';
import type { ThreadState } from '../../../shared/thread/state';
import { formOf } from '../../../shared/views/goalForm';
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
  accept(fields: readonly ProposedField[]): void;
  /** Back to what the form said before. */
  discard(): void;
  /** Takes back the last accepting, or the putting away; undefined where there is nothing to take back. */
  readonly undo: (() => void) | undefined;
}

/** Takes a thread's new proposal into its form, and keeps which fields of it still wait, between starts too. */
export function useProposal(state: ThreadState, form: FormState, active: boolean): ProposalState {
  const key = `proposed.${state.thread}`;
  const [proposed, setProposed] = useState<Proposed | null>(() => proposedOf(recall(key)));
  const [undone, setUndone] = useState<{ readonly proposed: Proposed }>();
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
  useEffect(() => {
    if (!proposal || proposal.id === taken) return;
    const next = formOf(proposal.contract);
    keep({ id: proposal.id, form: next, before: latest.current.form, accepted: [], discarded: null });
    setUndone(undefined);
    latest.current.change(next);
  }, [proposal, taken, keep]);

  const accept = (fields: readonly ProposedField[]) => {
    if (!proposed) return;
    setUndone({ proposed });
    keep(acceptFields(proposed, fields));
  };
  const discard = () => {
    if (!proposed) return;
    setUndone({ proposed });
    keep({ ...proposed, discarded: form.form });
    form.change(proposed.before);
  };
  const undo = () => {
    if (!undone) return;
    if (proposed?.discarded && !undone.proposed.discarded) form.change(proposed.discarded);
    setUndone(undefined);
    keep(undone.proposed);
  };
  const open = active && proposed ? openFields(proposed, form.form) : [];
  return { open, stands: active && open.length > 0, accept, discard, undo: active && undone ? undo : undefined };
}
