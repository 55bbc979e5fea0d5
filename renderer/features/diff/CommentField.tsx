import { Button, Textarea } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { isSteerable, queueRefusal } from '../../../shared/thread/decide/input';
import type { ThreadState } from '../../../shared/thread/state';
import { t } from '../../../shared/words/t';
import { Keys } from '../../ui/Keys';
import { StatusWord } from '../../ui/StatusWord';
import { TextAction } from '../../ui/TextAction';
import { linesWords } from './CommentCard';
import classes from './Comments.module.css';
import type { DraftComment } from './draftComments';

/** A comment being written. What is in it stays until it is sent or discarded. */
export function CommentField(props: {
  readonly draft: DraftComment;
  readonly state: ThreadState;
  /** How often it was asked for by key or button: each time the keyboard is for it. 0 where it only stands there. */
  readonly begun: number;
  readonly onWrite: (words: string) => void;
  readonly onSend: (now: boolean) => void;
  readonly onDiscard: () => void;
  /** The keyboard goes back to the lines; an empty field is closed. */
  readonly onLeave: () => void;
}) {
  const { draft, state } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (props.begun > 0) field.current?.focus({ preventScroll: true });
  }, [props.begun]);
  const refusal = queueRefusal(state);
  const steerable = isSteerable(state);
  const sendable = refusal === null && draft.words.trim() !== '' && !draft.busy;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') props.onLeave();
    else if (event.key === 'Enter' && !event.shiftKey) {
      if (sendable) props.onSend((event.ctrlKey || event.metaKey) && steerable);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={classes.card} data-typing>
      <Textarea
        ref={field}
        label={t`Comment on ${linesWords(draft)}, to the agent`}
        classNames={{ label: classes.label ?? '' }}
        autosize
        minRows={2}
        maxRows={8}
        value={draft.words}
        onChange={(event) => props.onWrite(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {(draft.said !== '' || refusal !== null) && (
        <p className={classes.said}>
          <StatusWord glyph="failed" word={draft.said === '' ? refusal : draft.said} />
        </p>
      )}
      <p className={classes.actions}>
        <Button disabled={!sendable} onClick={() => props.onSend(false)}>
          {t`Queue comment`}
        </Button>
        {steerable && (
          <Button disabled={!sendable} onClick={() => props.onSend(true)}>
            {t`Send now`}
          </Button>
        )}
        <TextAction onClick={props.onDiscard}>{t`Discard`}</TextAction>
        <span className={classes.keys}>
          <Keys of="↵" /> {t`queue`} <Keys of="esc" /> {t`back to the lines`}
        </span>
      </p>
    </div>
  );
}
