import { Textarea } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { isSteerable, queueRefusal } from '../../../shared/thread/decide/input';
import { mayPlan } from '../../../shared/thread/plan';
import type { ThreadState } from '../../../shared/thread/state';
import { queueHint } from '../../../shared/views/composer';
import { t } from '../../../shared/words/t';
import { Confirm } from '../../ui/Confirm';
import { Keys } from '../../ui/Keys';
import { StatusWord } from '../../ui/StatusWord';
import { TextAction } from '../../ui/TextAction';
import classes from './Composer.module.css';
import { QueuedInputs } from './QueuedInputs';
import { StopOffer } from './StopOffer';
import { type ComposerState, useComposer } from './useComposer';

/** Messages to the agent and the goal's commands; what is queued already stands above the field. */
export function Composer({ thread, state }: { readonly thread: string; readonly state: ThreadState }) {
  const composer = useComposer(thread, state);
  const refusal = queueRefusal(state);
  const onKeyDown = (event: KeyboardEvent) => {
    // The keys that end an input method's composition are for it alone.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') return composer.onEscape();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    const now = (event.ctrlKey || event.metaKey) && isSteerable(state);
    if (!composer.busy) composer.send(now ? 'now' : 'queued');
  };
  return (
    <div className={classes.composer}>
      <QueuedInputs state={state} composer={composer} />
      <div className={classes.box}>
        <Textarea
          variant="unstyled"
          aria-label={t`Message the agent`}
          placeholder={placeholder(state, refusal)}
          autosize
          minRows={1}
          maxRows={8}
          ref={composer.field}
          value={composer.text}
          onChange={(event) => composer.write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          classNames={{ input: classes.field ?? '' }}
        />
        <Foot state={state} composer={composer} refusal={refusal} />
      </div>
      <StopOffer composer={composer} state={state} />
      <Confirm
        opened={composer.asked === 'clear'}
        title={t`Clear this goal?`}
        action={t`Clear goal`}
        keep={t`Keep goal`}
        onConfirm={composer.clear}
        onClose={composer.dismiss}
      >
        {t`The agent stops and the goal ends without a result. Files stay as they are, and the thread keeps its record.`}
      </Confirm>
    </div>
  );
}

function placeholder(state: ThreadState, refusal: string | null): string {
  if (refusal !== null) return '/goal';
  return PLACEHOLDERS[state.mode];
}

const PLACEHOLDERS = { goal: t`Message the agent`, plan: t`Ask for a plan`, draft: t`Describe the goal` } as const;

const LEAVE = { goal: t`Plan mode`, plan: t`Leave plan mode`, draft: t`Leave drafting` } as const;

function Foot(props: { readonly state: ThreadState; readonly composer: ComposerState; readonly refusal: string | null }) {
  const { state, composer, refusal } = props;
  const looking = state.mode !== 'goal';
  return (
    <div className={classes.foot}>
      <span className={classes.hint} role="status">
        {composer.said === '' ? (refusal ?? queueHint(state)) : <StatusWord glyph="failed" word={composer.said} />}
      </span>
      {(looking || mayPlan(state)) && (
        <TextAction onClick={() => void composer.order({ type: 'mode.set', mode: looking ? 'goal' : 'plan' })}>
          {LEAVE[state.mode]}
        </TextAction>
      )}
      <span className={classes.keys}>
        <Keys of="↵" /> {refusal === null ? t`queue` : t`order`}
      </span>
      {isSteerable(state) && (
        <span className={`${classes.keys} wide-only`}>
          <Keys of="mod ↵" /> {t`send now`}
        </span>
      )}
      <span className={`${classes.keys} wide-only`}>
        <Keys of="shift ↵" /> {t`new line`}
      </span>
    </div>
  );
}
