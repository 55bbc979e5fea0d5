import { useEffect, useState } from 'react';
import { type PanelSize, usePanelRef } from 'react-resizable-panels';
import { forget, recall, remember } from '../../stores/remembered';

/** A panel's size in pixels: the standard one, or as it was last drawn on this thread. A double click restores the standard. */
export function useRememberedSize(key: string, standard: number, least: number, most: number) {
  const panel = usePanelRef();
  // After the layout effects: the group around a panel that comes with it stands only then, and a size without a group is a fault.
  useEffect(() => {
    panel.current?.resize(chosen(key, least, most) ?? standard);
  }, [key, standard, least, most, panel]);
  const onResize = (size: PanelSize, _id: unknown, before: PanelSize | undefined) => {
    if (!before || size.inPixels === before.inPixels) return;
    if (Math.abs(size.inPixels - standard) < 1) forget(key);
    else remember(key, Math.round(size.inPixels));
  };
  const [first] = useState(() => chosen(key, least, most) ?? standard);
  return { panelRef: panel, defaultSize: first, minSize: least, maxSize: most, onResize };
}

function chosen(key: string, least: number, most: number): number | undefined {
  const size = recall(key);
  return typeof size === 'number' && size >= least && size <= most ? size : undefined;
}
