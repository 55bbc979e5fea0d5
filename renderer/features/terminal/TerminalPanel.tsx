import { useEffect, useRef, useState } from 'react';
import type { TerminalRow } from '../../../shared/views/terminalRow';
import { endWords } from '../../../shared/views/terminalTabs';
import { t } from '../../../shared/words/t';
import { Mono } from '../../ui/Mono';
import { NoSandbox } from '../../ui/NoSandbox';
import { StatusWord } from '../../ui/StatusWord';
import { TextAction } from '../../ui/TextAction';
import { LiveTerminal } from './LiveTerminal';
import { SavedTerminal } from './SavedTerminal';
import classes from './TerminalPanel.module.css';
import { TerminalView } from './TerminalView';
import { usePaneEnd } from './usePaneEnd';

/** One terminal with its head line: what it is, whether it runs, what holds it. A view exists only while it is looked at. */
export function TerminalPanel(props: {
  readonly thread: string;
  readonly row: TerminalRow;
  readonly sandbox: string;
  /** Another number each time that somebody came here to type. */
  readonly focus: number;
  readonly onClose: () => void;
}) {
  const { thread, row } = props;
  const [live] = useState(row.running);
  const body = useRef<HTMLDivElement>(null);
  const [title, setTitle] = useState('');
  const shell = row.kind === 'shell';
  usePaneEnd(body, 0);
  useEffect(() => {
    if (shell && live && props.focus > 0) body.current?.querySelector<HTMLElement>('textarea')?.focus();
  }, [shell, live, props.focus]);
  return (
    <>
      <div className={classes.head}>
        {row.running ? <StatusWord glyph="running" word={t`running`} /> : <StatusWord glyph="draft" word={endWords(row)} />}
        {!shell && (
          <span className={classes.command} title={row.title}>
            <Mono>{row.title}</Mono>
          </span>
        )}
        {row.running && (row.bare ? <NoSandbox /> : <span>{props.sandbox}</span>)}
        {shell && title !== '' && <span className={classes.title}>{title}</span>}
        <span className={classes.end}>
          <TextAction onClick={props.onClose}>{actionOf(row)}</TextAction>
        </span>
      </div>
      <div ref={body} className={shell ? classes.body : classes.scrolled}>
        <Body thread={thread} row={row} live={live} onTitle={setTitle} />
      </div>
    </>
  );
}

function Body(props: {
  readonly thread: string;
  readonly row: TerminalRow;
  readonly live: boolean;
  readonly onTitle: (title: string) => void;
}) {
  const { thread, row, live } = props;
  const { terminal, title, running } = row;
  if (!live) {
    const missing = t`Its last screen was not kept.`;
    return <SavedTerminal thread={thread} terminal={terminal} title={title} words={endWords(row)} missing={missing} />;
  }
  if (row.kind !== 'shell') return <LiveTerminal thread={thread} terminal={terminal} command={title} running={running} />;
  return <TerminalView thread={thread} terminal={terminal} typing={running} sizes label={title} onTitle={props.onTitle} />;
}

function actionOf({ kind, running }: TerminalRow): string {
  if (!running) return t`Put away`;
  return kind === 'shell' ? t`Close shell` : t`End process`;
}
