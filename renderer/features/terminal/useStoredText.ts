import { useCallback, useEffect, useRef, useState } from 'react';
import type { BlobRef } from '../../../shared/kernel/blobRef';
import { PlainLines } from '../../../shared/tools/plainLines';
import { call } from '../../bridge/bridge';

/** What is read of a stored output at once: more than anybody scrolls through, less than makes a window wait. */
const PIECE_BYTES = 1_000_000;

export interface StoredText {
  readonly text: string;
  readonly read: number;
  readonly end: boolean;
  readonly fault: string | undefined;
}

const NOTHING: StoredText = { text: '', read: 0, end: false, fault: undefined };

/** A stored output as plain lines, its first megabyte; `more` reads on. It was printed on a terminal: redrawn lines show their last state. */
export function useStoredText(ref: BlobRef) {
  const { sha256 } = ref;
  const [stored, setStored] = useState(NOTHING);
  const [busy, setBusy] = useState(true);
  const lines = useRef(new PlainLines());
  const wanted = useRef(sha256);

  const read = useCallback(
    async (offset: number) => {
      setBusy(true);
      const answer = await call('blob/text', { sha256, offset, bytes: PIECE_BYTES });
      if (wanted.current !== sha256) return;
      setBusy(false);
      if (!answer.ok) return setStored((known) => ({ ...known, fault: answer.error.message }));
      const { text, bytes, end } = answer.value;
      const plain = lines.current.push(text) + (end ? lines.current.flush() : '');
      setStored((known) => ({ text: known.text + plain, read: offset + bytes, end, fault: undefined }));
    },
    [sha256],
  );

  useEffect(() => {
    wanted.current = sha256;
    lines.current = new PlainLines();
    setStored(NOTHING);
    void read(0);
    return () => {
      wanted.current = '';
    };
  }, [sha256, read]);

  return { stored, busy, more: () => void read(stored.read) };
}
