import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import type { WindowCommand } from '../../shared/ipc/methods';
import type { ThreadRow } from '../../shared/views/threadRow';
import { t } from '../../shared/words/t';
import { useActions } from '../stores/actions';
import { bundles } from '../stores/bundles';
import { ActionKeys } from '../ui/ActionKeys';
import { Confirm } from '../ui/Confirm';
import { IconButton } from '../ui/IconButton';
import { NoSandbox } from '../ui/NoSandbox';
import { StatusWord } from '../ui/StatusWord';
import { goalStatusGlyph } from '../ui/statusOf';
import { BringDialog } from './BringDialog';
import classes from './Centre.module.css';
import { ExportDialog } from './ExportDialog';
import { orderThread } from './orders';
import { RemoveWorktree } from './RemoveWorktree';
import { nameOf, setPinned, toggleArchived } from './shelf';
import { TitleRow } from './TitleRow';
import { canClear, mainAction, pauseWaiting } from './titleActions';

/** A thread's title row: name, status, place, and what can be ordered in this status. */
export function ThreadTitle(props: {
  readonly row: ThreadRow | undefined;
  /** What the goal is for, in a line that the row's room cuts; empty or undefined until it is known. */
  readonly name: string | undefined;
  /** Who brought the goal into its status, and when. */
  readonly mark: string | undefined;
  readonly showList: (() => void) | undefined;
}) {
  const { row } = props;
  if (!row) return <TitleRow title={t`Thread`} showList={props.showList} />;
  const status = goalStatusGlyph(row.status, row.reason);
  return (
    <TitleRow title={props.name || nameOf(row)} showList={props.showList}>
      <StatusWord {...status} />
      {row.waived && <NoSandbox />}
      <span className={`${classes.aside} wide-only`}>
        {row.workspace}, {row.apart ? t`in a worktree` : t`in place`}
      </span>
      {props.mark !== undefined && <span className={`${classes.aside} ${classes.when} wide-only`}>{props.mark}</span>}
      {/* What is asked about one thread is never done to the next: a notification may lead there while a dialog is open. */}
      <Actions key={row.thread} row={row} />
    </TitleRow>
  );
}

type Asked = 'clear' | 'reopen' | 'bring' | 'remove' | undefined;

function Actions({ row }: { readonly row: ThreadRow }) {
  const [asked, ask] = useState<Asked>();
  const action = mainAction(row.status, row.reason);
  const pause = pauseWaiting(row);
  const order = (next: WindowCommand) => void orderThread(row.thread, next);
  useActions({
    'thread.archive': () => void toggleArchived(row),
    'thread.export': () => void bundles.export(row.thread),
    'goal.bring': () => ask('bring'),
    'goal.removeWorktree': () => ask('remove'),
    'goal.reopen': () => ask('reopen'),
    'goal.clear': () => ask('clear'),
  });
  return (
    <div className={classes.actions}>
      {action && (
        <Button onClick={() => order(action.order)}>
          {action.name} <ActionKeys of="goal.pauseOrResume" />
        </Button>
      )}
      {pause && <Button onClick={() => order(pause.order)}>{pause.name}</Button>}
      {row.waived && <Button onClick={() => order({ type: 'sandbox.restore' })}>{t`Restore sandbox`}</Button>}
      {row.status === 'complete' && <Button onClick={() => ask('bring')}>{t`Bring back…`}</Button>}
      {row.status === 'complete' && <Button onClick={() => ask('reopen')}>{t`Reopen…`}</Button>}
      {row.archived && <Button onClick={() => void toggleArchived(row)}>{t`Take out of the archive`}</Button>}
      <Menu>
        <Menu.Target>
          <IconButton icon="more" label={t`More actions`} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setPinned(row, !row.pinned)}>{row.pinned ? t`Unpin thread` : t`Pin thread`}</Menu.Item>
          <Menu.Item onClick={() => void toggleArchived(row)}>
            {row.archived ? t`Take out of the archive` : t`Archive thread`}
          </Menu.Item>
          {row.status !== 'none' && <Menu.Item onClick={() => void bundles.export(row.thread)}>{t`Export evidence…`}</Menu.Item>}
          {row.status !== 'none' && row.status !== 'draft' && (
            <Menu.Item onClick={() => ask('bring')}>{t`Bring result back…`}</Menu.Item>
          )}
          {row.apart && <Menu.Item onClick={() => ask('remove')}>{t`Remove worktree…`}</Menu.Item>}
          {canClear(row.status) && <Menu.Item onClick={() => ask('clear')}>{t`Clear goal…`}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      <ExportDialog thread={row.thread} />
      {asked === 'bring' && <BringDialog row={row} onClose={() => ask(undefined)} />}
      {asked === 'remove' && <RemoveWorktree thread={row.thread} onClose={() => ask(undefined)} />}
      <Confirm
        opened={asked === 'clear'}
        title={t`Clear this goal?`}
        action={t`Clear goal`}
        keep={t`Keep goal`}
        onConfirm={() => order({ type: 'goal.clear' })}
        onClose={() => ask(undefined)}
      >
        {t`The agent stops and the goal ends without a result. Files stay as they are, and the thread keeps its record.`}
      </Confirm>
      <Confirm
        opened={asked === 'reopen'}
        title={t`Reopen this goal?`}
        action={t`Reopen goal`}
        keep={t`Leave complete`}
        onConfirm={() => order({ type: 'goal.reopen' })}
        onClose={() => ask(undefined)}
      >
        {t`The goal becomes active and the agent goes on, within what is left of the budget.`}
      </Confirm>
    </div>
  );
}
