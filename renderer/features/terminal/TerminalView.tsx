import { t } from '../../../shared/words/t';
import '@xterm/xterm/css/xterm.css';
import { type ClipboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { onPush } from '../../bridge/bridge';
import { openTerminalPort } from '../../bridge/terminalPort';
import { wishFile } from '../../stores/fileWish';
import { useWorkspaceRoot } from '../../stores/thread';
import { beep } from './beep';
import { type AskedPaste, PasteDialog } from './PasteDialog';
import { pasteWarning } from './pasteWarning';
import { SearchBar } from './SearchBar';
import type { SearchTerm } from './searchWords';
import classes from './TerminalView.module.css';
import { lookNow } from './terminalLook';
import { liveSource, type OpenSource, type ViewState } from './terminalSource';
import { copySelection, useScreen } from './useScreen';
import { ViewBubble, ViewLine } from './ViewLine';
import { ViewMenu } from './ViewMenu';

/** What every terminal's view may be told, and tells. */
export interface ViewProps {
  /** What a screen reader calls it. */
  readonly label: string;
  /** What the program calls itself. */
  readonly onTitle?: (title: string) => void;
  readonly onState?: (state: ViewState) => void;
}

/**
 * A terminal that lives, for as long as it is mounted: it costs nothing until it is seen, and next to nothing out of sight. Places in
 * the workspace's files are links to the thread's diff.
 */
export function TerminalView(
  props: ViewProps & {
    readonly thread: string;
    readonly terminal: string;
    /** Keys and pastes go to its program. */
    readonly typing?: boolean;
    /** It takes the size of its place, as a person's own shell does; otherwise it keeps the size that it has. */
    readonly sizes?: boolean;
  },
) {
  const { thread, terminal, typing = false, ...more } = props;
  const root = useWorkspaceRoot(thread);
  // Once joined to type it stays so: another joining would come too late where typing ends with the program.
  const [input, setInput] = useState(typing);
  if (typing && !input) setInput(true);
  const open = useMemo(() => liveSource(ROAD, { thread, terminal, input }), [thread, terminal, input]);
  const onOpenFile = useCallback((path: string, line: number) => wishFile({ thread, path, line }), [thread]);
  return <ScreenView key={`${thread}/${terminal}`} {...more} typing={typing} open={open} root={root} onOpenFile={onOpenFile} />;
}

const ROAD = {
  open: openTerminalPort,
  onHostBack: (listener: () => void) => onPush((push) => push.type === 'ptyHost' && push.state === 'back' && listener()),
};

/** A bell is seen for this long. */
const BELL_MS = 2_000;
/** Time to read a sentence. */
const SAID_MS = 6_000;

/** What a source draws, and everything that a person can do with it. */
export function ScreenView(
  props: ViewProps & {
    readonly open: OpenSource;
    readonly typing?: boolean;
    readonly sizes?: boolean;
    readonly root?: string | undefined;
    readonly onOpenFile?: (path: string, line: number) => void;
  },
) {
  const { open, sizes = false } = props;
  const element = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<ViewState>({ status: 'opening' });
  const [height, setHeight] = useState<number>();
  const [hovered, setHovered] = useState<string>();
  const [said, say] = usePassing<string>(SAID_MS);
  const [bell, ring] = usePassing<true>(BELL_MS);
  const [asked, ask] = useState<AskedPaste>();
  const search = useSearch();
  // From the first moment: keys wait for the terminal to be joined.
  const typing = props.typing === true && (state.status === 'opening' || state.status === 'live');

  const { pane, again } = useScreen(
    element,
    { open, typing, fits: sizes },
    {
      root: props.root,
      onTitle: (title) => props.onTitle?.(cleanTitle(title)),
      onBell: () => {
        const { bell: wanted } = lookNow();
        if (wanted !== 'off') ring(true);
        if (wanted === 'sound') beep();
      },
      onState: (next) => {
        setState(next);
        props.onState?.(next);
      },
      onSay: say,
      onHover: setHovered,
      onFound: search.onFound,
      onFind: search.begin,
      onUsed: setHeight,
      onOpenFile: (path, line) => props.onOpenFile?.(path, line),
    },
  );

  const onPaste = (event: ClipboardEvent) => {
    if (event.target instanceof HTMLElement && !element.current?.contains(event.target)) return;
    // xterm would hand it on as it is.
    event.preventDefault();
    event.stopPropagation();
    const text = event.clipboardData.getData('text/plain');
    if (!pane || !typing || text === '') return;
    const warning = pasteWarning(text, pane.terminal.modes.bracketedPasteMode, lookNow().pasteLines);
    if (warning) ask({ text, warning });
    else pane.paste(text);
  };

  const find = (term: SearchTerm, step: 'type' | 'next' | 'previous') => pane?.find(term, step);
  const endSearch = () => {
    search.end();
    pane?.endSearch();
  };

  return (
    <section
      className={sizes ? classes.fitting : classes.fixed}
      aria-label={props.label}
      data-state={state.status}
      onPasteCapture={onPaste}
    >
      <div className={classes.tools}>
        {bell && <span className={classes.bell}>{t`Bell`}</span>}
        {search.wish > 0 && <SearchBar found={search.found} wish={search.wish} onFind={find} onClose={endSearch} />}
        {search.wish === 0 && pane && (
          <span className={classes.menu}>
            <ViewMenu
              onFind={search.begin}
              onSelectAll={() => pane.terminal.selectAll()}
              onCopy={() => copySelection(pane, { current: { onSay: say } })}
            />
          </span>
        )}
      </div>
      <div className={classes.window}>
        <div ref={element} className={classes.inside} style={sizes ? undefined : { height }} />
      </div>
      <ViewBubble words={said ?? hovered} />
      <ViewLine state={state} onAgain={again} />
      <PasteDialog
        asked={asked}
        onPaste={(text) => pane?.paste(text)}
        onClose={() => {
          ask(undefined);
          pane?.terminal.focus();
        }}
      />
    </section>
  );
}

/** Whether somebody searches, how often that was wished for, and what is found. */
function useSearch() {
  const [wish, setWish] = useState(0);
  const [found, onFound] = useState<{ readonly index: number; readonly count: number }>();
  const begin = useCallback(() => setWish((before) => before + 1), []);
  const end = useCallback(() => {
    setWish(0);
    onFound(undefined);
  }, []);
  return { wish, found, onFound, begin, end };
}

/** Something that is gone again after a while. */
function usePassing<T>(afterMs: number): readonly [T | undefined, (value: T) => void] {
  const [held, hold] = useState<{ readonly value: T }>();
  useEffect(() => {
    if (!held) return undefined;
    const timer = setTimeout(() => hold(undefined), afterMs);
    return () => clearTimeout(timer);
  }, [held, afterMs]);
  const set = useCallback((value: T) => hold({ value }), []);
  return [held?.value, set];
}

const TITLE_CHARACTERS = 120;

/** A program may call itself anything: what is not seen in a line is left out, and the line has an end. */
function cleanTitle(title: string): string {
  return title
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .slice(0, TITLE_CHARACTERS)
    .trim();
}
