import { useMediaQuery } from '@mantine/hooks';

/** The widths under which the style sheets leave columns out: what spans a table's columns must not count those. */
const WIDE = '(min-width: 1681px)';
const NARROW = '(max-width: 1360px)';
const SMALL = '(max-width: 1240px)';

const AT_ONCE = { getInitialValueInEffect: false };

/** Whether there is room for what only a wide window shows. */
export function useWide(): boolean {
  return useMediaQuery(WIDE, false, AT_ONCE);
}

/** Whether secondary columns are left out. */
export function useNarrow(): boolean {
  return useMediaQuery(NARROW, false, AT_ONCE);
}

/** Whether the columns are left out that even a narrow window still shows. */
export function useSmall(): boolean {
  return useMediaQuery(SMALL, false, AT_ONCE);
}
