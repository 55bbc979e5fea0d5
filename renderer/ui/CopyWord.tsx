import { useState } from 'react';
import { t } from '../../shared/words/t';
import { TextAction } from './TextAction';

/** Copies a text, and says so until the text is another. */
export function CopyWord({ text, label = t`Copy` }: { readonly text: string; readonly label?: string }) {
  const [said, say] = useState<{ readonly of: string; readonly word: string }>();
  const copy = async () => {
    const word = await navigator.clipboard.writeText(text).then(
      () => t`Copied`,
      () => t`Not copied`,
    );
    say({ of: text, word });
  };
  return <TextAction onClick={() => void copy()}>{said?.of === text ? said.word : label}</TextAction>;
}
