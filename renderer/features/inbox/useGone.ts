import { useEffect, useRef, useState } from 'react';
import { goneRow } from '../../../shared/views/inboxGone';
import type { InboxRow } from '../../../shared/views/inboxRows';
import { t } from '../../../shared/words/t';
import { outbox } from '../../stores/outbox';
import { threadShelf } from '../../stores/thread';
import { forgetUnsent } from '../../stores/unsent';
import { askedKey } from './askedKey';

/** What the inbox says of the last row that went. */
export interface GoneNews {
  readonly key: string;
  readonly thread: string;
  readonly title: string;
  readonly words: string;
}

/**
 * Hears which rows are gone, and says of the last one what became of it: answered here, answered elsewhere, or closed because what
 * asked it is gone. What was typed for it, or given and not sent yet, is let go.
 */
export function useGone(rows: readonly InboxRow[]): GoneNews | undefined {
  const before = useRef(rows);
  const [news, setNews] = useState<GoneNews>();
  useEffect(() => {
    const here = new Set(rows.map(askedKey));
    const gone = before.current.filter((row) => !here.has(askedKey(row)));
    before.current = rows;
    const told = gone.map(newsOf).at(-1);
    if (told) setNews(told);
  }, [rows]);
  return news;
}

function newsOf(row: InboxRow): GoneNews {
  const { thread, title } = row;
  const key = askedKey(row);
  const given = outbox.settle(key);
  forgetUnsent(key);
  const opened = threadShelf.get(thread);
  const gone = goneRow(row, opened.status === 'open' ? opened.events : []);
  const ours = given?.phase === 'sending' || given?.phase === 'taken';
  const words = gone.how === 'closed' ? gone.words : ours ? t`answered: ${given.words}` : gone.elsewhere;
  return { key, thread, title, words: given?.phase === 'waiting' ? t`${words}; your answer was not sent` : words };
}
