import { useState } from 'react';
import type { BlobRef } from '../../../shared/kernel/blobRef';
import { t } from '../../../shared/words/t';
import { call } from '../../bridge/bridge';
import { TextAction } from '../../ui/TextAction';
import { diffLines } from './diffLines';
import classes from './ProtectedDiff.module.css';

/** What one request for stored text brings; a longer diff is read on by pressing again. */
const CHUNK_BYTES = 200_000;

type Whole = { readonly text: string; readonly bytes: number; readonly end: boolean } | { readonly message: string } | undefined;

/** Exactly the change to the protected files: its first lines at once, all of it on demand. */
export function ProtectedDiff(props: { readonly paths: readonly string[]; readonly diff: BlobRef; readonly excerpt: string }) {
  const [whole, setWhole] = useState<Whole>();
  const shown = whole && 'text' in whole ? whole : undefined;
  const read = async () => {
    const offset = shown?.bytes ?? 0;
    const answer = await call('blob/text', { sha256: props.diff.sha256, offset, bytes: CHUNK_BYTES });
    if (!answer.ok) return setWhole({ message: answer.error.message });
    const { text, bytes, end } = answer.value;
    setWhole({ text: (shown?.text ?? '') + text, bytes: offset + bytes, end });
  };
  return (
    <figure className={classes.diff}>
      <figcaption className={classes.head}>
        <code className={classes.paths}>{props.paths.join(', ')}</code>
        {!shown?.end && <TextAction onClick={() => void read()}>{shown ? t`Read on` : t`Show all`}</TextAction>}
      </figcaption>
      <pre className={classes.code}>
        {diffLines(shown?.text ?? props.excerpt).map((line) => (
          <span key={line.key} className={classes[line.kind]}>
            {line.text}
            {'\n'}
          </span>
        ))}
      </pre>
      {whole && 'message' in whole && <p role="alert">{whole.message}</p>}
    </figure>
  );
}
