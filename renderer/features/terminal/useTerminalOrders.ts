import { useState } from 'react';
import type { TerminalRow } from '../../../shared/views/terminalRow';
import { tabBefore, terminalTabs } from '../../../shared/views/terminalTabs';
import { call } from '../../bridge/bridge';
import { recall, remember } from '../../stores/remembered';
import { terminals } from '../../stores/terminals';

/** A terminal that is to be closed, and what runs in it. */
export interface AskedClose {
  readonly row: TerminalRow;
  readonly running: readonly string[];
}

/** Which tab is looked at, as it was last in this thread, and what can be done with tabs. `null` stands for the list of commands. */
export function useTerminalOrders(thread: string, rows: readonly TerminalRow[]) {
  const key = `terminal.${thread}.tab`;
  const [chosen, setChosen] = useState<string | null>(() => {
    const kept = recall(key);
    return typeof kept === 'string' ? kept : null;
  });
  /** Counts the times that somebody went to a terminal to type, and not only to look. */
  const [entered, setEntered] = useState(0);
  const [opening, setOpening] = useState(false);
  const [asked, ask] = useState<AskedClose>();
  const [refusal, refuse] = useState<string>();

  const choose = (tab: string | null) => {
    setChosen(tab);
    remember(key, tab);
  };
  const enter = (tab: string | null) => {
    choose(tab);
    setEntered((times) => times + 1);
  };
  const open = async () => {
    if (opening) return;
    setOpening(true);
    const answer = await call('shell/open', { thread });
    // The list may be told later than the answer.
    if (answer.ok) await terminals.load(thread);
    setOpening(false);
    refuse(answer.ok ? undefined : answer.error.message);
    if (answer.ok) enter(answer.value.terminal);
  };
  const close = async (row: TerminalRow, force = false) => {
    const { terminal } = row;
    const next = tabBefore(terminalTabs(rows, chosen), terminal);
    const answer = await call('terminal/close', { thread, terminal, force });
    refuse(answer.ok ? undefined : answer.error.message);
    if (!answer.ok) return;
    if (!answer.value.closed) return ask({ row, running: answer.value.running });
    if (terminal === chosen) choose(next);
  };
  const confirm = () => {
    if (asked) void close(asked.row, true);
  };
  return {
    chosen,
    choose,
    enter,
    entered,
    opening,
    open: () => void open(),
    close: (row: TerminalRow) => void close(row),
    asked,
    confirm,
    keep: () => ask(undefined),
    refusal,
    dismiss: () => refuse(undefined),
  };
}

export type TerminalOrders = ReturnType<typeof useTerminalOrders>;
