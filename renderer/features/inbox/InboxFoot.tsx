import { t } from '../../../shared/words/t';
import { go } from '../../stores/navigation';
import { TextAction } from '../../ui/TextAction';
import classes from './InboxPlace.module.css';
import type { GoneNews } from './useGone';

/** What became of the row that went last, in a place of its own, so that nothing moves when it comes. */
export function InboxFoot({ news }: { readonly news: GoneNews | undefined }) {
  return (
    <div className={classes.foot}>
      <p role="status" className={classes.news}>
        {news && `${news.title}: ${news.words}.`}
      </p>
      {news && (
        <TextAction onClick={() => go({ name: 'thread', thread: news.thread, tab: 'live' })} label={t`Open thread ${news.title}`}>
          {t`Open thread`}
        </TextAction>
      )}
    </div>
  );
}
