import { Textarea } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { isSteerable } from '../../../shared/thread/decide/input';
import type { ThreadState } from '../../../shared/thread/state';
import { commentStanding, type SentComment } from '../../../shared/views/diff/comments';
import { commentText } from '../../../shared/views/diff/lineComment';
import { t } from '../../../shared/words/t';
import { command } from '../../stores/thread';
import { StatusWord } from '../../ui/StatusWord';
import { TextAction } from '../../ui/TextAction';
import classes from './Comments.module.css';

/** A comment that was sent: its words, how far it is, and what can still be done about it. */
export function CommentCard(props: { readonly comment: SentComment; readonly state: ThreadState }) {
  const { comment, state } = props;
  const [words, setWords] = useState<string | null>(null);
  const [said, say] = useState('');
  const { thread } = state;
  const order = async (...args: Parameters<typeof command>) => {
    const answer = await command(...args);
    say(answer.ok ? '' : answer.message);
    return answer.ok;
  };
  const save = async () => {
    if (words === null || words.trim() === '') return;
    if (await order(thread, { type: 'input.edit', input: comment.input, text: commentText({ ...comment, words }) }))
      setWords(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') setWords(null);
    else if (event.key === 'Enter' && !event.shiftKey) void save();
    else return;
    event.preventDefault();
  };
  return (
    <article className={classes.card} data-typing aria-label={t`Comment on ${linesWords(comment)}`}>
      <p className={classes.head}>
        <b>{t`You, to the agent`}</b>
        <span className={classes.standing}>{commentStanding(comment)}</span>
      </p>
      {words === null ? (
        <p className={classes.words}>{comment.words}</p>
      ) : (
        <Textarea
          aria-label={t`Reword the comment`}
          autosize
          minRows={1}
          maxRows={8}
          autoFocus
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      )}
      {said !== '' && <StatusWord glyph="failed" word={said} />}
      {comment.status === 'waiting' && (
        <p className={classes.actions}>
          {words === null ? (
            <>
              <TextAction onClick={() => setWords(comment.words)}>{t`Edit`}</TextAction>
              {isSteerable(state) && !comment.steer && (
                <TextAction onClick={() => void order(thread, { type: 'input.steer', input: comment.input })}>
                  {t`Send now`}
                </TextAction>
              )}
              <TextAction
                onClick={() => void order(thread, { type: 'input.withdraw', input: comment.input })}
              >{t`Remove`}</TextAction>
            </>
          ) : (
            <>
              <TextAction disabled={words.trim() === ''} onClick={() => void save()}>
                {t`Save`}
              </TextAction>
              <TextAction onClick={() => setWords(null)}>{t`Keep as it was`}</TextAction>
            </>
          )}
        </p>
      )}
    </article>
  );
}

/** `line 7`, `lines 7 to 9 before the change` */
export function linesWords({ from, to, side }: Pick<SentComment, 'from' | 'to' | 'side'>): string {
  const lines = from === to ? t`line ${from}` : t`lines ${from} to ${to}`;
  return side === 'before' ? t`${lines} before the change` : lines;
}
