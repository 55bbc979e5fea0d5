import { useMemo } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ThreadRow } from '../../shared/views/threadRow';
import { threadList, useThreadRows } from '../stores/threads';
import { groupRows } from './threadGroups';

/** What of the list is shown: the archive or the threads in use, and of which workspace; undefined for all of them. */
export interface ListView {
  readonly archived: boolean;
  readonly workspace: string | undefined;
  /** Somebody wants to search: the field takes the focus as soon as it is there. */
  readonly searchWanted: boolean;
}

export const listView = createStore<ListView>(() => ({ archived: false, workspace: undefined, searchWanted: false }));

export function useListView(): ListView {
  return useStore(listView);
}

/** The rows that the view lets through. A workspace that no thread is of any more hides nothing. */
export function shownRows(
  rows: readonly ThreadRow[],
  { archived, workspace }: Pick<ListView, 'archived' | 'workspace'>,
): readonly ThreadRow[] {
  const kept = rows.filter((row) => row.archived === archived);
  return kept.some((row) => row.workspace === workspace) ? kept.filter((row) => row.workspace === workspace) : kept;
}

export function useListedRows(): readonly ThreadRow[] {
  const rows = useThreadRows();
  const view = useListView();
  return useMemo(() => shownRows(rows, view), [rows, view]);
}

/** The rows as they stand one below the other. */
export function listedRows(): readonly ThreadRow[] {
  const rows = shownRows(threadList.getState().rows, listView.getState());
  return groupRows(rows).flatMap((group) => group.rows);
}

/** The workspaces of the threads, by name, where there are several to choose from. */
export function workspacesOf(rows: readonly ThreadRow[]): readonly string[] {
  const names = [...new Set(rows.map((row) => row.workspace).filter((name) => name !== ''))];
  return names.length > 1 ? names.sort((a, b) => a.localeCompare(b)) : [];
}
