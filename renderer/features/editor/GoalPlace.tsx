import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../../shared/words/t';
import { type KeptDraft, useKeptDraft } from '../../stores/formDrafts';
import { useThread } from '../../stores/thread';
import { Fault } from '../../ui/Fault';
import { Loading } from '../../ui/Loading';
import { FirstDraft } from './FirstDraft';
import classes from './FormView.module.css';
import { NewGoal } from './NewGoal';
import { ThreadGoal } from './ThreadGoal';

/** The goal place of a thread. */
export function GoalPlace({ thread }: { readonly thread: string }) {
  const opened = useThread(thread);
  if (opened.status !== 'open') return <Reading words={t`Reading the contract`} />;
  const { state, events } = opened;
  const { goal } = state;
  // A first draft that was saved is no longer one: its form's unsent changes are not those of the goal's.
  return goal ? (
    <WithDraft key={`${thread} goal`} of={thread}>
      {(draft) => <ThreadGoal state={state} events={events} goal={goal} draft={draft} />}
    </WithDraft>
  ) : (
    <WithDraft key={`${thread} first`} of={thread}>
      {(draft) => <FirstDraft state={state} events={events} draft={draft} />}
    </WithDraft>
  );
}

/** The form of a goal that has no thread yet. */
export function NewGoalPlace() {
  return <WithDraft of="new">{(draft) => <NewGoal draft={draft} />}</WithDraft>;
}

/** A form opens with what was typed into it and never sent, and not at all while that cannot be read: it would be written over. */
function WithDraft(props: { readonly of: string; readonly children: (draft: KeptDraft | null) => ReactNode }) {
  const { read, again } = useKeptDraft(props.of);
  if (!read) return <Reading words={t`Reading the draft`} />;
  if (read.ok) return props.children(read.draft);
  return (
    <div className={classes.loading}>
      <Fault
        cause={t`What was typed here could not be read`}
        remedy={read.message}
        action={<Button onClick={again}>{t`Read again`}</Button>}
      />
    </div>
  );
}

function Reading({ words }: { readonly words: string }) {
  return (
    <div className={classes.loading}>
      <Loading rows={8} words={words} />
    </div>
  );
}
