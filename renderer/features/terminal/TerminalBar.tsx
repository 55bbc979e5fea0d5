import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import { thousands } from '../../../shared/views/format';
import type { TerminalRow } from '../../../shared/views/terminalRow';
import { tabName } from '../../../shared/views/terminalTabs';
import { t } from '../../../shared/words/t';
import { ActionKeys } from '../../ui/ActionKeys';
import { Icon } from '../../ui/Icon';
import { NoSandbox } from '../../ui/NoSandbox';
import classes from './TerminalBar.module.css';
import type { TerminalOrders } from './useTerminalOrders';

/** The pane's tabs: commands, a background process each, a shell each, and what opens another shell. */
export function TerminalBar(props: {
  readonly ids: string;
  readonly tabs: readonly TerminalRow[];
  readonly current: string | null;
  readonly commands: number;
  readonly boundary: string;
  readonly orders: TerminalOrders;
}) {
  const { ids, tabs, current, orders } = props;
  const list = useRef<HTMLDivElement>(null);
  useShownTab(list, current);
  const tabOf = (id: string | null) => ({
    type: 'button' as const,
    role: 'tab',
    className: classes.tab,
    'aria-selected': id === current,
    tabIndex: id === current ? 0 : -1,
    ...(id === current ? { id: `${ids}tab`, 'aria-controls': `${ids}panel` } : {}),
    onClick: () => orders.enter(id),
  });
  return (
    <div className={classes.bar}>
      <div
        ref={list}
        role="tablist"
        aria-label={t`Terminals`}
        className={classes.list}
        onKeyDown={(event) => onKey(event, tabs, orders)}
      >
        <button {...tabOf(null)}>
          {t`Commands`} <span className={classes.count}>{thousands(props.commands)}</span>
        </button>
        {tabs.map((row) => (
          <span key={`${row.terminal} ${row.at}`} role="presentation" className={classes.item}>
            <button {...tabOf(row.terminal)} data-terminal={row.terminal} aria-keyshortcuts="Delete" title={row.title}>
              {tabName(row)}
              {row.kind === 'process' && <span className={classes.command}>{row.title}</span>}
              <Held row={row} />
            </button>
            <button
              type="button"
              className={classes.close}
              tabIndex={-1}
              aria-label={row.kind === 'shell' ? t`Close ${tabName(row)}` : t`End ${tabName(row)}`}
              title={row.kind === 'shell' ? t`Close` : t`End`}
              onClick={() => orders.close(row)}
            >
              <Icon name="close" />
            </button>
          </span>
        ))}
      </div>
      <button
        type="button"
        className={classes.open}
        aria-disabled={orders.opening}
        aria-busy={orders.opening}
        onClick={orders.open}
      >
        <Icon name="plus" />
        {t`New shell`} <ActionKeys of="terminal.newShell" />
      </button>
      <div className={classes.rest}>
        <span className={`${classes.boundary} wide-only`}>
          <Icon name="shield" />
          <span className={classes.words}>{props.boundary}</span>
        </span>
      </div>
    </div>
  );
}

/** The tab that is looked at stands in view, and has the focus where that went with a tab which was put away. */
function useShownTab(list: RefObject<HTMLElement | null>, current: string | null): void {
  const before = useRef(current);
  useEffect(() => {
    const tab = list.current?.querySelector<HTMLElement>('[aria-selected=true]');
    tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    if (before.current !== current && document.activeElement === document.body) tab?.focus();
    before.current = current;
  }, [list, current]);
}

/** What holds it while it runs, and that it does not run any more. */
function Held({ row }: { readonly row: TerminalRow }) {
  if (!row.running) return <span className={classes.held}>{t`ended`}</span>;
  return row.bare ? <NoSandbox /> : <span className={classes.held}>{t`enforced`}</span>;
}

/** Arrows, Home and End move among the tabs, and what is under the focus is shown; Delete closes. */
function onKey(event: KeyboardEvent<HTMLElement>, tabs: readonly TerminalRow[], orders: TerminalOrders): void {
  const all = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('[role=tab]')];
  const from = all.findIndex((tab) => tab === document.activeElement);
  const row = tabs[from - 1];
  const to = targetOf(event.key, from, all.length);
  if (from < 0 || (to === undefined && event.key !== 'Delete')) return;
  event.preventDefault();
  if (to === undefined) return row && orders.close(row);
  all[to]?.focus();
  orders.choose(tabs[to - 1]?.terminal ?? null);
}

function targetOf(key: string, from: number, count: number): number | undefined {
  switch (key) {
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case 'ArrowRight':
      return (from + 1) % count;
    case 'ArrowLeft':
      return (from + count - 1) % count;
    default:
      return undefined;
  }
}
