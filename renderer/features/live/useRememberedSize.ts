import { useEffect, useRef, useState } from 'react';
import { type PanelSize, usePanelRef } from 'react-resizable-panels';
import { forget, recall, remember } from '../../stores/remembered';

/** A panel's size in pixels: the standard one, or as it was last drawn on this thread. `restore` goes back to the standard. */
export function useRememberedSize(key: string, standard: number, least: number, most: number) {
  const panel = usePanelRef();
  // A panel knows its group only once both are there: what it opens with is its default.
  const [opening] = useState(() => chosen(key, least, most) ?? standard);
  const shown = useRef(standard);
  useEffect(() => {
    if (shown.current === standard) return;
    shown.current = standard;
    panel.current?.resize(chosen(key, least, most) ?? standard);
  }, [key, standard, least, most, panel]);
  const onResize = (size: PanelSize, _id: unknown, before: PanelSize | undefined) => {
    if (!before || size.inPixels === before.inPixels) return;
    if (Math.abs(size.inPixels - standard) < 1) forget(key);
    else remember(key, Math.round(size.inPixels));
  };
  const restore = () => panel.current?.resize(standard);
  return { size: { panelRef: panel, defaultSize: opening, minSize: least, maxSize: most, onResize }, restore };
}

function chosen(key: string, least: number, most: number): number | undefined {
  const size = recall(key);
  return typeof size === 'number' && size >= least && size <= most ? size : undefined;
}
