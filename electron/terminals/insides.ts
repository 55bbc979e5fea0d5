/**
 * What a screen is read from beyond xterm's public interface: the parts that shape what is drawn later and that it does not show. The
 * version is pinned, and the test that compares a drawn terminal with the first one fails where a new version names them otherwise.
 */
import type { Terminal } from '@xterm/headless';

export interface Extended {
  /** Underline style and colour, as they were set. */
  readonly _ext: number;
  readonly urlId: number;
}

export interface Look {
  readonly fg: number;
  readonly bg: number;
  readonly extended: Extended | undefined;
}

export interface Cell extends Look {
  getChars(): string;
  getWidth(): number;
}

export interface Line {
  readonly length: number;
  readonly isWrapped: boolean;
  loadCell(x: number, cell: Cell): Cell;
}

export interface Screen {
  readonly lines: { readonly length: number; get(y: number): Line | undefined };
  readonly ybase: number;
  /** `x` may be the number of columns: the next character wraps. */
  readonly x: number;
  readonly y: number;
  readonly scrollTop: number;
  readonly scrollBottom: number;
  readonly tabs: Readonly<Record<number, boolean | undefined>>;
  readonly savedX: number;
  /** From the beginning of the scrollback. */
  readonly savedY: number;
  readonly savedCurAttrData: Look;
  readonly savedCharset: Charset;
}

/** A table of replaced characters; none for ASCII. */
export type Charset = object | undefined;

export interface Insides {
  readonly _bufferService: {
    readonly cols: number;
    readonly rows: number;
    readonly buffers: { readonly normal: Screen; readonly alt: Screen; readonly active: Screen };
  };
  readonly _charsetService: { readonly glevel: number; readonly charset: Charset; readonly _charsets: readonly Charset[] };
  readonly coreService: {
    readonly isCursorHidden: boolean;
    readonly modes: { readonly insertMode: boolean };
    readonly decPrivateModes: {
      readonly applicationCursorKeys: boolean;
      readonly applicationKeypad: boolean;
      readonly bracketedPasteMode: boolean;
      readonly cursorBlink: boolean | undefined;
      readonly cursorStyle: 'block' | 'underline' | 'bar' | undefined;
      readonly origin: boolean;
      readonly reverseWraparound: boolean;
      readonly sendFocus: boolean;
      readonly synchronizedOutput: boolean;
      readonly wraparound: boolean;
    };
  };
  readonly coreMouseService: { readonly activeProtocol: string; readonly activeEncoding: string };
  readonly optionsService: { readonly rawOptions: { readonly convertEol: boolean; readonly cursorBlink: boolean } };
  readonly _oscLinkService: {
    getLinkData(id: number): { readonly id?: string; readonly uri: string } | undefined;
  };
  readonly _inputHandler: {
    readonly _curAttrData: Look;
    readonly _windowTitle: string;
    readonly _parser: { readonly currentState: number; readonly precedingJoinState: number };
    selectCharset(collectAndFlag: string): boolean;
    /** Parses at once. */
    parse(bytes: Uint8Array): void;
  };
}

export function insidesOf(terminal: Terminal): Insides {
  return (terminal as unknown as { readonly _core: Insides })._core;
}
