import { Textarea } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { isSteerable } from '../../../shared/thread/decide/input';
import type { QueuedInput, ThreadState } from '../../../shared/thread/state';
import { t } from '../../../shared/words/t';
import { TextAction } from '../../ui/TextAction';
import classes from './Composer.module.css';
import type { ComposerState } from './useComposer';

/** The user's messages that the agent does not have yet, oldest first: each can be reworded, withdrawn, or sent into the running turn. */
export function QueuedInputs({ state, composer }: { readonly state: ThreadState; readonly composer: ComposerState }) {
  const queued = state.inputs.filter((input) => input.from === 'user');
  return (
    <ul className={classes.queue} aria-label={t`Queued messages`}>
      {queued.map((input) => (
        <li key={input.id} className={classes.queued}>
          <Queued input={input} steerable={isSteerable(state)} composer={composer} />
        </li>
      ))}
    </ul>
  );
}

interface QueuedProps {
  readonly input: QueuedInput;
  readonly steerable: boolean;
  readonly composer: ComposerState;
}

function Queued(props: QueuedProps) {
  const { input, composer } = props;
  const words = composer.rewording.open[input.id]?.words;
  const edit = useRef<HTMLButtonElement>(null);
  const reworded = useRef(false);
  useEffect(() => {
    if (reworded.current && words === undefined && document.activeElement === document.body) edit.current?.focus();
    reworded.current = words !== undefined;
  }, [words]);
  if (words !== undefined) return <Rewording input={input} words={words} composer={composer} />;
  const withdraw = async () => {
    if (await composer.order({ type: 'input.withdraw', input: input.id })) composer.field.current?.focus();
  };
  return (
    <>
      <span className={classes.label}>{input.steer && props.steerable ? t`Next request` : t`Queued`}</span>
      <span className={classes.message} title={input.text}>
        {input.text}
      </span>
      <span className={classes.edits}>
        {props.steerable && !input.steer && (
          <TextAction
            label={t`Send now: ${input.text}`}
            onClick={() => void composer.order({ type: 'input.steer', input: input.id })}
          >
            {t`Send now`}
          </TextAction>
        )}
        <TextAction ref={edit} label={t`Edit: ${input.text}`} onClick={() => composer.rewording.begin(input.id, input.text)}>
          {t`Edit`}
        </TextAction>
        <TextAction label={t`Withdraw: ${input.text}`} onClick={() => void withdraw()}>
          {t`Withdraw`}
        </TextAction>
      </span>
    </>
  );
}

/** The message as a field in its own place; what was not saved stays until it is saved or left with Escape. */
function Rewording(props: { readonly input: QueuedInput; readonly words: string; readonly composer: ComposerState }) {
  const { input, words, composer } = props;
  const leave = () => composer.rewording.close(input.id);
  const save = () => {
    if (words === input.text) leave();
    else if (words.trim() !== '') composer.reword(input.id, words);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') leave();
    else if (event.key === 'Enter' && !event.shiftKey) save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <Textarea
        variant="unstyled"
        aria-label={t`Reword the queued message`}
        className={classes.rewording ?? ''}
        classNames={{ input: classes.field ?? '' }}
        autosize
        minRows={1}
        maxRows={6}
        autoFocus
        value={words}
        onChange={(event) => composer.rewording.write(input.id, event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span className={classes.edits}>
        <TextAction disabled={words.trim() === ''} onClick={save}>
          {t`Save`}
        </TextAction>
        <TextAction onClick={leave}>{t`Keep as it was`}</TextAction>
      </span>
    </>
  );
}
