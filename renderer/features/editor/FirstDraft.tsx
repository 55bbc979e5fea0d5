import type { RecordedEvent } from '../../../shared/thread/events';
import type { ThreadState } from '../../../shared/thread/state';
import { activationRows, modelName } from '../../../shared/views/activation';
import { t } from '../../../shared/words/t';
import { useAppInfo } from '../../stores/appInfo';
import type { KeptDraft } from '../../stores/formDrafts';
import { Describe } from './Describe';
import { FileFindings } from './FileFindings';
import { FileSection } from './FileSection';
import { Foot } from './Foot';
import { FormView } from './FormView';
import formClasses from './FormView.module.css';
import { LintVerdict } from './LintVerdict';
import { OfferedText } from './OfferedText';
import { ProposedContext } from './proposedContext';
import classes from './Rail.module.css';
import { Review } from './Review';
import { unparsedWords } from './unparsed';
import { useAccept } from './useAccept';
import { useContractFile } from './useContractFile';
import { busyWords, unsettled, useDraftedForm } from './useDraftedForm';
import { useGoalForm } from './useGoalForm';
import { useLint } from './useLint';
import { useOrders } from './useOrders';
import { useContractLooks } from './usePathLooks';

/** The form of a thread that has planned, or drafts, and has no goal yet: its first draft. */
export function FirstDraft(props: {
  readonly state: ThreadState;
  readonly events: readonly RecordedEvent[];
  readonly draft: KeptDraft | null;
}) {
  const { state, events } = props;
  const form = useGoalForm(state.thread, null, 0, props.draft);
  const file = useContractFile();
  const lint = useLint(form.form, form.change, form.changed);
  const orders = useOrders(state.thread);
  const info = useAppInfo();
  const looks = useContractLooks(state.workspace.root, form.contract);
  const drafted = useDraftedForm(state, form, true);
  const draft = () => {
    const { contract } = form;
    if (!contract) return;
    const source = file.read ? { source: file.read.path } : {};
    void orders.send([{ type: 'goal.draft', contract, ...source }]).then((taken) => {
      if (taken) form.settled();
    });
  };
  const primary = {
    label: t`Draft goal`,
    not: drafted.taken ? unsettled(drafted) : form.contract ? undefined : missing(form.changed, form.problems.length),
    act: draft,
  };
  useAccept(primary, orders.busy);
  return (
    <div className={formClasses.place}>
      <OfferedText form={form} />
      <div className={formClasses.main}>
        <ProposedContext value={drafted.proposal}>
          <FormView
            name={t`First draft`}
            state={form.changed ? drafted.shown : { ...drafted.shown, problems: [] }}
            lint={lint}
            evidence={[]}
            disabled={drafted.taken}
            versions={null}
            place={{
              form: state.thread,
              workspace: state.workspace.root,
              thread: state.thread,
              not: busyWords(drafted.taken),
              model: modelName(state.model),
            }}
            head={
              <>
                <Describe state={state} events={events} orders={orders} proposal={drafted.proposal} writing={drafted.writing} />
                {file.read && <FileFindings read={file.read} problems={form.problems} onDismiss={file.dismiss} />}
              </>
            }
          />
        </ProposedContext>
      </div>
      <aside className={classes.rail} aria-label={t`First draft`}>
        <div className={classes.scroll}>
          <LintVerdict lint={lint.lint} />
          <FileSection file={file} source={null} contract={form.contract} workspace={state.source.root} />
          <Review rows={form.contract ? activationRows(form.contract, modelName(state.model), info?.sandbox, { looks }) : []} />
        </div>
        <Foot
          primary={primary}
          others={form.changed && !drafted.taken ? [{ label: t`Discard draft`, act: form.discard }] : []}
          note={t`What planning and drafting have cost count for the goal. Nothing more is spent before you activate.`}
          busy={orders.busy}
          refusal={orders.refusal}
        />
      </aside>
    </div>
  );
}

function missing(changed: boolean, problems: number): string {
  if (!changed) return t`Write what must be true at the end, describe the work, or turn a plan into a goal.`;
  return unparsedWords(problems);
}
