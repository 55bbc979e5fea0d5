import { useEffect, useRef, useState } from 'react';
import { draftWriter, type Keeping, type KeptDraft, readDraft } from '../../stores/formDrafts';

/**
 * Keeps what the form holds and nobody has sent, as it changes; null where it says what is saved. Where another window has kept
 * something newer meanwhile, `onNewer` gets it when one comes back to this one.
 */
export function useKeeping(
  key: string,
  document: Omit<KeptDraft, 'savedAt'> | null,
  draft: KeptDraft | null,
  onNewer: (draft: KeptDraft | null) => void,
) {
  const writer = draftWriter(key);
  const [state, setState] = useState<Keeping>(() =>
    draft?.savedAt ? { kind: 'saved', at: draft.savedAt } : { kind: draft ? 'saving' : 'nothing' },
  );
  const known = useRef<string | null>(draft && textOf(draft));
  useEffect(() => {
    writer.hear(setState);
    // What could not be written when one was here last may be now.
    if (writer.pending) void writer.flush();
    return () => {
      writer.hear(() => undefined);
      void writer.flush();
    };
  }, [writer]);
  useEffect(() => {
    const text = document && textOf(document);
    // Also what the form opened with: writing it again would make it younger than it is.
    if (text === known.current) return;
    known.current = text;
    writer.put(document);
  }, [writer, document]);
  useNewer(key, known, onNewer, setState);
  const forget = () => {
    known.current = null;
    writer.put(null);
    setState({ kind: 'nothing' });
  };
  return { state, forget };
}

function useNewer(
  key: string,
  known: { current: string | null },
  onNewer: (draft: KeptDraft | null) => void,
  tell: (state: Keeping) => void,
): void {
  const latest = useRef(onNewer);
  latest.current = onNewer;
  useEffect(() => {
    let gone = false;
    const look = async () => {
      if (draftWriter(key).pending) return;
      const read = await readDraft(key);
      if (gone || !read.ok || draftWriter(key).pending) return;
      const { draft } = read;
      if ((draft && textOf(draft)) === known.current) return;
      known.current = draft && textOf(draft);
      latest.current(draft);
      tell(draft?.savedAt ? { kind: 'saved', at: draft.savedAt } : { kind: 'nothing' });
    };
    const onFocus = () => void look();
    const onHide = () => void draftWriter(key).flush();
    window.addEventListener('focus', onFocus);
    window.addEventListener('blur', onHide);
    window.addEventListener('pagehide', onHide);
    return () => {
      gone = true;
      window.removeEventListener('focus', onFocus);
      window.removeEventListener('blur', onHide);
      window.removeEventListener('pagehide', onHide);
    };
  }, [key, known, tell]);
}

function textOf({ revision, document }: Pick<KeptDraft, 'revision' | 'document'>): string {
  return JSON.stringify([revision, document]);
}
