import { useEffect, useState } from 'react';
import type { NoticeKind } from '../../shared/views/notices/kinds';
import { t } from '../../shared/words/t';
import { notices, useNotices, type WindowNotice } from '../stores/notices';
import { putAwayPageDied, usePageDied } from '../stores/pageLife';
import { goToNotice } from '../stores/partWish';
import type { GlyphName } from '../ui/Glyph';
import { IconButton } from '../ui/IconButton';
import { StatusWord } from '../ui/StatusWord';
import { TextAction } from '../ui/TextAction';
import classes from './Notices.module.css';

/** What happened elsewhere, at the foot of the window: each links there, and the inbox has it too. */
export function Notices() {
  const shown = useNotices();
  return (
    <section className={classes.notices} aria-label={t`Happened elsewhere`} aria-live="polite">
      {usePageDied() && <PageDied />}
      {shown.map((notice) => (
        <Notice key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

/** The window's page died and was loaded again, with what it showed. */
function PageDied() {
  return (
    <div className={classes.notice} role="status">
      <div className={classes.head}>
        <StatusWord glyph="draft" word={t`Window reloaded`} />
        <IconButton icon="close" label={t`Put away`} onClick={putAwayPageDied} />
      </div>
      <p className={classes.words}>
        {t`Its page ended unexpectedly. Nothing was lost: the goals went on, and this is where you were.`}
      </p>
    </div>
  );
}

const GLYPHS: Readonly<Record<NoticeKind, GlyphName>> = {
  blocked: 'blocked',
  question: 'asks',
  limited: 'limited',
  error: 'failed',
  refused: 'failed',
  complete: 'pass',
  claimed: 'running',
};

/** Time to read it and to decide; the inbox and the list have it for as long as it is so. */
const SHOWN_MS = 20_000;

function Notice({ notice }: { readonly notice: WindowNotice }) {
  const { id, kind, title, words, place } = notice;
  const [held, hold] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => notices.dismiss(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held, id]);
  const open = () => {
    notices.dismiss(id);
    goToNotice(place);
  };
  return (
    <div
      className={classes.notice}
      role="status"
      onMouseEnter={() => hold(true)}
      onMouseLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
    >
      <div className={classes.head}>
        <StatusWord glyph={GLYPHS[kind]} word={title} />
        <IconButton icon="close" label={t`Put away`} onClick={() => notices.dismiss(id)} />
      </div>
      <p className={classes.words}>{words}</p>
      <TextAction onClick={open}>{place.name === 'inbox' ? t`Open in the inbox` : t`Open the thread`}</TextAction>
    </div>
  );
}
