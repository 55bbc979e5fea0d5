import { createRequire } from 'node:module';
import type { ITerminalInitOnlyOptions, ITerminalOptions, Terminal } from '@xterm/headless';

interface HeadlessModule {
  readonly Terminal: new (options: ITerminalOptions & ITerminalInitOnlyOptions) => Terminal;
}

// A CommonJS file whose names Node does not see when an ES module imports it.
const headless = createRequire(import.meta.url)('@xterm/headless') as HeadlessModule;

/** A terminal without a window. The proposed parts of its interface are what a screen is read from. */
export function openHeadless(options: { readonly cols: number; readonly rows: number; readonly scrollback: number }): Terminal {
  return new headless.Terminal({ ...options, allowProposedApi: true });
}
