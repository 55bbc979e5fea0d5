import { Button } from '@mantine/core';
import { useState } from 'react';
import type { WindowCommand } from '../../../shared/ipc/methods';
import type { ThreadState } from '../../../shared/thread/state';
import { t } from '../../../shared/words/t';
import { command } from '../../stores/thread';
import { Confirm } from '../../ui/Confirm';
import { Refused } from '../../ui/Refused';
import classes from './FromHere.module.css';

/** What stops the goal, or lets it go on, with what happens then. */
export function FromHere({ state }: { readonly state: ThreadState }) {
  const [asked, setAsked] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const order = async (next: WindowCommand) => {
    setRefusal(undefined);
    const answer = await command(state.thread, next);
    if (!answer.ok) setRefusal(answer.message);
  };
  const { goal } = state;
  if (!goal) return null;
  const wraps = goal.wrapUp !== null || state.turn?.kind === 'wrap_up';
  return (
    <>
      {refusal !== undefined && <Refused message={refusal} onDismiss={() => setRefusal(undefined)} />}
      <div className={classes.row}>
        {goal.status === 'active' && !wraps && (
          <Choice name={t`Wrap up now…`} words={t`One short turn without tools, then a pause.`} onClick={() => setAsked(true)} />
        )}
        {wraps && <span className={classes.words}>{t`Wraps up: one short turn without tools, then it stops.`}</span>}
        {(goal.status === 'active' || goal.status === 'verifying') && (
          <Choice
            name={t`Pause`}
            words={t`Cuts what runs at once. 0 model calls until you resume.`}
            onClick={() => void order({ type: 'goal.pause' })}
          />
        )}
        {goal.status === 'paused' && (
          <Choice
            name={t`Resume`}
            words={t`Goes on with its history, within what is left of the budget.`}
            onClick={() => void order({ type: 'goal.resume' })}
          />
        )}
      </div>
      <Confirm
        opened={asked}
        title={t`Wrap up now?`}
        action={t`Wrap up`}
        keep={t`Go on`}
        onConfirm={() => void order({ type: 'goal.wrap_up' })}
        onClose={() => setAsked(false)}
      >
        {t`What runs is cut. The agent gets one short turn without tools to say what changed, what the evidence shows, what is left and the next step; then the goal is paused. It is not complete, and resume goes on.`}
      </Confirm>
    </>
  );
}

function Choice(props: { readonly name: string; readonly words: string; readonly onClick: () => void }) {
  return (
    <>
      <Button onClick={props.onClick}>{props.name}</Button>
      <span className={classes.words}>{props.words}</span>
    </>
  );
}
