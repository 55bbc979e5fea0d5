import type { editor } from 'monaco-editor/editor/editor.api';
import classes from './DiffView.module.css';

/** Room between two lines of an editor, as high as what stands in it. */
export interface LineZone {
  /** What is to be shown goes in here. */
  readonly content: HTMLElement;
  remove(): void;
}

let zones = 0;

/**
 * Opens room below a line. The editor's own zones lie under its text, where nothing can be pressed or typed in; so the zone only keeps the
 * room, and what it shows floats above it as a widget that follows.
 */
export function openLineZone(code: editor.ICodeEditor, line: number): LineZone {
  const widget = document.createElement('div');
  widget.className = classes.zone ?? '';
  const content = document.createElement('div');
  widget.append(content);
  const zone: editor.IViewZone = {
    afterLineNumber: line,
    heightInPx: 1,
    domNode: document.createElement('div'),
    showInHiddenAreas: true,
    onDomNodeTop: (top) => {
      widget.style.top = `${top}px`;
    },
  };
  let id = '';
  code.changeViewZones((zoned) => {
    id = zoned.addZone(zone);
  });
  const name = `line-zone-${++zones}`;
  const overlay: editor.IOverlayWidget = { getId: () => name, getDomNode: () => widget, getPosition: () => null };
  code.addOverlayWidget(overlay);
  const place = ({ contentLeft, contentWidth, verticalScrollbarWidth }: editor.EditorLayoutInfo) => {
    widget.style.left = `${contentLeft}px`;
    widget.style.width = `${contentWidth - verticalScrollbarWidth}px`;
  };
  place(code.getLayoutInfo());
  const layout = code.onDidLayoutChange(place);
  const size = new ResizeObserver(() => {
    if (zone.heightInPx === content.offsetHeight) return;
    zone.heightInPx = content.offsetHeight;
    code.changeViewZones((zoned) => zoned.layoutZone(id));
  });
  size.observe(content);
  return {
    content,
    remove: () => {
      size.disconnect();
      layout.dispose();
      code.removeOverlayWidget(overlay);
      code.changeViewZones((zoned) => zoned.removeZone(id));
    },
  };
}
