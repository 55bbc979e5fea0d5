import { useState } from 'react';
import { t } from '../../shared/words/t';
import { TextAction } from './TextAction';

/** Copies a text, and says so until the text is another. */
export function CopyWord(props: { readonly text: string; readonly label?: string; readonly disabled?: boolean }) {
  const { text, label = t`Copy`, disabled = false } = props;
  const [said, say] = useState<{ readonly of: string; readonly word: string }>();
  const copy = async () => {
    const word = await navigator.clipboard.writeText(text).then(
      () => t`Copied`,
      () => t`Not copied`,
    );
    say({ of: text, word });
  };
  return (
    <TextAction onClick={() => void copy()} disabled={disabled}>
      {said?.of === text ? said.word : label}
    </TextAction>
  );
}
