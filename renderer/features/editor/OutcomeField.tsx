import { type ClipboardEvent, useRef } from 'react';
import { namesParts } from '../../../shared/views/fillForm';
import { t } from '../../../shared/words/t';
import { offerDraft } from '../../stores/draftText';
import { useFormAccess } from './formContext';
import { TextArea } from './TextArea';

/** The outcome's text. A goal's whole text that is pasted here fills the parts that it names. */
export function OutcomeField({ invalid }: { readonly invalid: boolean }) {
  const access = useFormAccess();
  const latest = useRef(access);
  latest.current = access;
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const words = event.clipboardData.getData('text/plain');
    if (!namesParts(words)) return;
    event.preventDefault();
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    const act = () => {
      const { form, change } = latest.current;
      change({ ...form, outcome: value.slice(0, selectionStart) + words + value.slice(selectionEnd) });
    };
    offerDraft({ kind: 'words', words, otherwise: { label: t`Paste as text`, act } });
  };
  const { form, change } = access;
  return (
    <TextArea
      label={t`Outcome`}
      value={form.outcome}
      onChange={(outcome) => change({ ...form, outcome })}
      onPaste={paste}
      invalid={invalid}
    />
  );
}
