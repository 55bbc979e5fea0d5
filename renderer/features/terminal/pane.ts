import { SearchAddon } from '@xterm/addon-search';
import { UnicodeGraphemesAddon } from '@xterm/addon-unicode-graphemes';
import { WebglAddon } from '@xterm/addon-webgl';
import { Terminal } from '@xterm/xterm';
import { BOUNDS } from '../../../shared/ipc/preferences';
import type { SyncDisposable } from '../../../shared/kernel/lifecycle';
import { guardXterm } from '../../../shared/terminal/xtermFaults';
import { onNextFrame } from '../../stores/frame';
import { CalmDrawing } from './calmDrawing';
import { refuseClipboard } from './clipboardRefused';
import { hasGpu } from './gpu';
import { addLinks, type LinkParts, linkHandler } from './links';
import { PaneSize, type SizeParts } from './paneSize';
import { cleanPaste } from './pasteWarning';
import { isPattern, MOST_MARKED, type SearchTerm } from './searchWords';
import { type KeyMeaning, meaningOf } from './terminalKeys';
import type { ScreenFrame, TerminalSink } from './terminalLink';
import type { TerminalLook } from './terminalLook';
import { searchMarks, terminalFont, terminalTheme } from './terminalTheme';

/** Lines kept above the screen, unless a person wants others: some two hundred screens; the whole output is stored. */
const SCROLLBACK = BOUNDS.scrollback.standard;

/** Rows of 18 px at the standard size (LOOK.md). */
const LINE_HEIGHT = 1.15;

/** A program may choose any colour, for a ground that it does not know: text is brought to what LOOK.md wants of all text. */
const CONTRAST = 4.5;

const HIDE_CURSOR = '\u001b[?25l';

/** What of the settings xterm itself is told. */
export type PaneLook = Pick<TerminalLook, 'fontSize' | 'screenReader'> & Partial<Pick<TerminalLook, 'scrollback'>>;

export interface PaneParts extends LinkParts, Pick<SizeParts, 'fits' | 'onUsed' | 'onFit'> {
  readonly look: PaneLook;
  onInput(text: string): void;
  onTitle(title: string): void;
  readonly onBell: () => void;
  readonly onClipboard: () => void;
  onFound(found: { readonly index: number; readonly count: number }): void;
  /** Keys that mean something to the view; the others are the terminal's, or the window's. */
  onKey(meaning: Exclude<KeyMeaning, 'terminal' | 'window'>): void;
}

/** One xterm in an element, with all that a person can do in it. It draws what its source tells, and is disposed with everything. */
export class Pane implements TerminalSink, SyncDisposable {
  readonly terminal: Terminal;
  readonly #parts: PaneParts;
  readonly #search = new SearchAddon({ highlightLimit: MOST_MARKED });
  readonly #size: PaneSize;
  readonly #drawing: CalmDrawing;
  #webgl: WebglAddon | undefined;
  #typing = false;
  #title = '';
  readonly #tellTitle = (): void => this.#parts.onTitle(this.#title);
  #sought: SearchTerm | undefined;

  constructor(element: HTMLElement, parts: PaneParts) {
    this.#parts = parts;
    this.terminal = new Terminal(optionsOf(parts));
    guardXterm(this.terminal);
    this.terminal.loadAddon(new UnicodeGraphemesAddon());
    this.terminal.loadAddon(this.#search);
    addLinks(this.terminal, parts);
    refuseClipboard(this.terminal.parser, () => onNextFrame(parts.onClipboard));
    this.#listen();
    this.terminal.open(element);
    this.#drawing = new CalmDrawing(this.terminal);
    this.#size = new PaneSize(element, this.terminal, parts);
  }

  /** Keys and pastes go to the program from now on, or no more. */
  set typing(typing: boolean) {
    this.#typing = typing;
    this.terminal.options.disableStdin = !typing;
    this.terminal.options.cursorStyle = typing ? 'bar' : 'block';
  }

  /** A window has only a few WebGL contexts: those in sight have them. */
  set seen(seen: boolean) {
    this.#size.seen = seen;
    if (seen) this.#size.changed();
    if (seen && hasGpu()) this.#drawByGpu();
    else if (!seen) this.#drawByDom();
  }

  set look({ fontSize, screenReader, scrollback }: PaneLook) {
    this.terminal.options.fontSize = fontSize;
    this.terminal.options.screenReaderMode = screenReader;
    this.terminal.options.scrollback = scrollback ?? SCROLLBACK;
    this.#size.changed();
  }

  /** The tokens of the app's theme have changed. */
  themeChanged(): void {
    this.terminal.options.theme = terminalTheme();
  }

  screen({ cols, rows, text, title }: ScreenFrame): void {
    // What was written before is parsed first, and at its own size.
    this.terminal.write('', () => {
      this.terminal.reset();
      this.terminal.resize(cols, rows);
      this.#named(title);
    });
    this.terminal.write(text, () => this.#size.changed());
  }

  write(bytes: Uint8Array, parsed: () => void): void {
    this.terminal.write(bytes, () => {
      this.#drawing.parsed(bytes.byteLength);
      parsed();
    });
  }

  size(cols: number, rows: number): void {
    this.terminal.write('', () => this.terminal.resize(cols, rows));
  }

  /** Nothing runs in it any more: a cursor would say that something waits for keys. */
  hideCursor(): void {
    this.terminal.write(HIDE_CURSOR);
  }

  /** Marks all places and goes to the next one; from the place it is at while the term is being typed. */
  find(term: SearchTerm, step: 'type' | 'next' | 'previous'): void {
    if (!isPattern(term)) return this.#search.clearDecorations();
    const { text, regex, caseSensitive } = term;
    // The addon looks for the same text in another way only when it has forgotten the text.
    if (this.#sought?.regex !== regex || this.#sought.caseSensitive !== caseSensitive) this.#search.clearDecorations();
    this.#sought = term;
    const options = { regex, caseSensitive, decorations: searchMarks() };
    if (step === 'previous') this.#search.findPrevious(text, options);
    else this.#search.findNext(text, { ...options, incremental: step === 'type' });
    this.#size.show(this.terminal.getSelectionPosition()?.start.y);
  }

  endSearch(): void {
    this.#search.clearDecorations();
    this.terminal.focus();
  }

  paste(text: string): void {
    if (this.#typing) this.terminal.paste(cleanPaste(text));
  }

  dispose(): void {
    this.#size.dispose();
    this.#drawByDom();
    this.terminal.dispose();
  }

  #listen(): void {
    const { terminal } = this;
    const parts = this.#parts;
    terminal.onData(parts.onInput);
    terminal.onTitleChange((title) => this.#named(title));
    terminal.onBell(() => onNextFrame(parts.onBell));
    this.#search.onDidChangeResults(({ resultIndex, resultCount }) => parts.onFound({ index: resultIndex, count: resultCount }));
    terminal.attachCustomKeyEventHandler((event) => this.#onKey(event));
  }

  /** Like the bell, told once a frame: output can name itself anew thousands of times in one. */
  #named(title: string): void {
    this.#title = title;
    onNextFrame(this.#tellTitle);
  }

  /** Answers whether xterm is to look at the key. */
  #onKey(event: KeyboardEvent): boolean {
    const place = { mac: this.#parts.mac, typing: this.#typing, selected: this.terminal.hasSelection() };
    const meaning = meaningOf(event, place);
    if (meaning === 'terminal') return true;
    if (meaning === 'window') return false;
    // The window's own keys and its menu do not get what was meant for the terminal.
    event.preventDefault();
    event.stopPropagation();
    if (event.type === 'keydown') this.#parts.onKey(meaning);
    return false;
  }

  #drawByGpu(): void {
    if (this.#webgl) return;
    const webgl = new WebglAddon();
    webgl.onContextLoss(() => this.#drawByDom());
    try {
      this.terminal.loadAddon(webgl);
      this.#webgl = webgl;
    } catch {
      // The window has no context left to give. The DOM draws the same, and it draws already.
      webgl.dispose();
    }
  }

  #drawByDom(): void {
    this.#webgl?.dispose();
    this.#webgl = undefined;
  }
}

function optionsOf(parts: PaneParts): ConstructorParameters<typeof Terminal>[0] {
  return {
    // Marks of found places, and characters of several code points.
    allowProposedApi: true,
    scrollback: parts.look.scrollback ?? SCROLLBACK,
    disableStdin: true,
    fontFamily: terminalFont(),
    fontSize: parts.look.fontSize,
    lineHeight: LINE_HEIGHT,
    theme: terminalTheme(),
    minimumContrastRatio: CONTRAST,
    cursorBlink: false,
    cursorInactiveStyle: 'block',
    screenReaderMode: parts.look.screenReader,
    rightClickSelectsWord: false,
    macOptionClickForcesSelection: true,
    linkHandler: linkHandler(parts),
  };
}
