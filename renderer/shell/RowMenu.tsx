import { Menu } from '@mantine/core';
import { t } from '../../shared/words/t';
import { go } from '../stores/navigation';
import { useThreadRow } from '../stores/threads';
import { Keys } from '../ui/Keys';
import { openThread, setPinned, toggleArchived } from './shelf';

export interface MenuAt {
  readonly thread: string;
  readonly x: number;
  readonly y: number;
}

/** What can be done with a thread of the list, where the pointer is or below its row. */
export function RowMenu({ at, onClose }: { readonly at: MenuAt; readonly onClose: () => void }) {
  const row = useThreadRow(at.thread);
  if (!row) return null;
  const openTab = (tab: 'goal' | 'timeline') => go({ name: 'thread', thread: row.thread, tab });
  return (
    <Menu opened onClose={onClose} position="bottom-start" width={220} returnFocus trapFocus>
      <Menu.Target>
        <span style={{ position: 'fixed', left: at.x, top: at.y }} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => openThread(row)} rightSection={<Keys of="↵" />}>
          {t`Open`}
        </Menu.Item>
        <Menu.Item onClick={() => openTab('goal')}>{t`Open its goal`}</Menu.Item>
        <Menu.Item onClick={() => openTab('timeline')}>{t`Open its timeline`}</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => setPinned(row, !row.pinned)} rightSection={<Keys of="p" />}>
          {row.pinned ? t`Unpin` : t`Pin`}
        </Menu.Item>
        <Menu.Item onClick={() => void toggleArchived(row)} rightSection={<Keys of="e" />}>
          {row.archived ? t`Take out of the archive` : t`Archive`}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
