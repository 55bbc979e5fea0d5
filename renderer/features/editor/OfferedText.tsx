import { useEffect, useRef, useState } from 'react';
import { formOf, type GoalForm } from '../../../shared/views/goalForm';
import { call } from '../../bridge/bridge';
import { type OfferedDraft, offeredDraft, onDraftOffered, takeDraft } from '../../stores/draftText';
import { Confirm } from '../../ui/Confirm';
import { looseForm } from './looseContract';
import type { FormState } from './useGoalForm';

/**
 * Words of `/goal …` become the outcome, a plan's contract the whole form, whether they came before the form opened or after. Where
 * that would replace what the user has changed and not sent, it asks first.
 */
export function OfferedText({ form }: { readonly form: FormState }) {
  const latest = useRef(form);
  latest.current = form;
  const [offered, ask] = useState<GoalForm>();
  useEffect(() => {
    let closed = false;
    const look = async () => {
      const draft = offeredDraft();
      if (!draft) return;
      const contract = draft.kind === 'contract' ? await contractForm(draft.text) : undefined;
      // Meanwhile the form may have closed, or another draft may have come: this one is then not for this form.
      if (closed || offeredDraft() !== draft) return;
      takeDraft();
      const { form: now, changed, change } = latest.current;
      const next = contract ?? { ...now, outcome: wordsOf(draft) };
      if (changed && (contract !== undefined || now.outcome.trim() !== '')) ask(next);
      else change(next);
    };
    void look();
    const stop = onDraftOffered(() => void look());
    return () => {
      closed = true;
      stop();
    };
  }, []);
  return (
    <Confirm
      opened={offered !== undefined}
      title="Replace your changes?"
      action="Replace changes"
      keep="Keep changes"
      onConfirm={() => offered && latest.current.change(offered)}
      onClose={() => ask(undefined)}
    >
      The form holds changes that are not saved. What you bring here takes their place.
    </Confirm>
  );
}

const wordsOf = (draft: OfferedDraft) => (draft.kind === 'words' ? draft.words : '');

/** What of a contract does not parse is shown at its field: the form begins with all that can be read. */
async function contractForm(text: string): Promise<GoalForm> {
  const parsed = await call('contract/parse', { text });
  return parsed.ok && parsed.value.contract ? formOf(parsed.value.contract) : looseForm(text);
}
