import { Button } from '@mantine/core';
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useRef, useState } from 'react';
import type { RecordedEvent } from '../../../shared/thread/events';
import type { ConversationRow } from '../../../shared/views/conversation/row';
import { t } from '../../../shared/words/t';
import { readingPlace } from '../../stores/readingPlace';
import { Empty } from '../../ui/Empty';
import { moveRows } from '../../ui/listKeys';
import { region } from '../../ui/region';
import classes from './Conversation.module.css';
import { Row } from './Row';
import { Streaming } from './Streaming';
import { useConversation, withToggled } from './useConversation';
import { usePassage } from './usePassage';
import { useReadingPlace } from './useReadingPlace';
import { useStuckToEnd } from './useStuckToEnd';
import { useWishedTurn } from './useWishedTurn';

/** Rows drawn beyond the edges of what is seen, so that quick scrolling shows rows and not their absence. */
const OVERSCAN = 12;

/** First guesses of a row's height; each is measured once it is drawn. */
const HEIGHTS: Readonly<Record<ConversationRow['kind'], number>> = { turn: 40, say: 48, reasoning: 26, tool: 26, note: 26 };

/** The thread as it was said and done, with the answer that is being given at its end. */
export function Conversation({ thread, events }: { readonly thread: string; readonly events: readonly RecordedEvent[] }) {
  const conversation = useConversation(events);
  const { rows, isOpen, toggle } = conversation;
  const [details, setDetails] = useState<ReadonlySet<string>>(new Set());
  const scrolled = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scrolled.current,
    estimateSize: (index) => HEIGHTS[rows[index]?.kind ?? 'note'],
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: OVERSCAN,
    // Older rows come in at the top while one reads: what is read stays where it is.
    anchorTo: 'end',
  });
  const height = virtual.getTotalSize();
  const end = useStuckToEnd(scrolled, height, readingPlace(thread) === undefined);
  const { leave } = end;
  const { scrollToIndex } = virtual;
  const scrollTo = useCallback(
    (index: number) => {
      leave();
      scrollToIndex(index, { align: 'start' });
    },
    [leave, scrollToIndex],
  );
  useWishedTurn({ thread, rows, isOpen, toggle, scrollTo });
  const first = () => (end.isThere() ? undefined : firstInSight(virtual));
  const keepPlace = useReadingPlace({ thread, rows, first, scrollTo });
  const onScroll = () => {
    end.onScroll();
    keepPlace();
  };
  const marked = usePassage(thread, events, conversation, (index) => {
    leave();
    scrollToIndex(index, { align: 'center' });
  });
  const onToggle = useCallback(
    (row: ConversationRow) => {
      if (row.kind === 'turn' && row.turn !== null) toggle(row.turn);
      else setDetails((known) => withToggled(known, row.key));
    },
    [toggle],
  );
  return (
    <section className={classes.region} {...region(t`Conversation`)}>
      <div ref={scrolled} className={classes.scrolled} role="log" aria-live="off" onScroll={onScroll} onKeyDown={moveRows}>
        {rows.length === 0 && <Empty>{t`Nothing has happened yet. The conversation begins when the goal is drafted.`}</Empty>}
        <div className={classes.all} style={{ height }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            const open = row.kind === 'turn' && row.turn !== null ? isOpen(row.turn) : details.has(row.key);
            return (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                data-marked={row.key === marked ? true : undefined}
                className={classes.item}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <Row row={row} open={open} onToggle={onToggle} />
              </div>
            );
          })}
        </div>
        <Streaming thread={thread} onGrow={end.follow} />
      </div>
      {end.away && (
        <div className={classes.toEnd}>
          <Button onClick={end.toEnd}>{t`To the end`}</Button>
        </div>
      )}
    </section>
  );
}

function firstInSight(virtual: Virtualizer<HTMLDivElement, Element>): number | undefined {
  const top = virtual.scrollOffset ?? 0;
  return virtual.getVirtualItems().find((item) => item.end > top)?.index;
}
