import type { editor } from 'monaco-editor/editor/editor.api';
import { type ReactNode, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { type LineZone, openLineZone } from './lineZone';

/** What stands below a line of an editor, in the room that it needs. */
export function LineZonePortal(props: {
  readonly code: editor.ICodeEditor;
  readonly line: number;
  readonly children: ReactNode;
}) {
  const { code, line } = props;
  const [zone, setZone] = useState<LineZone | null>(null);
  useEffect(() => {
    const opened = openLineZone(code, line);
    setZone(opened);
    return () => opened.remove();
  }, [code, line]);
  return zone && createPortal(props.children, zone.content);
}
