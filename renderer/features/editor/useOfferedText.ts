import { useEffect, useRef } from 'react';
import { onDraftOffered, takeDraft } from '../../stores/draftText';
import type { FormState } from './useGoalForm';

/** Words of `/goal …` become the outcome, whether they came before the form opened or after. */
export function useOfferedText(form: FormState): void {
  const latest = useRef(form);
  latest.current = form;
  useEffect(() => {
    const take = () => {
      const outcome = takeDraft();
      if (outcome !== undefined) latest.current.change({ ...latest.current.form, outcome });
    };
    take();
    return onDraftOffered(take);
  }, []);
}
