import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { recall, remember } from '../../stores/remembered';

/** How a person reads terminals, the same for all of them. */
export interface TerminalLook {
  /** In px. */
  readonly fontSize: number;
  /** Each line is told to a screen reader; it costs time with every line. */
  readonly screenReader: boolean;
}

/** LOOK.md: rows of 18 px. Beyond these a terminal is no longer read. */
export const FONT_SIZES = { standard: 12, least: 8, most: 28 } as const;

const KEY = 'terminal.look';

export const lookStore = createStore<TerminalLook>(() => readLook(recall(KEY)));

export function useLook(): TerminalLook {
  return useStore(lookStore);
}

export function changeFontSize(to: 'larger' | 'smaller' | 'standard'): void {
  const { fontSize } = lookStore.getState();
  const next = to === 'standard' ? FONT_SIZES.standard : fontSize + (to === 'larger' ? 1 : -1);
  change({ fontSize: Math.min(FONT_SIZES.most, Math.max(FONT_SIZES.least, next)) });
}

export function toggleScreenReader(): void {
  change({ screenReader: !lookStore.getState().screenReader });
}

function change(part: Partial<TerminalLook>): void {
  lookStore.setState(part);
  remember(KEY, lookStore.getState());
}

/** What was remembered may be of another version. */
export function readLook(kept: unknown): TerminalLook {
  const { fontSize, screenReader } = typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {};
  const fits = typeof fontSize === 'number' && fontSize >= FONT_SIZES.least && fontSize <= FONT_SIZES.most;
  return { fontSize: fits ? Math.round(fontSize) : FONT_SIZES.standard, screenReader: screenReader === true };
}
