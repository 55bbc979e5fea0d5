import { useState } from 'react';
import type { RecordedEvent } from '../../../shared/thread/events';
import type { GoalState } from '../../../shared/thread/goalState';
import { hasWorktree } from '../../../shared/thread/place';
import type { ThreadState } from '../../../shared/thread/state';
import { isWaived, waiverPhrase } from '../../../shared/thread/waiver';
import { type ActivationStep, activationRows, activationStep, modelName } from '../../../shared/views/activation';
import { t } from '../../../shared/words/t';
import { useAppInfo } from '../../stores/appInfo';
import type { KeptDraft } from '../../stores/formDrafts';
import { useKeptText } from '../../stores/keptText';
import { stopTries } from '../../stores/tries';
import { Baseline } from './Baseline';
import { Describe } from './Describe';
import { FileFindings } from './FileFindings';
import { FileSection } from './FileSection';
import { Foot } from './Foot';
import { FormView, type Wish } from './FormView';
import formClasses from './FormView.module.css';
import { goalActions } from './goalActions';
import { LintVerdict } from './LintVerdict';
import { OfferedText } from './OfferedText';
import { ProposedContext } from './proposedContext';
import classes from './Rail.module.css';
import { Review } from './Review';
import { useAccept } from './useAccept';
import { useContractFile } from './useContractFile';
import { busyWords, unsettled, useDraftedForm } from './useDraftedForm';
import { useGoalForm } from './useGoalForm';
import { useLint } from './useLint';
import { useOrders } from './useOrders';
import { useContractLooks } from './usePathLooks';
import { usePlace } from './usePlace';
import { ChoosePlace, KnownPlace } from './WorkPlace';

/** The goal of a thread: its contract as a form, and beside it what activation means and how the baseline came out. */
export function ThreadGoal(props: {
  readonly state: ThreadState;
  readonly events: readonly RecordedEvent[];
  readonly goal: GoalState;
  readonly draft: KeptDraft | null;
}) {
  const { state, goal } = props;
  const form = useGoalForm(state.thread, goal.contract, goal.revision, props.draft);
  const file = useContractFile();
  const lint = useLint(form.form, form.change, true);
  const orders = useOrders(state.thread);
  const info = useAppInfo();
  const step = activationStep(state);
  const place = usePlace(state.thread);
  // A worktree that stands is where the thread's next goal goes on.
  const choosing = isOpenToChoice(step, form.changed) && !hasWorktree(state.place);
  const drafts = step.kind === 'draft' || step.kind === 'flagged' || step.kind === 'over';
  const drafted = useDraftedForm(state, form, drafts);
  const why = useKeptText(`edit.why.${state.thread}`);
  const actions = goalActions({
    why,
    goal,
    step,
    form,
    sandbox: info?.sandbox,
    phrase: waiverPhrase(state),
    source: file.read?.path ?? null,
    place: choosing ? place : null,
    unsettled: unsettled(drafted),
    send: async (asked) => {
      // What is tried would see the files move under it, and they its.
      await stopTries(state.thread);
      return orders.send(asked);
    },
  });
  useAccept(actions.primary, orders.busy);
  const looks = useContractLooks(state.workspace.root, form.contract);
  const [wish, setWish] = useState<Wish>();
  const review = form.contract
    ? activationRows(form.contract, modelName(state.model), info?.sandbox, { waived: isWaived(state), looks })
    : [];
  // What it raised is to be decided on before anything else is read.
  const baseline = <Baseline state={state} step={step} onEdit={(check) => setWish({ check })} />;
  return (
    <div className={formClasses.place}>
      <OfferedText form={form} />
      <div className={formClasses.main}>
        <ProposedContext value={drafted.proposal}>
          <FormView
            name={`${goal.status === 'draft' ? t`Draft` : t`Revision`} ${goal.revision}`}
            state={drafted.shown}
            lint={lint}
            evidence={state.evidence}
            disabled={step.kind === 'taking' || drafted.taken}
            versions={{ thread: state.thread, revision: goal.revision }}
            place={{
              form: state.thread,
              workspace: state.workspace.root,
              thread: state.thread,
              not: step.kind === 'taking' ? t`The baseline is being taken.` : busyWords(drafted.taken),
              model: modelName(state.model),
            }}
            wish={wish}
            head={
              <>
                {drafts && (
                  <Describe
                    state={state}
                    events={props.events}
                    orders={orders}
                    proposal={drafted.proposal}
                    writing={drafted.writing}
                  />
                )}
                {file.read && <FileFindings read={file.read} problems={form.problems} onDismiss={file.dismiss} />}
              </>
            }
          />
        </ProposedContext>
      </div>
      <aside className={classes.rail} aria-label={t`Activation review`}>
        <div className={classes.scroll}>
          {step.kind === 'flagged' && baseline}
          <LintVerdict lint={lint.lint} />
          <FileSection file={file} source={goal.source} contract={form.contract} workspace={state.source.root} />
          {choosing ? <ChoosePlace place={place} /> : <KnownPlace state={state} />}
          <Review rows={review} />
          {step.kind !== 'flagged' && baseline}
        </div>
        <Foot {...actions} busy={orders.busy} refusal={orders.refusal} />
      </aside>
    </div>
  );
}

/** Another activation may choose another place: that of a draft, also of one that was changed after its baseline raised flags. */
function isOpenToChoice(step: ActivationStep, changed: boolean): boolean {
  return step.kind === 'draft' || step.kind === 'tried' || (step.kind === 'flagged' && changed);
}
