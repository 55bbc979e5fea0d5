import { useMemo } from 'react';
import { partialJson } from '../../../shared/kernel/partialJson';
import type { ThreadState } from '../../../shared/thread/state';
import { formWhileProposed } from '../../../shared/views/proposal';
import { t } from '../../../shared/words/t';
import { useProposedText } from '../../stores/deltas';
import type { FormState } from './useGoalForm';
import { type ProposalState, useProposal } from './useProposal';

export interface DraftedForm {
  /** What the form shows: the user's, or, while a contract is being proposed, what has come of it so far. */
  readonly shown: FormState;
  readonly proposal: ProposalState;
  readonly writing: boolean;
  /** The form is the agent's while a draft runs; stopping gives it back. */
  readonly taken: boolean;
}

/** The form of a thread on which the agent may draft. `active` where the contract can still be drafted. */
export function useDraftedForm(state: ThreadState, form: FormState, active: boolean): DraftedForm {
  const proposal = useProposal(state, form, active);
  const taken = state.turn?.kind === 'draft';
  const text = useProposedText(state.thread, taken ? state.turn?.id : undefined);
  const coming = useMemo(() => (text === '' ? undefined : partialJson(text)), [text]);
  const shown =
    coming === undefined ? form : { ...form, form: proposal.beside(formWhileProposed(form.form, coming)), problems: [] };
  return { shown, proposal, writing: coming !== undefined, taken };
}

/** Why a contract cannot be activated yet. */
export function unsettled({ proposal, taken }: DraftedForm): string | undefined {
  const busy = busyWords(taken);
  if (busy !== undefined) return busy;
  const { length } = proposal.open;
  if (length === 0) return undefined;
  return length === 1 ? t`1 proposed field waits: accept or edit it.` : t`${length} proposed fields wait: accept or edit them.`;
}

/** Why nothing of the form can be changed or tried while the agent has it. */
export function busyWords(taken: boolean): string | undefined {
  return taken ? t`The agent is drafting. Stop it, or wait for its proposal.` : undefined;
}
