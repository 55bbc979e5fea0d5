import { editor, Range } from 'monaco-editor/editor/editor.api';
import type { DiffEditor } from './monaco';

export interface LinesOfSide {
  readonly side: 'before' | 'after';
  readonly from: number;
  readonly to: number;
}

/** Makes the number of the line under the mouse a button, on both sides. With lines selected it is for all of them. */
export function offerComments(shown: DiffEditor, onComment: (at: LinesOfSide) => void): { dispose(): void } {
  const offered = [offer(shown.getOriginalEditor(), 'before', onComment), offer(shown.getModifiedEditor(), 'after', onComment)];
  return {
    dispose: () => {
      for (const one of offered) one.dispose();
    },
  };
}

function offer(code: editor.ICodeEditor, side: LinesOfSide['side'], onComment: (at: LinesOfSide) => void): { dispose(): void } {
  const marked = code.createDecorationsCollection();
  const listeners = [
    code.onMouseMove(({ target }) => {
      const line = target.position?.lineNumber;
      if (line === undefined || isElsewhere(target.type)) return marked.clear();
      marked.set([{ range: new Range(line, 1, line, 1), options: { lineNumberClassName: 'comment-here' } }]);
    }),
    code.onMouseLeave(() => marked.clear()),
    code.onMouseDown(({ target, event }) => {
      const line = target.position?.lineNumber;
      if (!event.leftButton || line === undefined || target.type !== editor.MouseTargetType.GUTTER_LINE_NUMBERS) return;
      const { from, to } = linesAt(code);
      onComment(from <= line && line <= to ? { side, from, to } : { side, from: line, to: line });
    }),
  ];
  return {
    dispose: () => {
      for (const listener of listeners) listener.dispose();
    },
  };
}

/** In a zone between lines the mouse is over no line. */
function isElsewhere(type: editor.MouseTargetType): boolean {
  const { CONTENT_VIEW_ZONE, GUTTER_VIEW_ZONE, OVERLAY_WIDGET, SCROLLBAR } = editor.MouseTargetType;
  return [CONTENT_VIEW_ZONE, GUTTER_VIEW_ZONE, OVERLAY_WIDGET, SCROLLBAR].includes(type);
}

/** The selected lines, or the cursor's. A selection that ends at a line's beginning does not mean that line. */
export function linesAt(code: editor.ICodeEditor): { readonly from: number; readonly to: number } {
  const selected = code.getSelection();
  if (!selected) return { from: 1, to: 1 };
  const { startLineNumber: from, endLineNumber: end, endColumn } = selected;
  return { from, to: endColumn === 1 && end > from ? end - 1 : end };
}
