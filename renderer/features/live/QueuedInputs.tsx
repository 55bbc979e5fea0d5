import { Textarea } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import type { WindowCommand } from '../../../shared/ipc/methods';
import type { QueuedInput, ThreadState } from '../../../shared/thread/state';
import { TextAction } from '../../ui/TextAction';
import classes from './Composer.module.css';

type Order = (order: WindowCommand) => Promise<boolean>;

/** The user's messages that the agent does not have yet, oldest first: each can be reworded, withdrawn, or sent into the running turn. */
export function QueuedInputs({ state, order }: { readonly state: ThreadState; readonly order: Order }) {
  const queued = state.inputs.filter((input) => input.from === 'user');
  return (
    <ul className={classes.queue} aria-label="Queued messages">
      {queued.map((input) => (
        <li key={input.id} className={classes.queued}>
          <Queued input={input} steerable={isSteerable(state)} order={order} />
        </li>
      ))}
    </ul>
  );
}

/** Steering goes into a turn at its next request; a wrap-up hears of nothing new. */
export function isSteerable({ turn }: ThreadState): boolean {
  return turn !== null && turn.kind !== 'wrap_up';
}

function Queued(props: { readonly input: QueuedInput; readonly steerable: boolean; readonly order: Order }) {
  const { input, order } = props;
  const [words, setWords] = useState<string>();
  if (words !== undefined) return <Rewording input={input} words={words} write={setWords} order={order} />;
  return (
    <>
      <span className={classes.label}>{input.steer && props.steerable ? 'Next request' : 'Queued'}</span>
      <span className={classes.message} title={input.text}>
        {input.text}
      </span>
      <span className={classes.edits}>
        {props.steerable && !input.steer && (
          <TextAction label={`Send now: ${input.text}`} onClick={() => void order({ type: 'input.steer', input: input.id })}>
            Send now
          </TextAction>
        )}
        <TextAction label={`Edit: ${input.text}`} onClick={() => setWords(input.text)}>
          Edit
        </TextAction>
        <TextAction label={`Withdraw: ${input.text}`} onClick={() => void order({ type: 'input.withdraw', input: input.id })}>
          Withdraw
        </TextAction>
      </span>
    </>
  );
}

/** The message as a field in its own place; what was not saved stays until it is saved or left with Escape. */
function Rewording(props: {
  readonly input: QueuedInput;
  readonly words: string;
  readonly write: (words: string | undefined) => void;
  readonly order: Order;
}) {
  const { input, words, write } = props;
  const save = async () => {
    if (words.trim() === '') return;
    if (words === input.text || (await props.order({ type: 'input.edit', input: input.id, text: words }))) write(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') write(undefined);
    else if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) void save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <Textarea
        variant="unstyled"
        aria-label="Reword the queued message"
        className={classes.rewording ?? ''}
        classNames={{ input: classes.field ?? '' }}
        autosize
        minRows={1}
        maxRows={6}
        data-autofocus
        autoFocus
        value={words}
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span className={classes.edits}>
        <TextAction disabled={words.trim() === ''} onClick={() => void save()}>
          Save
        </TextAction>
        <TextAction onClick={() => write(undefined)}>Keep as it was</TextAction>
      </span>
    </>
  );
}
