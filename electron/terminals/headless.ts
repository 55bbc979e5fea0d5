import { createRequire } from 'node:module';
import type { ITerminalAddon, ITerminalInitOnlyOptions, ITerminalOptions, Terminal } from '@xterm/headless';
import { guardXterm } from '../../shared/terminal/xtermFaults';

interface HeadlessModule {
  readonly Terminal: new (options: ITerminalOptions & ITerminalInitOnlyOptions) => Terminal;
}

interface GraphemesModule {
  readonly UnicodeGraphemesAddon: new () => ITerminalAddon;
}

// A CommonJS file whose names Node does not see when an ES module imports it.
const require = createRequire(import.meta.url);
const headless = require('@xterm/headless') as HeadlessModule;
const graphemes = unpooled(() => require('@xterm/addon-unicode-graphemes') as GraphemesModule);

/**
 * A terminal without a window, which counts columns as a window's does. The proposed parts of its interface are what a screen is read
 * from.
 */
export function openHeadless(options: { readonly cols: number; readonly rows: number; readonly scrollback: number }): Terminal {
  const terminal = new headless.Terminal({ ...options, allowProposedApi: true, logLevel: 'off' });
  guardXterm(terminal);
  terminal.loadAddon(new graphemes.UnicodeGraphemesAddon());
  return terminal;
}

/** While it loads, the addon reads its tables from the beginning of a buffer's memory, which is another's where buffers share it. */
function unpooled<T>(load: () => T): T {
  const { poolSize } = Buffer;
  Buffer.poolSize = 0;
  try {
    return load();
  } finally {
    Buffer.poolSize = poolSize;
  }
}
