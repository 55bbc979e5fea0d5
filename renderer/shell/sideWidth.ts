import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useLayoutEffect, useState } from 'react';
import { type PanelSize, usePanelRef } from 'react-resizable-panels';
import { recall, remember } from '../stores/remembered';

/** LOOK.md, Frame: 264, and 232 in a window under 1240. */
const WIDE = 264;
const NARROW = 232;

/** Narrower than this a title is three letters; wider than this the centre is what suffers. */
const LEAST = 200;
const MOST = 420;

const KEY = 'sideWidth';
const HIDDEN = 'sideHidden';

/** The list's width: by the window, or as it was last drawn; a double click on its edge restores the first. */
export function useSideWidth() {
  const panel = usePanelRef();
  const narrow = useMediaQuery('(max-width: 1240px)', false, { getInitialValueInEffect: false });
  const width = narrow ? NARROW : WIDE;
  const [hidden, setHidden] = useState(recall(HIDDEN) === true);

  useLayoutEffect(() => {
    if (hidden) panel.current?.collapse();
    else panel.current?.resize(chosenWidth() ?? width);
  }, [width, hidden, panel]);

  useEffect(() => remember(HIDDEN, hidden), [hidden]);

  const onResize = (size: PanelSize, _id: unknown, before: PanelSize | undefined) => {
    if (!before || size.inPixels === before.inPixels) return;
    setHidden(size.inPixels < LEAST / 2);
    if (size.inPixels >= LEAST) remember(KEY, isDefault(size.inPixels) ? null : Math.round(size.inPixels));
  };

  return { panel, width, least: LEAST, most: MOST, hidden, onResize, toggle: () => setHidden(!hidden) };
}

function chosenWidth(): number | undefined {
  const width = recall(KEY);
  return typeof width === 'number' && width >= LEAST && width <= MOST ? width : undefined;
}

/** Both defaults count as no choice, so that the window's width keeps deciding. */
function isDefault(width: number): boolean {
  return Math.abs(width - WIDE) < 1 || Math.abs(width - NARROW) < 1;
}
