import { useCallback, useMemo, useRef, useState } from 'react';
import type { RecordedEvent } from '../../../shared/thread/events';
import { EMPTY_CONVERSATION, extendConversation, visibleRows } from '../../../shared/views/conversation';
import type { ConversationRow } from '../../../shared/views/conversation/row';

export interface ShownConversation {
  readonly rows: readonly ConversationRow[];
  /** Those of folded turns too. */
  readonly all: readonly ConversationRow[];
  isOpen(turn: string): boolean;
  toggle(turn: string): void;
}

/**
 * The conversation's rows, folded on from what was folded before. Turns that were over when the place was opened begin folded,
 * the last one apart; those that come while one looks stay open, so that nothing moves by itself.
 */
export function useConversation(events: readonly RecordedEvent[]): ShownConversation {
  const folded = useRef(EMPTY_CONVERSATION);
  folded.current = extendConversation(folded.current, events);
  const { rows } = folded.current;
  const [last] = useState(() => turnsOf(rows).at(-1));
  const before = useMemo(() => turnsBefore(rows, last), [rows, last]);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  // The same for every event, or each would draw every row again.
  const toggle = useCallback((turn: string) => setToggled((known) => withToggled(known, turn)), []);
  return useMemo(() => {
    const isOpen = (turn: string) => before.has(turn) === toggled.has(turn);
    return { rows: visibleRows(rows, isOpen), all: rows, isOpen, toggle };
  }, [rows, before, toggled, toggle]);
}

/** Those older than the one that was the last when the place was opened, also where they are read only now. */
function turnsBefore(rows: readonly ConversationRow[], last: string | undefined): ReadonlySet<string> {
  const turns = turnsOf(rows);
  return new Set(last === undefined ? [] : turns.slice(0, Math.max(0, turns.indexOf(last))));
}

function turnsOf(rows: readonly ConversationRow[]): readonly string[] {
  return rows.flatMap((row) => (row.kind === 'turn' && row.turn !== null ? [row.turn] : []));
}

/** A set with the member put in, or taken out where it was in. */
export function withToggled(known: ReadonlySet<string>, member: string): ReadonlySet<string> {
  const next = new Set(known);
  if (!next.delete(member)) next.add(member);
  return next;
}
