import '@xterm/xterm/css/xterm.css';
import { useComputedColorScheme } from '@mantine/core';
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import { useEffect, useRef } from 'react';
import { AGENT_TERMINAL } from '../../../shared/terminal/size';
import { call as ask, onPush } from '../../bridge/bridge';
import { feedBytes } from './byteFeed';
import classes from './LiveScreen.module.css';
import { terminalFont, terminalTheme } from './terminalTheme';

/** Lines kept above the screen: some two hundred screens; the whole output is stored and opens when the command has ended. */
const SCROLLBACK = 5_000;

const FONT_SIZE = 12;

const HIDE_CURSOR = '\u001b[?25l';

/** The terminal of a running command, read only, and disposed with the element. When it has ended the cursor goes. */
export function LiveScreen(props: {
  readonly thread: string;
  readonly call: string;
  readonly command: string;
  readonly ended: boolean;
}) {
  const { thread, call } = props;
  const element = useRef<HTMLDivElement>(null);
  const terminal = useRef<Terminal>(undefined);
  const scheme = useComputedColorScheme('light');

  useEffect(() => {
    if (!element.current) return;
    const opened = openTerminal(element.current);
    terminal.current = opened.terminal;
    const stop = feedBytes({ call: ask, onPush }, thread, call, {
      write: (bytes) => opened.terminal.write(bytes),
      reset: () => opened.terminal.reset(),
    });
    return () => {
      stop();
      opened.dispose();
      terminal.current = undefined;
    };
  }, [thread, call]);

  useEffect(() => {
    if (terminal.current) terminal.current.options.theme = themeFor(scheme);
  }, [scheme]);

  useEffect(() => {
    if (props.ended) terminal.current?.write(HIDE_CURSOR);
  }, [props.ended]);

  return (
    <section className={classes.screen} aria-label={`Terminal of ${props.command}`}>
      <div ref={element} className={classes.inside} />
    </section>
  );
}

function openTerminal(element: HTMLElement): { readonly terminal: Terminal; dispose(): void } {
  const terminal = new Terminal({
    cols: AGENT_TERMINAL.cols,
    scrollback: SCROLLBACK,
    disableStdin: true,
    fontFamily: terminalFont(),
    fontSize: FONT_SIZE,
    lineHeight: 1.15,
    theme: terminalTheme(),
    cursorBlink: false,
    cursorInactiveStyle: 'block',
    screenReaderMode: true,
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.open(element);
  const observer = new ResizeObserver(() => {
    const rows = fit.proposeDimensions()?.rows;
    if (rows && rows > 0 && rows !== terminal.rows) terminal.resize(AGENT_TERMINAL.cols, rows);
  });
  observer.observe(element);
  return {
    terminal,
    dispose: () => {
      observer.disconnect();
      terminal.dispose();
    },
  };
}

/** The tokens have changed with the scheme by the time effects are run. */
function themeFor(_scheme: string) {
  return terminalTheme();
}
