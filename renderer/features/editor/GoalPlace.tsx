import { useThread } from '../../stores/thread';
import { Loading } from '../../ui/Loading';
import { FirstDraft } from './FirstDraft';
import classes from './FormView.module.css';
import { NewGoal } from './NewGoal';
import { ThreadGoal } from './ThreadGoal';

/** The goal place of a thread. */
export function GoalPlace({ thread }: { readonly thread: string }) {
  const opened = useThread(thread);
  if (opened.status !== 'open') {
    return (
      <div className={classes.loading}>
        <Loading rows={8} words="Reading the contract" />
      </div>
    );
  }
  const { state, events } = opened;
  if (!state.goal) return <FirstDraft key={thread} state={state} events={events} />;
  return <ThreadGoal key={thread} state={state} events={events} goal={state.goal} />;
}

/** The form of a goal that has no thread yet. */
export function NewGoalPlace() {
  return <NewGoal />;
}
