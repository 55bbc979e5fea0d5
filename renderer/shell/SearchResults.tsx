import { Button } from '@mantine/core';
import { thousands } from '../../shared/views/format';
import { type FoundPassage, type FoundThread, PASSAGE_WORDS } from '../../shared/views/search/found';
import { counted, t } from '../../shared/words/t';
import { wishPassage } from '../stores/passageWish';
import type { Search } from '../stores/search';
import { useThreadRow } from '../stores/threads';
import { Fault } from '../ui/Fault';
import { Loading } from '../ui/Loading';
import { moveRows } from '../ui/listKeys';
import { Snippet } from '../ui/Snippet';
import classes from './SearchResults.module.css';
import { nameOf } from './shelf';

/** What was found, by thread, in place of the list. */
export function SearchResults({ search, onAgain }: { readonly search: Search; readonly onAgain: () => void }) {
  switch (search.status) {
    case 'none':
      return null;
    case 'looking':
      return <Loading rows={4} words={t`Looking`} />;
    case 'failed':
      return (
        <div className={classes.notice}>
          <Fault
            cause={t`The threads could not be searched`}
            remedy={search.message}
            action={<Button onClick={onAgain}>{t`Look again`}</Button>}
          />
        </div>
      );
    case 'found':
      return <Found search={search} />;
  }
}

function Found({ search: { text, found } }: { readonly search: Extract<Search, { status: 'found' }> }) {
  const { threads, cut, indexing } = found;
  return (
    <div className={classes.results}>
      <p className={classes.head} role="status">
        {threads.length === 0 ? t`Nothing is found for “${text}”.` : t`Found in ${counted(threads.length, 'thread', 'threads')}`}
        {cut && '; older places are left out'}
      </p>
      {indexing && (
        <p className={classes.note}>
          {t`Reading older threads,`} {thousands(indexing.read, 0)} {t`of`} {thousands(indexing.of, 0)}{' '}
          {t`events. What they say is found once they are read.`}
        </p>
      )}
      {threads.length === 0 && !indexing && (
        <p className={classes.note}>
          {t`Every word must be there, as the beginning of one. Words in quotes are looked for as they stand.`}
        </p>
      )}
      <ul className={classes.list} aria-label={t`Found`} onKeyDown={moveRows}>
        {threads.map((one, index) => (
          <ThreadPlaces key={one.thread} found={one} first={index === 0} />
        ))}
      </ul>
    </div>
  );
}

function ThreadPlaces({ found, first }: { readonly found: FoundThread; readonly first: boolean }) {
  const row = useThreadRow(found.thread);
  return (
    <li>
      <h2 className={classes.thread}>
        <span className={classes.name}>{row ? nameOf(row) : found.thread}</span>
        {row?.archived && <span className={classes.aside}>{t`archived`}</span>}
      </h2>
      <ul>
        {found.passages.map((passage, index) => (
          <li key={passage.seq}>
            <PassageRow passage={passage} entry={first && index === 0} />
          </li>
        ))}
      </ul>
      {found.more > 0 && <p className={classes.more}>{t`and ${counted(found.more, 'more place', 'more places')}`}</p>}
    </li>
  );
}

function PassageRow({ passage, entry }: { readonly passage: FoundPassage; readonly entry: boolean }) {
  const { thread, seq, kind, snippet } = passage;
  return (
    <button type="button" data-row className={classes.row} tabIndex={entry ? 0 : -1} onClick={() => wishPassage({ thread, seq })}>
      <span className={classes.kind}>{PASSAGE_WORDS[kind]}</span>
      <span className={classes.snippet}>
        <Snippet parts={snippet} />
      </span>
    </button>
  );
}
