/**
 * Output that makes xterm.js 6.0.0 throw while it parses, after which it parses nothing more: erasing up to the cursor (ED 1) in the
 * last cell of a screen that has not scrolled yet. Until that is mended there, such a terminal must be guarded.
 */
export interface FaultyTerminal {
  readonly cols: number;
  readonly buffer: { readonly active: { readonly cursorX: number; readonly cursorY: number; readonly length: number } };
  readonly parser: {
    registerCsiHandler(
      id: { prefix?: string; final: string },
      handle: (params: readonly (number | number[])[]) => boolean,
    ): unknown;
  };
}

/** Inside xterm.js, what its own handler calls. */
interface Inner {
  readonly _core: {
    readonly _inputHandler: { eraseInDisplay(params: { readonly params: readonly number[] }, respectProtect: boolean): boolean };
  };
}

/** Erases the whole screen instead, which is the same in that cell. */
export function guardXterm(terminal: FaultyTerminal): void {
  const guard = (respectProtect: boolean) => (params: readonly (number | number[])[]) => {
    const { cursorX, cursorY, length } = terminal.buffer.active;
    if (params[0] !== 1 || cursorX + 1 < terminal.cols || cursorY + 1 < length) return false;
    return (terminal as unknown as Inner)._core._inputHandler.eraseInDisplay({ params: [2] }, respectProtect);
  };
  terminal.parser.registerCsiHandler({ final: 'J' }, guard(false));
  terminal.parser.registerCsiHandler({ prefix: '?', final: 'J' }, guard(true));
}
