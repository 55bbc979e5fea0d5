import { useState } from 'react';
import { callTerminal } from '../../../shared/terminal/callTerminal';
import type { CommandRow } from '../../../shared/views/commandRows';
import { took } from '../../../shared/views/conversation';
import { clock } from '../../../shared/views/format';
import { t } from '../../../shared/words/t';
import { useNow } from '../../stores/clock';
import { Icon } from '../../ui/Icon';
import { NoSandbox } from '../../ui/NoSandbox';
import { StatusWord } from '../../ui/StatusWord';
import classes from './CommandItem.module.css';
import { LiveTerminal } from './LiveTerminal';
import { SavedTerminal } from './SavedTerminal';
import { StoredOutput } from './StoredOutput';

/** One command: its head line, and under it, unfolded, the live terminal or what was stored of it. */
export function CommandItem(props: {
  readonly thread: string;
  readonly row: CommandRow;
  readonly open: boolean;
  readonly sandbox: { readonly words: string; readonly missing: boolean };
  readonly onToggle: (key: string) => void;
}) {
  const { row, open } = props;
  return (
    <>
      <button type="button" data-row className={classes.head} aria-expanded={open} onClick={() => props.onToggle(row.id)}>
        <Icon name={open ? 'down' : 'right'} />
        <span className={classes.command} title={row.command}>
          <span className={classes.prompt}>$</span> {row.command.replace(/\s*\n\s*/g, ' ⏎ ')}
        </span>
        <span className={props.sandbox.missing ? classes.missing : classes.sandbox}>
          {props.sandbox.missing ? <NoSandbox /> : props.sandbox.words}
        </span>
        <span className={classes.exit}>
          <StatusWord glyph={row.mark.shape} word={row.mark.word} {...(row.mark.quiet ? { tone: 'draft' } : {})} />
        </span>
        <span className={classes.took}>
          {row.running ? <Running since={row.at} /> : row.durationMs !== null && took(row.durationMs)}
        </span>
      </button>
      {open && row.allowed !== undefined && <p className={classes.words}>{row.allowed}</p>}
      {open && <Body thread={props.thread} row={row} />}
    </>
  );
}

function Running({ since }: { readonly since: number }) {
  return <>{clock(Math.max(0, useNow(1_000) - since))}</>;
}

/**
 * A terminal that was live stays when its command ends, so that nothing jumps; opened later, or gone before it was joined, it is the
 * stored text, or the last screen where a command was cut off before its output was stored.
 */
function Body({ thread, row }: { readonly thread: string; readonly row: CommandRow }) {
  const [live] = useState(row.running);
  const [refused, setRefused] = useState(false);
  if (live && row.call !== null && (row.running || !refused)) {
    return (
      <LiveTerminal
        thread={thread}
        terminal={callTerminal(row.call)}
        command={row.command}
        running={row.running}
        onState={({ status }) => setRefused(status === 'refused')}
      />
    );
  }
  if (row.outputs.length > 0)
    return row.outputs.map((output) => <StoredOutput key={output.sha256} output={output} title={row.command} />);
  return (
    <>
      <p className={classes.words}>{wordsOf(row)}</p>
      {row.call !== null && !row.running && (
        <SavedTerminal thread={thread} terminal={callTerminal(row.call)} title={row.command} words={t`ended: ${row.mark.word}`} />
      )}
    </>
  );
}

function wordsOf(row: CommandRow): string {
  if (row.running) return t`A check’s output is shown whole when it has ended.`;
  return row.words.trim() === '' ? t`No output was kept.` : row.words.trim();
}
