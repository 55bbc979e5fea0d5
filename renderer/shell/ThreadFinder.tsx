import { NativeSelect, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { t } from '../../shared/words/t';
import { useSearch } from '../stores/search';
import { useThreadRows } from '../stores/threads';
import { Icon } from '../ui/Icon';
import { Keys } from '../ui/Keys';
import { NavButton } from '../ui/NavButton';
import { listView, useListView, workspacesOf } from './listView';
import { SearchResults } from './SearchResults';
import classes from './ThreadFinder.module.css';
import { ThreadList } from './ThreadList';

/** The threads with what finds them: words in what was said and done, the workspace, the archive. */
export function ThreadFinder({ current }: { readonly current: string | undefined }) {
  const [text, setText] = useState('');
  const search = useSearch(text);
  const field = useRef<HTMLInputElement>(null);
  const { searchWanted, archived } = useListView();
  // Who asks for the archive, or for the list again, does not mean what was found.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is when, not what.
  useEffect(() => setText(''), [archived]);
  useEffect(() => {
    if (!searchWanted) return;
    listView.setState({ searchWanted: false });
    field.current?.focus();
    field.current?.select();
  }, [searchWanted]);
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && text !== '') setText('');
    else if (event.key === 'Escape') field.current?.blur();
    else if (event.key === 'ArrowDown' || event.key === 'Enter') toFirstRow(field.current);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <div className={classes.finder}>
        <TextInput
          ref={field}
          type="search"
          size="sm"
          aria-label={t`Search threads`}
          placeholder={t`Search threads`}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKey}
          leftSection={<Icon name="search" />}
          leftSectionWidth={28}
          rightSection={text === '' ? <Keys of="/" /> : <Keys of="esc" />}
          rightSectionWidth={text === '' ? 28 : 36}
          rightSectionPointerEvents="none"
        />
        {text.trim() === '' && <Filters />}
      </div>
      {text.trim() === '' ? <ThreadList current={current} /> : <SearchResults search={search} onAgain={search.again} />}
      {text.trim() === '' && <ArchiveWay />}
    </>
  );
}

function toFirstRow(field: HTMLInputElement | null): void {
  field?.closest('nav')?.querySelector<HTMLElement>('[data-row][tabindex="0"]')?.focus();
}

/** Which workspace, where there are several; and that one looks at the archive. */
function Filters() {
  const { archived, workspace = '' } = useListView();
  const rows = useThreadRows();
  const workspaces = workspacesOf(rows.filter((row) => row.archived === archived));
  return (
    <>
      {workspaces.length > 0 && (
        <NativeSelect
          size="xs"
          aria-label={t`Workspace`}
          value={workspaces.includes(workspace) ? workspace : ''}
          data={[{ value: '', label: t`All workspaces` }, ...workspaces]}
          onChange={(event) => listView.setState({ workspace: event.currentTarget.value || undefined })}
        />
      )}
      {archived && <h2 className={classes.title}>{t`Archived`}</h2>}
    </>
  );
}

/** Into the archive, where there is anything in it, and out of it again. */
function ArchiveWay() {
  const { archived } = useListView();
  const count = useThreadRows().filter((row) => row.archived).length;
  if (!archived && count === 0) return null;
  return (
    <div className={classes.archive}>
      <NavButton current={false} onClick={() => listView.setState({ archived: !archived })} end={archived ? undefined : count}>
        <Icon name={archived ? 'list' : 'archive'} />
        {archived ? t`Back to the threads` : t`Archived`}
      </NavButton>
    </div>
  );
}
