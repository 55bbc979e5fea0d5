import { useEffect, useRef, useState } from 'react';
import { type FilledForm, fillFromText, replacesWords } from '../../../shared/views/fillForm';
import { formOf, type GoalForm } from '../../../shared/views/goalForm';
import { t } from '../../../shared/words/t';
import { call } from '../../bridge/bridge';
import { type OfferedDraft, offeredDraft, onDraftOffered, takeDraft } from '../../stores/draftText';
import { Confirm } from '../../ui/Confirm';
import { looseForm } from './looseContract';
import type { FormState } from './useGoalForm';

interface Asked {
  readonly filled: FilledForm;
  readonly draft: OfferedDraft;
}

/**
 * Words of `/goal …` fill the parts that they name, a plan's contract, a file or a template the whole form, whether they came before
 * the form opened or after. Where that would replace what the user has changed and not sent, it asks first.
 */
export function OfferedText({ form }: { readonly form: FormState }) {
  const latest = useRef(form);
  latest.current = form;
  const [asked, ask] = useState<Asked>();
  useEffect(() => {
    let closed = false;
    const look = async () => {
      const draft = offeredDraft();
      if (!draft) return;
      const whole = await wholeForm(draft);
      // Meanwhile the form may have closed, or another draft may have come: this one is then not for this form.
      if (closed || offeredDraft() !== draft) return;
      takeDraft();
      const { form: now, changed } = latest.current;
      const filled = draft.kind === 'words' ? fillFromText(now, draft.words) : { form: whole ?? now, findings: [] };
      if (changed && (draft.kind !== 'words' || replacesWords(now, filled.form))) ask({ filled, draft });
      else take(latest.current, { filled, draft });
    };
    void look();
    const stop = onDraftOffered(() => void look());
    return () => {
      closed = true;
      stop();
    };
  }, []);
  const otherwise = asked?.draft.kind === 'words' ? asked.draft.otherwise : undefined;
  return (
    <Confirm
      opened={asked !== undefined}
      title={t`Replace your changes?`}
      action={t`Replace changes`}
      keep={otherwise?.label ?? t`Keep changes`}
      onConfirm={() => asked && take(latest.current, asked)}
      onClose={() => ask(undefined)}
      {...(otherwise ? { onKeep: otherwise.act } : {})}
    >
      {t`The form holds changes that are not saved. What you bring here takes their place.`}
    </Confirm>
  );
}

function take(form: FormState, { filled, draft }: Asked): void {
  form.fill(filled);
  if (draft.kind === 'form') draft.taken();
}

/** The form that takes the whole form's place. What of a contract does not parse is shown at its field. */
async function wholeForm(draft: OfferedDraft): Promise<GoalForm | undefined> {
  if (draft.kind === 'form') return draft.form;
  if (draft.kind === 'words') return undefined;
  const parsed = await call('contract/parse', { text: draft.text });
  return parsed.ok && parsed.value.contract ? formOf(parsed.value.contract) : looseForm(draft.text);
}
