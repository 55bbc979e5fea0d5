import type { GoalState } from '../../../shared/thread/goalState';
import type { ThreadState } from '../../../shared/thread/state';
import { activationRows, activationStep, modelName } from '../../../shared/views/activation';
import { useAppInfo } from '../../stores/appInfo';
import { Baseline } from './Baseline';
import { FileFindings } from './FileFindings';
import { FileSection } from './FileSection';
import { Foot } from './Foot';
import { FormView } from './FormView';
import formClasses from './FormView.module.css';
import { goalActions } from './goalActions';
import { OfferedText } from './OfferedText';
import classes from './Rail.module.css';
import { Review } from './Review';
import { useAccept } from './useAccept';
import { useContractFile } from './useContractFile';
import { useGoalForm } from './useGoalForm';
import { useOrders } from './useOrders';

/** The goal of a thread: its contract as a form, and beside it what activation means and how the baseline came out. */
export function ThreadGoal({ state, goal }: { readonly state: ThreadState; readonly goal: GoalState }) {
  const form = useGoalForm(`draft.${state.thread}`, goal.contract, goal.revision);
  const file = useContractFile();
  const orders = useOrders(state.thread);
  const info = useAppInfo();
  const step = activationStep(state);
  const actions = goalActions({ goal, step, form, sandbox: info?.sandbox, source: file.read?.path ?? null, send: orders.send });
  useAccept(actions.primary, orders.busy);
  const review = form.contract ? activationRows(form.contract, modelName(state.model), info?.sandbox) : [];
  return (
    <div className={formClasses.place}>
      <OfferedText form={form} />
      <div className={formClasses.main}>
        {file.read && <FileFindings read={file.read} problems={form.problems} onDismiss={file.dismiss} />}
        <FormView state={form} evidence={state.evidence} disabled={step.kind === 'taking'} />
      </div>
      <aside className={classes.rail} aria-label="Activation review">
        <div className={classes.scroll}>
          <FileSection file={file} source={goal.source} contract={form.contract} workspace={state.workspace.root} />
          <Review rows={review} />
          <Baseline state={state} step={step} />
        </div>
        <Foot {...actions} busy={orders.busy} refusal={orders.refusal} />
      </aside>
    </div>
  );
}
