import type { BlobRef } from '../../../shared/kernel/blobRef';
import { thousands } from '../../../shared/views/format';
import { Fault } from '../../ui/Fault';
import { TextAction } from '../../ui/TextAction';
import classes from './StoredOutput.module.css';
import { useStoredText } from './useStoredText';

/** The output of a command that has ended, as text. */
export function StoredOutput({ output }: { readonly output: BlobRef }) {
  const { stored, busy, more } = useStoredText(output);
  if (stored.fault !== undefined) {
    return (
      <div className={classes.fault}>
        <Fault cause="The output could not be read" remedy={stored.fault} />
      </div>
    );
  }
  return (
    <>
      <pre className={classes.out}>{stored.text === '' ? emptyWords(busy) : stored.text.replace(/\n$/, '')}</pre>
      {!stored.end && !busy && (
        <p className={classes.more}>
          {thousands(stored.read, 0)} of {thousands(output.bytes, 0)} bytes.{' '}
          <TextAction onClick={more}>{output.bytes - stored.read > 1_000_000 ? 'Read on' : 'Open all'}</TextAction>
        </p>
      )}
    </>
  );
}

const emptyWords = (busy: boolean) => (busy ? 'Reading the output' : 'No output.');
