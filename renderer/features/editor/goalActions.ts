import type { Contract } from '../../../shared/goal/contract';
import type { AppInfo, WindowCommand } from '../../../shared/ipc/methods';
import { assertNever } from '../../../shared/kernel/assertNever';
import type { GoalState } from '../../../shared/thread/goalState';
import type { ActivationStep } from '../../../shared/views/activation';
import { t } from '../../../shared/words/t';
import type { FootAction } from './Foot';
import { unparsedWords } from './unparsed';
import type { FormState } from './useGoalForm';
import type { PlaceState } from './usePlace';

interface Situation {
  readonly goal: GoalState;
  readonly step: ActivationStep;
  readonly form: FormState;
  readonly sandbox: AppInfo['sandbox'] | undefined;
  /** What is typed to run this goal without a sandbox. */
  readonly phrase: string;
  /** Why what was proposed keeps the contract from being activated. */
  readonly unsettled: string | undefined;
  /** The file that filled the form, where it was one. */
  readonly source: string | null;
  /** Where it is to work; null where that is decided already. */
  readonly place: Pick<PlaceState, 'chosen' | 'refusal'> | null;
  /** What its author says of an edit; kept until it is sent. */
  readonly why: { readonly text: string; readonly write: (text: string) => void };
  readonly send: (orders: readonly WindowCommand[]) => Promise<boolean>;
}

interface Actions {
  readonly primary?: FootAction;
  readonly others: readonly FootAction[];
  readonly note: string;
}

/** What the rail's foot offers: it follows the goal's status, and whether the form says something new. */
export function goalActions(at: Situation): Actions {
  switch (at.step.kind) {
    case 'draft':
    case 'tried':
      return draftActions(at);
    case 'taking':
      return { others: [{ label: t`Stop the baseline`, act: sends(at, { type: 'goal.pause' }) }], note: NO_SPEND };
    case 'flagged':
      return at.form.changed ? draftActions(at) : flaggedActions(at);
    case 'live':
      return liveActions(at);
    case 'over':
      return overActions(at);
    default:
      return assertNever(at.step);
  }
}

const NO_SPEND = t`The baseline costs no tokens. Nothing is spent before you activate.`;

function draftActions(at: Situation): Actions {
  const { form } = at;
  const chosen = at.place?.chosen;
  const activate: WindowCommand = { type: 'goal.activate', acceptBaseline: false, ...(chosen ? { place: chosen } : {}) };
  const act = () => {
    if (form.contract) settle(at, form.changed ? [draft(at, form.contract), activate] : [activate]);
  };
  return {
    primary: { label: t`Activate goal`, not: unready(at) ?? at.place?.refusal, act },
    others: [tryChecks(at), ...waive(at), ...(form.changed ? [saveDraft(at), discard(form)] : [])],
    note: madeOn(form) ?? NO_SPEND,
  };
}

/** Runs every check on the untouched tree and activates nothing; a changed form is saved as the draft first. */
function tryChecks(at: Situation): FootAction {
  const { form } = at;
  const tries: WindowCommand = { type: 'goal.try' };
  const act = () => {
    if (form.contract) settle(at, form.changed ? [draft(at, form.contract), tries] : [tries]);
  };
  return { label: at.step.kind === 'tried' ? t`Try the checks again` : t`Try the checks`, not: unready(at), act };
}

function flaggedActions(at: Situation): Actions {
  const answer = (word: 'accept' | 'cancel') => sends(at, { type: 'question.answer', question: 'baseline', answer: word });
  return {
    primary: { label: t`Activate all the same`, not: at.unsettled, act: answer('accept') },
    others: [{ label: t`Keep as draft`, act: answer('cancel') }],
    note: t`What the baseline shows stays with the goal as accepted by you.`,
  };
}

function liveActions(at: Situation): Actions {
  const { form, goal } = at;
  const { contract } = form;
  if (!form.changed) {
    return { others: [], note: t`Revision ${goal.revision}. A change makes a new revision: all evidence so far goes stale.` };
  }
  const why = at.why.text.trim();
  const act = () => {
    if (contract) settle(at, [{ type: 'goal.edit', contract, ...(why === '' ? {} : { why }) }]);
  };
  const says = { label: t`Why this change, optional`, text: at.why.text, onChange: at.why.write };
  return {
    primary: { label: t`Save as revision ${goal.revision + 1}`, not: unparsed(form), act, says },
    others: [replace(at), discard(form)],
    note: madeOn(form) ?? t`All evidence so far goes stale, and the running turn is told.`,
  };
}

function overActions(at: Situation): Actions {
  const { form, goal } = at;
  if (!form.changed) return { others: [], note: t`Revision ${goal.revision}. A change here makes a new draft on this thread.` };
  const act = () => {
    if (form.contract) settle(at, [draft(at, form.contract)]);
  };
  return { primary: { label: t`Draft as a new goal`, not: unparsed(form), act }, others: [discard(form)], note: NO_SPEND };
}

function unparsed(form: FormState): string | undefined {
  return form.contract ? undefined : unparsedWords(form.problems.length);
}

function unready(at: Situation): string | undefined {
  if (lacksSandbox(at) && at.sandbox?.mode === 'missing') return t`No sandbox: ${at.sandbox.message}`;
  return at.unsettled ?? unparsed(at.form);
}

function lacksSandbox({ sandbox, goal }: Situation): boolean {
  return sandbox?.mode === 'missing' && goal.waiver === null;
}

/** Offered only where this machine has no sandbox, for a draft as it is saved: its word holds for no other. */
function waive(at: Situation): readonly FootAction[] {
  if (!lacksSandbox(at)) return [];
  const typed = {
    title: t`Run this goal without a sandbox?`,
    phrase: at.phrase,
    action: t`Run without a sandbox`,
    keep: t`Keep the sandbox`,
    words: t`Its commands and checks could read, change and send whatever you can: your keys, your other files, the network. It is shown on every command and every piece of evidence, and you can take it back at any time.`,
  };
  const act = (words: string) => void at.send([{ type: 'sandbox.waive', words }]);
  const not = at.form.changed ? t`Save the draft first.` : undefined;
  return [{ label: t`Run without a sandbox…`, not, act: () => undefined, typed: { ...typed, act } }];
}

function draft(at: Situation, contract: Contract): Extract<WindowCommand, { type: 'goal.draft' }> {
  const source = at.source ?? at.goal.source;
  return { type: 'goal.draft', contract, ...(source === null ? {} : { source }) };
}

function saveDraft(at: Situation): FootAction {
  const { contract } = at.form;
  const act = () => {
    if (contract) settle(at, [draft(at, contract)]);
  };
  return { label: t`Save draft`, not: unparsed(at.form), act };
}

/** The live goal ends without a result and this draft takes its place, in one step. */
function replace(at: Situation): FootAction {
  const { contract } = at.form;
  const act = () => {
    if (contract) settle(at, [{ ...draft(at, contract), replace: true }]);
  };
  return {
    label: t`Replace goal…`,
    not: unparsed(at.form),
    act,
    asks: {
      title: t`Replace the live goal?`,
      action: t`Replace goal`,
      keep: t`Keep goal`,
      words: t`The live goal ends without a result, and this draft takes its place. Nothing is spent before you activate it.`,
    },
  };
}

function discard(form: FormState): FootAction {
  return { label: t`Discard changes`, act: form.discard };
}

/** What was sent and taken is saved: the form follows the contract again. */
function settle(at: Situation, orders: readonly WindowCommand[]): void {
  void at.send(orders).then((taken) => {
    if (!taken) return;
    at.why.write('');
    at.form.settled();
  });
}

function sends(at: Situation, order: WindowCommand): () => void {
  return () => void at.send([order]);
}

function madeOn(form: FormState): string | undefined {
  return form.madeOn === null
    ? undefined
    : t`These changes were made to revision ${form.madeOn}; the contract has changed since.`;
}
