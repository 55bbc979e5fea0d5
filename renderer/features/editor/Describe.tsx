import type { WindowCommand } from '../../../shared/ipc/methods';
import { draftWordsIn } from '../../../shared/thread/draft';
import type { RecordedEvent } from '../../../shared/thread/events';
import { mayPlan } from '../../../shared/thread/plan';
import type { ThreadState } from '../../../shared/thread/state';
import { type Drafting, draftingOf, spentOnDraft } from '../../../shared/views/drafting';
import { clock, thousands } from '../../../shared/views/format';
import { partName } from '../../../shared/views/formParts';
import { counted, t } from '../../../shared/words/t';
import { useNow } from '../../stores/clock';
import { StatusWord } from '../../ui/StatusWord';
import { TextAction } from '../../ui/TextAction';
import { AskForDraft } from './AskForDraft';
import classes from './Proposed.module.css';
import type { Orders } from './useOrders';
import type { ProposalState } from './useProposal';

/** The agent's draft on a thread: asked for in plain words, seen while it comes, and then accepted or put away. */
export function Describe(props: {
  readonly state: ThreadState;
  readonly events: readonly RecordedEvent[];
  readonly orders: Orders;
  readonly proposal: ProposalState;
  readonly writing: boolean;
}) {
  const { state, events, orders } = props;
  const drafting = draftingOf(state, events, props.writing);
  const busy = drafting.kind === 'running' || drafting.kind === 'waiting';
  const ask = (words: string) => orders.send(asks(words));
  return (
    <section className={classes.describe} aria-label={t`Describe it`}>
      {busy ? null : (
        <AskForDraft
          kept={`describe.${state.thread}`}
          folded={state.goal !== null || drafting.kind !== 'none' || props.proposal.open.length > 0}
          not={mayPlan(state) ? undefined : t`The baseline is being taken.`}
          busy={orders.busy}
          refusal={undefined}
          onAsk={ask}
        />
      )}
      <Standing drafting={drafting} {...props} onAgain={() => void ask(draftWordsIn(events) ?? '')} />
    </section>
  );
}

function asks(words: string): readonly WindowCommand[] {
  return [
    { type: 'mode.set', mode: 'draft' },
    { type: 'input.queue', text: words },
  ];
}

function Standing(props: {
  readonly drafting: Drafting;
  readonly state: ThreadState;
  readonly events: readonly RecordedEvent[];
  readonly orders: Orders;
  readonly proposal: ProposalState;
  readonly onAgain: () => void;
}) {
  const { drafting, state, orders, events } = props;
  switch (drafting.kind) {
    case 'none':
      return <Review state={state} proposal={props.proposal} />;
    case 'waiting':
      return (
        <p className={classes.standing} role="status">
          <StatusWord glyph="draft" word={t`Waits to begin`} />
          <span className={classes.actions}>
            <TextAction onClick={() => void orders.send(withdrawals(state))}>{t`Withdraw`}</TextAction>
          </span>
        </p>
      );
    case 'running':
      return <Running state={state} drafting={drafting} onStop={() => void orders.send([{ type: 'turn.interrupt' }])} />;
    case 'cut':
      return (
        <p className={classes.standing} role="status">
          <StatusWord glyph="paused" word={t`No draft: ${drafting.reason}.`} />
          <Spent state={state} now={state.lastAt} />
          {draftWordsIn(events) !== undefined && (
            <span className={classes.actions}>
              <TextAction onClick={props.onAgain}>{t`Ask again`}</TextAction>
            </span>
          )}
        </p>
      );
    case 'answered':
      return (
        <>
          <p className={classes.standing} role="status">
            <StatusWord glyph="asks" word={t`It proposed nothing yet, and says:`} />
            <Spent state={state} now={state.lastAt} />
          </p>
          <p className={classes.said}>“{drafting.words}”</p>
        </>
      );
  }
}

function withdrawals(state: ThreadState): readonly WindowCommand[] {
  return state.inputs.map(({ id }) => ({ type: 'input.withdraw', input: id }));
}

function Running(props: {
  readonly state: ThreadState;
  readonly drafting: Extract<Drafting, { kind: 'running' }>;
  readonly onStop: () => void;
}) {
  const now = useNow(1_000);
  const { drafting } = props;
  return (
    <p className={classes.standing} role="status">
      <StatusWord glyph="running" word={`${drafting.doing}, ${clock(Math.max(0, now - drafting.since))}`} />
      <Spent state={props.state} now={now} />
      <span className={classes.actions}>
        <TextAction onClick={props.onStop}>{t`Stop`}</TextAction>
      </span>
    </p>
  );
}

function Spent({ state, now }: { readonly state: ThreadState; readonly now: number }) {
  return <span className={classes.quiet}>{t`${thousands(spentOnDraft(state, now).charged, 0)} tokens so far`}</span>;
}

/** `Yours stay: outcome, budget.` */
function keptWords(paths: readonly string[]): string {
  return t`Yours stay: ${paths.map(partName).join(', ')}.`;
}

function Review({ state, proposal }: { readonly state: ThreadState; readonly proposal: ProposalState }) {
  const { open, kept, undo } = proposal;
  if (open.length === 0 && kept.length === 0 && !undo) return null;
  return (
    <p className={classes.standing} role="status">
      {open.length > 0 && (
        <>
          <StatusWord glyph="asks" word={counted(open.length, 'field proposed', 'fields proposed')} />
          <span className={classes.quiet}>{t`Accept or edit each.`}</span>
        </>
      )}
      {kept.length > 0 && <span className={classes.quiet}>{keptWords(kept)}</span>}
      <Spent state={state} now={state.lastAt} />
      <span className={classes.actions}>
        {kept.length > 0 && <TextAction onClick={proposal.useOffered}>{t`Use the agent’s there`}</TextAction>}
        {open.length > 0 && (
          <>
            <TextAction onClick={() => proposal.accept(open)}>{t`Accept all`}</TextAction>
            <TextAction onClick={proposal.discard}>{t`Discard proposal`}</TextAction>
          </>
        )}
        {undo && <TextAction onClick={undo}>{t`Undo`}</TextAction>}
      </span>
    </p>
  );
}
