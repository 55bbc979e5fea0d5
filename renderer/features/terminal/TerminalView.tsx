import '@xterm/xterm/css/xterm.css';
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import { useEffect, useRef, useState } from 'react';
import { onPush } from '../../bridge/bridge';
import { openTerminalPort } from '../../bridge/terminalPort';
import { liveSource, type OpenSource, type ViewState } from './terminalSource';
import { terminalFont, terminalTheme } from './terminalTheme';

const road = {
  open: openTerminalPort,
  onHostBack: (listener: () => void) => onPush((push) => push.type === 'ptyHost' && push.state === 'back' && listener()),
};

/** Stand-in. */
export function TerminalView(props: {
  readonly thread: string;
  readonly terminal: string;
  readonly typing: boolean;
  readonly label: string;
}) {
  const { thread, terminal, typing } = props;
  return (
    <Drawn
      key={`${typing}`}
      label={props.label}
      typing={typing}
      open={() => liveSource(road, { thread, terminal, input: typing })}
    />
  );
}

export function Drawn(props: { readonly label: string; readonly typing: boolean; readonly open: () => OpenSource }) {
  const element = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<ViewState>({ status: 'opening' });
  const { open, typing } = props;
  const latest = useRef(open);
  useEffect(() => {
    if (!element.current) return;
    const drawn = new Terminal({
      scrollback: 5000,
      disableStdin: !typing,
      fontFamily: terminalFont(),
      fontSize: 12,
      theme: terminalTheme(),
      screenReaderMode: true,
    });
    const fit = new FitAddon();
    drawn.loadAddon(fit);
    drawn.open(element.current);
    const source = latest.current()(
      {
        screen: ({ cols, rows, text }) => {
          drawn.reset();
          drawn.resize(cols, rows);
          drawn.write(text);
        },
        write: (bytes, parsed) => drawn.write(bytes, parsed),
        size: (cols, rows) => drawn.resize(cols, rows),
      },
      (next) => {
        setState(next);
        if (next.status !== 'live' || !typing) return;
        const size = fit.proposeDimensions();
        if (size) source.resize(size.cols, size.rows);
      },
    );
    drawn.onData((text) => source.type(text));
    source.see(true);
    const observer = new ResizeObserver(() => {
      const size = fit.proposeDimensions();
      if (typing && size) source.resize(size.cols, size.rows);
    });
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      source.dispose();
      drawn.dispose();
    };
  }, [typing]);
  return (
    <section aria-label={props.label} data-state={state.status} style={{ position: 'relative', flex: 1 }}>
      <div ref={element} style={{ position: 'absolute', inset: '4px 0 4px 36px' }} />
    </section>
  );
}
