import { Textarea } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { queueRefusal } from '../../../shared/thread/decide/input';
import type { ThreadState } from '../../../shared/thread/state';
import { queueHint } from '../../../shared/views/composer';
import { Confirm } from '../../ui/Confirm';
import { Keys } from '../../ui/Keys';
import { StatusWord } from '../../ui/StatusWord';
import classes from './Composer.module.css';
import { useComposer } from './useComposer';

/** Queued messages drawn; more are counted, so that the field keeps its place. */
const QUEUED_SHOWN = 3;

/** Messages to the agent and the goal's commands; what is queued already stands above the field. */
export function Composer({ thread, state }: { readonly thread: string; readonly state: ThreadState }) {
  const composer = useComposer(thread, state);
  const refusal = queueRefusal(state);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (!composer.busy) composer.send();
  };
  return (
    <div className={classes.composer}>
      <Queued state={state} />
      <div className={classes.box}>
        <Textarea
          variant="unstyled"
          aria-label="Message the agent"
          placeholder={refusal === null ? 'Message the agent' : '/goal'}
          autosize
          minRows={1}
          maxRows={8}
          value={composer.text}
          onChange={(event) => composer.write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          classNames={{ input: classes.field ?? '' }}
        />
        <div className={classes.foot}>
          <span className={classes.hint} role="status">
            {composer.said === '' ? (refusal ?? queueHint(state)) : <StatusWord glyph="failed" word={composer.said} />}
          </span>
          <span className={classes.keys}>
            <Keys of="↵" /> {refusal === null ? 'queue' : 'order'}
          </span>
          <span className={`${classes.keys} wide-only`}>
            <Keys of="shift ↵" /> new line
          </span>
        </div>
      </div>
      <Confirm
        opened={composer.asked?.what === 'clear'}
        title="Clear this goal?"
        action="Clear goal"
        keep="Keep goal"
        onConfirm={composer.confirm}
        onClose={composer.dismiss}
      >
        The agent stops and the goal ends without a result. Files stay as they are, and the thread keeps its record.
      </Confirm>
      <Confirm
        opened={composer.asked?.what === 'replace'}
        title="Replace the live goal?"
        action="Clear goal and fill form"
        keep="Keep goal"
        onConfirm={composer.confirm}
        onClose={composer.dismiss}
      >
        The live goal ends without a result, and the form is filled with your text. Nothing is spent before you activate it.
      </Confirm>
    </div>
  );
}

function Queued({ state }: { readonly state: ThreadState }) {
  const queued = state.inputs.filter((input) => input.from === 'user');
  const earlier = queued.length - QUEUED_SHOWN;
  return (
    <ul className={classes.queue} aria-label="Queued messages">
      {queued.slice(-QUEUED_SHOWN).map((input, index) => (
        <li key={input.id} className={classes.queued}>
          <span className={classes.label}>Queued{index === 0 && earlier > 0 ? `, ${earlier} earlier` : ''}</span>
          <span className={classes.message} title={input.text}>
            {input.text}
          </span>
        </li>
      ))}
    </ul>
  );
}
