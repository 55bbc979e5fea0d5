import type { ThreadState } from '../../../shared/thread/state';
import { activationRows, modelName } from '../../../shared/views/activation';
import { useAppInfo } from '../../stores/appInfo';
import { FileFindings } from './FileFindings';
import { FileSection } from './FileSection';
import { Foot } from './Foot';
import { FormView } from './FormView';
import formClasses from './FormView.module.css';
import { OfferedText } from './OfferedText';
import classes from './Rail.module.css';
import { Review } from './Review';
import { unparsedWords } from './unparsed';
import { useAccept } from './useAccept';
import { useContractFile } from './useContractFile';
import { useGoalForm } from './useGoalForm';
import { useOrders } from './useOrders';

/** The form of a thread that has planned and has no goal yet: its first draft. */
export function FirstDraft({ state }: { readonly state: ThreadState }) {
  const form = useGoalForm(`draft.${state.thread}`, null, 0);
  const file = useContractFile();
  const orders = useOrders(state.thread);
  const info = useAppInfo();
  const draft = () => {
    const { contract } = form;
    if (!contract) return;
    const source = file.read ? { source: file.read.path } : {};
    void orders.send([{ type: 'goal.draft', contract, ...source }]).then((taken) => {
      if (taken) form.discard();
    });
  };
  const primary = {
    label: 'Draft goal',
    not: form.contract ? undefined : missing(form.changed, form.problems.length),
    act: draft,
  };
  useAccept(primary, orders.busy);
  return (
    <div className={formClasses.place}>
      <OfferedText form={form} />
      <div className={formClasses.main}>
        {file.read && <FileFindings read={file.read} problems={form.problems} onDismiss={file.dismiss} />}
        <FormView state={form.changed ? form : { ...form, problems: [] }} evidence={[]} disabled={false} />
      </div>
      <aside className={classes.rail} aria-label="First draft">
        <div className={classes.scroll}>
          <FileSection file={file} source={null} contract={form.contract} workspace={state.workspace.root} />
          <Review rows={form.contract ? activationRows(form.contract, modelName(state.model), info?.sandbox) : []} />
        </div>
        <Foot
          primary={primary}
          others={form.changed ? [{ label: 'Discard draft', act: form.discard }] : []}
          note="What planning has cost counts for the goal. Nothing more is spent before you activate."
          busy={orders.busy}
          refusal={orders.refusal}
        />
      </aside>
    </div>
  );
}

function missing(changed: boolean, problems: number): string {
  if (!changed) return 'Write what must be true at the end, or turn a plan into a goal.';
  return unparsedWords(problems);
}
