import { useEffect, useRef } from 'react';
import { formOf, type GoalForm } from '../../../shared/views/goalForm';
import { call } from '../../bridge/bridge';
import { type OfferedDraft, onDraftOffered, takeDraft } from '../../stores/draftText';
import { looseForm } from './looseContract';
import type { FormState } from './useGoalForm';

/** Words of `/goal …` become the outcome, a plan's contract the whole form, whether they came before the form opened or after. */
export function useOfferedText(form: FormState): void {
  const latest = useRef(form);
  latest.current = form;
  useEffect(() => {
    const take = async () => {
      const draft = takeDraft();
      if (draft) latest.current.change(await filled(latest.current.form, draft));
    };
    void take();
    return onDraftOffered(() => void take());
  }, []);
}

/** What of a contract does not parse is shown at its field: the form begins with all that can be read. */
async function filled(form: GoalForm, draft: OfferedDraft): Promise<GoalForm> {
  if (draft.kind === 'words') return { ...form, outcome: draft.words };
  const parsed = await call('contract/parse', { text: draft.text });
  return parsed.ok && parsed.value.contract ? formOf(parsed.value.contract) : looseForm(draft.text);
}
