import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type Hunk, hunkOf } from '../../../shared/views/diff/hunks';
import { t } from '../../../shared/words/t';
import classes from './DiffView.module.css';
import { LineZonePortal } from './LineZonePortal';
import { offerComments } from './lineGutter';
import {
  applyTokenTheme,
  createDiffEditor,
  type DiffEditor,
  type DiffLayout,
  disposeEditor,
  layoutOptions,
  showTexts,
} from './monaco';
import { type ShownDiff, shownDiff } from './shownDiff';

/** Something that stands between the lines of one side. */
export interface BetweenLines {
  readonly key: string;
  readonly side: 'before' | 'after';
  /** It stands below this line. */
  readonly line: number;
  readonly content: ReactNode;
}

/** Two texts beside each other or one in the other, never to be written in. */
export function DiffView(props: {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly layout: DiffLayout;
  readonly zones: readonly BetweenLines[];
  /** Hears of the diff each time it was compared, and of null when it goes. */
  readonly onShown: (shown: ShownDiff | null) => void;
  readonly onHunk: (line: number) => void;
  readonly onComment: (at: { readonly side: 'before' | 'after'; readonly from: number; readonly to: number }) => void;
}) {
  const host = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<DiffEditor | null>(null);
  /** Counts the texts shown: what stands between the lines of one is gone with it. */
  const [texts, setTexts] = useState(0);
  const read = useRef('');
  const { path, before, after, layout } = props;
  const heard = useRef(props);
  heard.current = props;
  useEffect(() => {
    if (!host.current) return undefined;
    const created = createDiffEditor(host.current, heard.current.layout);
    setEditor(created);
    const scheme = new MutationObserver(applyTokenTheme);
    scheme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-mantine-color-scheme'] });
    const gutters = offerComments(created, (at) => heard.current.onComment(at));
    const cursor = created
      .getModifiedEditor()
      .onDidChangeCursorPosition((moved) => heard.current.onHunk(moved.position.lineNumber));
    return () => {
      scheme.disconnect();
      gutters.dispose();
      cursor.dispose();
      heard.current.onShown(null);
      setEditor(null);
      disposeEditor(created);
    };
  }, []);
  useEffect(() => {
    if (!editor) return undefined;
    // A checkpoint that came while one reads the file must not move what is read.
    const view = read.current === path ? editor.saveViewState() : null;
    read.current = path;
    showTexts(editor, path, before, after);
    if (view) editor.restoreViewState(view);
    setTexts((count) => count + 1);
    const compared = editor.onDidUpdateDiff(() => {
      const hunks: readonly Hunk[] | undefined = editor.getLineChanges()?.map(hunkOf);
      if (hunks) heard.current.onShown(shownDiff(editor, { path, before, after, hunks }));
    });
    return () => compared.dispose();
  }, [editor, path, before, after]);
  useEffect(() => editor?.updateOptions(layoutOptions(layout)), [editor, layout]);
  return (
    <section ref={host} className={classes.host} aria-label={t`Changes of ${path}`}>
      {editor &&
        texts > 0 &&
        props.zones.map((zone) => (
          <LineZonePortal
            key={`${texts} ${zone.key} ${zone.line}`}
            code={zone.side === 'after' ? editor.getModifiedEditor() : editor.getOriginalEditor()}
            line={zone.line}
          >
            {zone.content}
          </LineZonePortal>
        ))}
    </section>
  );
}
