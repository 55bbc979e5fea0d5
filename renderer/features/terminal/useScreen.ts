import { useComputedColorScheme } from '@mantine/core';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { t } from '../../../shared/words/t';
import { Pane, type PaneParts } from './pane';
import type { KeyMeaning } from './terminalKeys';
import { changeFontSize, lookNow, useLook } from './terminalLook';
import type { OpenSource, TerminalSource, ViewState } from './terminalSource';

/** What a screen tells, and asks, of who shows it. */
export interface ScreenNews {
  onTitle(title: string): void;
  onBell(): void;
  onState(state: ViewState): void;
  onSay(words: string): void;
  onHover(words: string | undefined): void;
  onFound(found: { readonly index: number; readonly count: number }): void;
  onFind(): void;
  onUsed(height: number): void;
  onOpenFile(path: string, line: number): void;
  /** The workspace's folder, where its places are to be links. */
  readonly root: string | undefined;
}

export interface ScreenOrder {
  readonly open: OpenSource;
  readonly typing: boolean;
  readonly fits: boolean;
}

const MAC = /mac/i.test(navigator.userAgent);

/** An xterm in the element, fed by its source while it is mounted and in sight. */
export function useScreen(element: RefObject<HTMLElement | null>, order: ScreenOrder, news: ScreenNews) {
  const [pane, setPane] = useState<Pane>();
  const source = useRef<TerminalSource>(undefined);
  const latest = useRef(news);
  latest.current = news;
  const { open, fits, typing } = order;
  const look = useLook();
  const scheme = useComputedColorScheme('light');

  useEffect(() => {
    if (!element.current) return;
    const made: Pane = new Pane(
      element.current,
      partsOf(latest, fits, source, (meaning) => act(made, meaning, latest)),
    );
    setPane(made);
    return () => {
      setPane(undefined);
      made.dispose();
    };
  }, [element, fits]);

  useEffect(() => {
    if (!pane || !element.current) return;
    latest.current.onState({ status: 'opening' });
    const opened = open(pane, (state) => {
      if (state.status !== 'live') pane.hideCursor();
      latest.current.onState(state);
    });
    source.current = opened;
    const stop = watchSight(element.current, (seen) => {
      pane.seen = seen;
      opened.see(seen);
    });
    return () => {
      stop();
      source.current = undefined;
      opened.dispose();
    };
  }, [pane, element, open]);

  useEffect(() => {
    if (pane) pane.typing = typing;
  }, [pane, typing]);

  useEffect(() => {
    if (pane) pane.look = look;
  }, [pane, look]);

  useEffect(() => {
    const place = element.current;
    if (!pane || !place || !look.copyOnSelect) return;
    const copy = () => copySelection(pane, latest);
    place.addEventListener('mouseup', copy);
    return () => place.removeEventListener('mouseup', copy);
  }, [pane, element, look.copyOnSelect]);

  // The tokens have changed with the scheme by the time effects are run.
  useEffect(() => {
    if (pane && scheme) pane.themeChanged();
  }, [pane, scheme]);

  return { pane, again: () => source.current?.again() };
}

function partsOf(
  latest: RefObject<ScreenNews>,
  fits: boolean,
  source: RefObject<TerminalSource | undefined>,
  onKey: PaneParts['onKey'],
): PaneParts {
  return {
    mac: MAC,
    root: () => latest.current.root,
    fits,
    look: lookNow(),
    onInput: (text) => source.current?.type(text),
    onFit: (cols, rows) => source.current?.resize(cols, rows),
    onKey,
    onTitle: (title) => latest.current.onTitle(title),
    onBell: () => latest.current.onBell(),
    onClipboard: () => latest.current.onSay(t`Refused: a program asked for the clipboard.`),
    onFound: (found) => latest.current.onFound(found),
    onUsed: (height) => latest.current.onUsed(height),
    onHover: (words) => latest.current.onHover(words),
    onOpenFile: (path, line) => latest.current.onOpenFile(path, line),
    onCopy: (text) => void copyText(text, t`Copied the link: only https opens.`, latest),
  };
}

function act(pane: Pane, meaning: Exclude<KeyMeaning, 'terminal' | 'window'>, latest: RefObject<ScreenNews>): void {
  const { terminal } = pane;
  if (typeof meaning === 'object') return scroll(terminal, meaning);
  if (meaning === 'find') return latest.current.onFind();
  if (meaning === 'copy') return copySelection(pane, latest);
  changeFontSize(meaning);
}

function scroll(terminal: Pane['terminal'], meaning: Extract<KeyMeaning, object>): void {
  switch (meaning.scroll) {
    case 'top':
      return terminal.scrollToTop();
    case 'bottom':
      return terminal.scrollToBottom();
    case 'pages':
      return terminal.scrollPages(meaning.by);
    case 'lines':
      return terminal.scrollLines(meaning.by);
  }
}

export function copySelection({ terminal }: Pane, latest: RefObject<Pick<ScreenNews, 'onSay'>>): void {
  const text = terminal.getSelection();
  if (text !== '') void copyText(text, t`Copied.`, latest);
}

async function copyText(text: string, words: string, latest: RefObject<Pick<ScreenNews, 'onSay'>>): Promise<void> {
  const said = await navigator.clipboard.writeText(text).then(
    () => words,
    () => t`Not copied: the system refused the clipboard.`,
  );
  latest.current.onSay(said);
}

/** Tells whether any of the element can be seen, now and whenever that changes. */
function watchSight(element: HTMLElement, onSight: (seen: boolean) => void): () => void {
  let inView = false;
  const tell = () => onSight(inView && document.visibilityState === 'visible');
  const observer = new IntersectionObserver((entries) => {
    inView = entries.at(-1)?.isIntersecting ?? inView;
    tell();
  });
  observer.observe(element);
  document.addEventListener('visibilitychange', tell);
  return () => {
    observer.disconnect();
    document.removeEventListener('visibilitychange', tell);
  };
}
