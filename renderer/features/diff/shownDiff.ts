import type { Hunk } from '../../../shared/views/diff/hunks';
import { type LinesOfSide, linesAt } from './lineGutter';
import type { DiffEditor } from './monaco';

/** A diff as it stands, compared: what the place asks of it by keys. */
export interface ShownDiff {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly hunks: readonly Hunk[];
  /** Puts the cursor on a hunk's first line, in the middle of what is seen. */
  goTo(hunk: Pick<Hunk, 'from' | 'oldFrom'>): void;
  /** The lines that a comment by key is about: those selected, or the cursor's, in the side that had the focus last. */
  lines(): LinesOfSide;
  focus(): void;
}

export function shownDiff(editor: DiffEditor, texts: Pick<ShownDiff, 'path' | 'before' | 'after' | 'hunks'>): ShownDiff {
  const [original, modified] = [editor.getOriginalEditor(), editor.getModifiedEditor()];
  return {
    ...texts,
    goTo: ({ from, oldFrom }) => {
      const line = Math.max(1, Math.min(from, modified.getModel()?.getLineCount() ?? 1));
      modified.setPosition({ lineNumber: line, column: 1 });
      modified.revealLineInCenter(line);
      original.setPosition({ lineNumber: Math.max(1, Math.min(oldFrom, original.getModel()?.getLineCount() ?? 1)), column: 1 });
    },
    lines: () => (original.hasTextFocus() ? { side: 'before', ...linesAt(original) } : { side: 'after', ...linesAt(modified) }),
    focus: () => modified.focus(),
  };
}
