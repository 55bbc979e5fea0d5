import { useId, useLayoutEffect, useRef } from 'react';
import type { RecordedEvent } from '../../../shared/thread/events';
import type { ThreadState } from '../../../shared/thread/state';
import { type CommandRow, extendCommands, NO_COMMANDS } from '../../../shared/views/commandRows';
import { currentTab, terminalTabs } from '../../../shared/views/terminalTabs';
import { t } from '../../../shared/words/t';
import { useActions } from '../../stores/actions';
import { useAppInfo } from '../../stores/appInfo';
import { useMoment } from '../../stores/moment';
import { useTerminals } from '../../stores/terminals';
import { useThread } from '../../stores/thread';
import { Refused } from '../../ui/Refused';
import { region } from '../../ui/region';
import { CloseTerminal } from './CloseTerminal';
import { CommandList } from './CommandList';
import { HostNotice } from './HostNotice';
import { boundaryWords, sandboxWords } from './sandboxWords';
import { TerminalBar } from './TerminalBar';
import classes from './TerminalPane.module.css';
import { TerminalPanel } from './TerminalPanel';
import { changeFontSize } from './terminalLook';
import { useNewShellKeys } from './useNewShellKeys';
import { useTerminalOrders } from './useTerminalOrders';

/** For the palette: in a terminal the keys are its own. */
const TEXT_SIZES = {
  'terminal.larger': () => changeFontSize('larger'),
  'terminal.smaller': () => changeFontSize('smaller'),
  'terminal.standard': () => changeFontSize('standard'),
} as const;

/** Everything that runs in the thread's place: the commands of the agent and of checks, its background processes, a person's shells. */
export function TerminalPane({ thread }: { readonly thread: string }) {
  const opened = useThread(thread);
  if (opened.status !== 'open') return null;
  return <OpenPane key={thread} thread={thread} state={opened.state} events={opened.events} />;
}

function OpenPane(props: { readonly thread: string; readonly state: ThreadState; readonly events: readonly RecordedEvent[] }) {
  const { thread, state } = props;
  const commands = useCommands(props.events);
  const info = useAppInfo();
  const rows = useTerminals(thread);
  const orders = useTerminalOrders(thread, rows);
  const wished = useMoment(thread, 'output') !== undefined;
  const { choose } = orders;
  // What was wished for stands among the commands, whichever tab was open.
  // biome-ignore lint/correctness/useExhaustiveDependencies: choosing is made anew with every drawing, and is done once for a wish.
  useLayoutEffect(() => {
    if (wished) choose(null);
  }, [wished]);
  useNewShellKeys(orders.open);
  useActions(TEXT_SIZES);
  const tabs = terminalTabs(rows, orders.chosen);
  const current = currentTab(tabs, orders.chosen);
  const ids = useId();
  const missing = state.goal?.waiver?.at !== undefined || info?.sandbox.mode === 'missing';
  const panel = (shown: boolean) => ({ id: `${ids}panel`, role: 'tabpanel', 'aria-labelledby': `${ids}tab`, hidden: !shown });
  return (
    <section className={classes.pane} {...region(t`Terminal`)}>
      <TerminalBar
        ids={ids}
        tabs={tabs}
        current={current?.terminal ?? null}
        commands={commands.length}
        boundary={boundaryWords(state, info?.platform, missing)}
        orders={orders}
      />
      <HostNotice />
      {orders.refusal !== undefined && <Refused message={orders.refusal} onDismiss={orders.dismiss} />}
      <div className={classes.panel} {...(current ? { hidden: true } : panel(true))}>
        <CommandList thread={thread} state={state} rows={commands} />
      </div>
      {current && (
        <div className={classes.panel} {...panel(true)}>
          <TerminalPanel
            key={`${current.terminal} ${current.at}`}
            thread={thread}
            row={current}
            sandbox={sandboxWords(state)}
            focus={orders.entered}
            onClose={() => orders.close(current)}
          />
        </div>
      )}
      <CloseTerminal asked={orders.asked} onConfirm={orders.confirm} onClose={orders.keep} />
    </section>
  );
}

function useCommands(events: readonly RecordedEvent[]): readonly CommandRow[] {
  const folded = useRef(NO_COMMANDS);
  folded.current = extendCommands(folded.current, events);
  return folded.current.rows;
}
