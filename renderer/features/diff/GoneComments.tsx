import type { ThreadState } from '../../../shared/thread/state';
import type { SentComment } from '../../../shared/views/diff/comments';
import { counted, t } from '../../../shared/words/t';
import { CommentCard, linesWords } from './CommentCard';
import classes from './Comments.module.css';

/** Comments on lines that are not in view: the code that they are about has changed since. */
export function GoneComments({ comments, state }: { readonly comments: readonly SentComment[]; readonly state: ThreadState }) {
  if (comments.length === 0) return null;
  return (
    <details className={classes.gone}>
      <summary>
        {counted(comments.length, 'comment', 'comments')} {t`on lines that have changed since`}
      </summary>
      {comments.map((comment) => (
        <div key={comment.input}>
          <CommentCard comment={comment} state={state} />
          <p className={classes.where}>{t`${linesWords(comment)} at ${comment.checkpoint}`}</p>
          <pre>{comment.code.join('\n')}</pre>
        </div>
      ))}
    </details>
  );
}
