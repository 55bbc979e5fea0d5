import { useState } from 'react';
import type { BlobRef } from '../../../shared/kernel/blobRef';
import { t } from '../../../shared/words/t';
import { call } from '../../bridge/bridge';
import { TextAction } from '../../ui/TextAction';
import { diffLines } from './diffLines';
import classes from './ProtectedDiff.module.css';

/** What one request for stored text brings; a longer diff is read on by pressing again. */
const CHUNK_BYTES = 200_000;

interface Read {
  readonly text: string;
  readonly bytes: number;
  readonly end: boolean;
}

/** Exactly the change to the protected files: its first lines at once, all of it on demand. */
export function ProtectedDiff(props: { readonly paths: readonly string[]; readonly diff: BlobRef; readonly excerpt: string }) {
  const [shown, show] = useState<Read>();
  const [fault, setFault] = useState<string>();
  const read = async () => {
    const offset = shown?.bytes ?? 0;
    const answer = await call('blob/text', { sha256: props.diff.sha256, offset, bytes: CHUNK_BYTES });
    setFault(answer.ok ? undefined : answer.error.message);
    if (!answer.ok) return;
    const { text, bytes, end } = answer.value;
    show({ text: (shown?.text ?? '') + text, bytes: offset + bytes, end });
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
      {fault !== undefined && <p role="alert">{fault}</p>}
    </figure>
  );
}
