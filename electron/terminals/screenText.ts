import { SerializeAddon } from '@xterm/addon-serialize';
import type { Terminal } from '@xterm/headless';

/** A terminal's screen, scrollback and state as sequences that bring an empty terminal of its size to the same. */
export function screenText(terminal: Terminal): string {
  const addon = new SerializeAddon();
  terminal.loadAddon(addon);
  try {
    return addon.serialize();
  } finally {
    addon.dispose();
  }
}
