import { BOUNDS, STANDARD } from '../../../shared/ipc/preferences';
import { saveChanges, settingsStore, useTerminalSettings } from '../../stores/settings';

/** How a person reads terminals, the same for all of them and in every window: the settings' part. */
export type TerminalLook = ReturnType<typeof useTerminalSettings>;

export const FONT_SIZES = BOUNDS.fontSize;

export const useLook = useTerminalSettings;

/** For what happens outside of drawing. */
export function lookNow(): TerminalLook {
  const state = settingsStore.getState();
  return state.status === 'ready' ? state.settings.terminal : STANDARD.terminal;
}

export function changeFontSize(to: 'larger' | 'smaller' | 'standard'): void {
  change({ fontSize: nextSize(lookNow().fontSize, to) });
}

export function nextSize(fontSize: number, to: 'larger' | 'smaller' | 'standard'): number {
  const next = to === 'standard' ? FONT_SIZES.standard : fontSize + (to === 'larger' ? 1 : -1);
  return Math.min(FONT_SIZES.most, Math.max(FONT_SIZES.least, next));
}

export function toggleScreenReader(): void {
  change({ screenReader: !lookNow().screenReader });
}

function change(part: Partial<TerminalLook>): void {
  void saveChanges({ terminal: { ...lookNow(), ...part } });
}
