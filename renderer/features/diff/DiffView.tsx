import { useEffect, useRef } from 'react';
import classes from './DiffView.module.css';
import { applyTokenTheme, createDiffEditor, type DiffEditor, disposeEditor, showTexts } from './monaco';

/** Two texts beside each other or one in the other, never to be written in. */
export function DiffView(props: {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly sideBySide: boolean;
  /** Hears of the editor while it stands, to step from change to change. */
  readonly onEditor: (shown: DiffEditor | null) => void;
}) {
  const host = useRef<HTMLDivElement>(null);
  const shown = useRef<DiffEditor | null>(null);
  const { path, before, after, sideBySide, onEditor } = props;
  useEffect(() => {
    if (!host.current) return;
    const created = createDiffEditor(host.current, true);
    shown.current = created;
    onEditor(created);
    const scheme = new MutationObserver(applyTokenTheme);
    scheme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-mantine-color-scheme'] });
    return () => {
      scheme.disconnect();
      onEditor(null);
      shown.current = null;
      disposeEditor(created);
    };
  }, [onEditor]);
  useEffect(() => {
    if (shown.current) showTexts(shown.current, path, before, after);
  }, [path, before, after]);
  useEffect(() => shown.current?.updateOptions({ renderSideBySide: sideBySide }), [sideBySide]);
  return <section ref={host} className={classes.host} aria-label={`Changes of ${path}`} />;
}
