import { isRun } from '../goal/checkSubject';
import { baselineChecks, type Contract, contractChecks } from '../goal/contract';
import { limitsWords } from '../goal/limits';
import { parseTarget } from '../goal/target';
import { assertNever } from '../kernel/assertNever';
import type { ModelRef } from '../provider/model';
import { baselineFlag } from '../thread/decide/baseline';
import type { BaselineFlag, Question } from '../thread/question';
import type { EvidenceRow, ThreadState } from '../thread/state';
import { counted, t } from '../words/t';
import { filesOf, filesWords, type Looks } from './boundaryTree';
import { evidenceFigure, targetFigure } from './checkFigure';
import { clock, money, thousands } from './format';
import type { Mark } from './shape';

/** One line of the activation review: what the contract will mean once it is active. */
export interface ReviewRow {
  readonly term: string;
  readonly words: string;
  /** Paths and names, which are shown as a machine reads them. */
  readonly names: readonly string[];
  readonly mark?: Mark;
}

/** Whether commands can be sandboxed on this machine, and where not, why. */
export type SandboxFact = { readonly mode: 'enforced' } | { readonly mode: 'missing'; readonly message: string };

/** What activation will allow and may spend, of a contract that parses: all of it by name, since nobody consents to "and 3 more". */
export function activationRows(
  contract: Contract,
  model: string,
  sandbox: SandboxFact | undefined,
  { waived = false, looks = {} }: { readonly waived?: boolean; readonly looks?: Looks } = {},
): readonly ReviewRow[] {
  const { boundaries } = contract;
  return [
    withFiles(named(t`May write`, boundaries.write, t`nothing`), looks),
    ...some(t`Checks write`, checkWrites(contract)),
    withFiles(named(t`Protected`, contract.protect, t`nothing`), looks),
    hiddenRow(boundaries.hide),
    hostsRow(boundaries),
    ...limitsRow(boundaries),
    named(t`Tools`, boundaries.tools ?? [], boundaries.tools === undefined ? t`all` : t`those of the thread alone`),
    waived ? WAIVED_ROW : sandboxRow(sandbox),
    { term: t`Model`, words: model === '' ? t`none set` : '', names: model === '' ? [] : [model] },
    ...some(t`Reviewer`, reviewers(contract, model)),
    { term: t`May spend`, words: budgetWords(contract.budget), names: [] },
    { term: t`Accept`, words: contract.accept === 'auto' ? t`when the gate opens` : t`by you, after the gate opens`, names: [] },
    {
      term: t`At a quota`,
      words: contract.resume === 'auto' ? t`goes on by itself when it is renewed` : t`waits for you`,
      names: [],
    },
  ];
}

function named(term: string, names: readonly string[], none: string): ReviewRow {
  if (names.length === 0) return { term, words: none, names: [] };
  return { term, names, words: '' };
}

/** With how many files its paths take in, where that was looked at. */
function withFiles(row: ReviewRow, looks: Looks): ReviewRow {
  return row.names.some((name) => looks[name]) ? { ...row, words: filesWords(filesOf(row.names, looks)) } : row;
}

/** A row only where there is something to say. */
function some(term: string, names: readonly string[]): readonly ReviewRow[] {
  return names.length === 0 ? [] : [named(term, names, '')];
}

/** What the checks themselves may change in the workspace, besides what git ignores: their `writes`, and the files of their metrics. */
function checkWrites(contract: Contract): readonly string[] {
  const paths = contractChecks(contract).flatMap(({ check }) => {
    if (check.kind !== 'command') return [];
    const from = check.metric?.from ?? 'stdout';
    return [...(check.writes ?? []), ...(from === 'stdout' ? [] : [from])];
  });
  return unique(paths);
}

/** Models that are asked to review, and charged to the goal. */
function reviewers(contract: Contract, model: string): readonly string[] {
  const asked = contractChecks(contract).flatMap(({ check }) => (check.kind === 'review' ? [check.model ?? model] : []));
  return unique(asked.filter((name) => name !== ''));
}

const unique = (names: readonly string[]) => [...new Set(names)];

/** Said only where the contract does: the usual limits are no news. */
function limitsRow({ limits }: Contract['boundaries']): readonly ReviewRow[] {
  const words = limitsWords(limits);
  return words === '' ? [] : [{ term: t`A command takes`, words: t`at most ${words}`, names: [] }];
}

/** Sockets are a way out of the sandbox beside the hosts, so they are said with them. */
function hostsRow({ hosts, sockets }: Contract['boundaries']): ReviewRow {
  const row = named(t`Hosts`, hosts, t`none`);
  return sockets ? { ...row, words: hosts.length === 0 ? t`none; Unix sockets allowed` : t`Unix sockets allowed` } : row;
}

/** The home folder's secrets and the app's own data are hidden whatever the contract says (DESIGN.md §3). */
function hiddenRow(hide: readonly string[]): ReviewRow {
  const row = named(t`Cannot read`, hide, '');
  return { ...row, words: [row.words, t`home secrets`].filter((part) => part !== '').join(', ') };
}

const WAIVED_ROW: ReviewRow = {
  term: t`Sandbox`,
  names: [],
  words: t`by your word: commands and checks can read, change and send whatever you can`,
  mark: { shape: 'failed', word: t`no sandbox` },
};

function sandboxRow(sandbox: SandboxFact | undefined): ReviewRow {
  const row = { term: t`Sandbox`, names: [] };
  if (!sandbox) return { ...row, words: t`being looked for` };
  return sandbox.mode === 'enforced'
    ? { ...row, words: '', mark: { shape: 'pass', word: t`Enforced` } }
    : { ...row, words: sandbox.message, mark: { shape: 'failed', word: t`Missing` } };
}

/** `300,000 tokens, $2.00, 45 min active, 10 turns`. */
export function budgetWords(budget: Contract['budget']): string {
  const parts = [
    ...(budget.tokens === undefined ? [] : [t`${thousands(budget.tokens, 0)} tokens`]),
    ...(budget.usd === undefined ? [] : [money(budget.usd)]),
    ...(budget.minutes === undefined ? [] : [t`${thousands(budget.minutes)} min active`]),
    ...(budget.turns === undefined ? [] : [counted(budget.turns, 'turn', 'turns')]),
  ];
  return parts.length === 0 ? t`without a limit` : parts.join(', ');
}

export function modelName(model: ModelRef): string {
  return 'model' in model ? model.model : 'scripted';
}

/** What one check came to on the untouched tree. */
export interface BaselineRow {
  readonly check: string;
  readonly figure: string;
  readonly words: string;
  readonly flag: BaselineFlag | null;
  readonly running: boolean;
}

/** Where the activation stands: what the rail shows under the review, and what its button does. */
export type ActivationStep =
  | { readonly kind: 'draft' }
  /** The checks of the draft were tried as they stand: what activation would ask. */
  | { readonly kind: 'tried'; readonly flags: readonly BaselineFlag[] }
  | { readonly kind: 'taking'; readonly done: number; readonly of: number; readonly running: string | null }
  | { readonly kind: 'flagged'; readonly question: Extract<Question, { kind: 'baseline' }> }
  | { readonly kind: 'live' }
  | { readonly kind: 'over'; readonly status: 'complete' | 'cleared' };

export function activationStep(state: ThreadState): ActivationStep {
  const { goal, verification } = state;
  if (!goal) return { kind: 'draft' };
  if (goal.status === 'complete' || goal.status === 'cleared') return { kind: 'over', status: goal.status };
  if (goal.status !== 'draft') return { kind: 'live' };
  if (verification) {
    const done = Object.keys(verification.results).length;
    return { kind: 'taking', done, of: verification.checks.length, running: verification.running?.check ?? null };
  }
  const asked = state.questions['baseline']?.question;
  if (asked?.kind === 'baseline') return { kind: 'flagged', question: asked };
  return isTried(state) ? { kind: 'tried', flags: triedFlags(state) } : { kind: 'draft' };
}

/** Every check that the app runs has evidence for the draft's own revision. */
function isTried({ goal, evidence }: ThreadState): boolean {
  const asked = goal ? baselineChecks(goal.contract).filter(({ check }) => isRun(check)) : [];
  return (
    asked.length > 0 &&
    asked.every(({ check }) => evidence.some((row) => row.check === check.id && row.revision === goal?.revision))
  );
}

function triedFlags(state: ThreadState): readonly BaselineFlag[] {
  const rows = state.evidence.filter((row) => row.revision === state.goal?.revision);
  return rows.flatMap((row) => baselineFlag(row.check, row.role, row.verdict) ?? []);
}

/** The baseline's rows, of the evidence that there is for the contract as it stands; empty before it was ever taken. */
export function baselineRows(state: ThreadState): readonly BaselineRow[] {
  const { goal, verification } = state;
  if (!goal) return [];
  const taken = state.evidence.filter((row) => row.purpose === 'baseline' && row.revision === firstRevision(state));
  const running = verification?.purpose === 'baseline' ? verification : null;
  if (taken.length === 0 && !running) return [];
  const proofsFirst = contractChecks(goal.contract).toSorted(
    (a, b) => Number(a.role === 'constraint') - Number(b.role === 'constraint'),
  );
  return proofsFirst.map(({ check, role }) => {
    const row = taken.findLast((known) => known.check === check.id);
    const isRunning = running?.running?.check === check.id;
    const waits = running && !running.results[check.id];
    if (check.kind === 'human' || check.kind === 'review') return askedLater(check.id, check.kind);
    if (isRunning || waits || !row) {
      const words = isRunning ? t`running` : waits ? t`waits` : t`not taken`;
      return {
        check: check.id,
        figure: words,
        words: role === 'constraint' ? t`must stay` : t`to ${targetFigure(check)}`,
        flag: null,
        running: isRunning,
      };
    }
    const unit = row.metric?.unit ? ` ${row.metric.unit}` : '';
    const flag = flagsOf(state).find((known) => known.check === check.id) ?? null;
    return {
      check: check.id,
      figure: `${evidenceFigure(check, row)}${unit}`,
      words: baselineWords(row, flag),
      flag,
      running: false,
    };
  });
}

/** Nobody is asked before there is something to judge. */
function askedLater(check: string, kind: 'human' | 'review'): BaselineRow {
  const figure = kind === 'human' ? t`a person` : t`a reviewer`;
  return { check, figure, words: t`at a claim`, flag: null, running: false };
}

/** The baseline was taken of the contract that was activated; one that was edited since keeps it. */
function firstRevision(state: ThreadState): number | undefined {
  return state.goal?.status === 'draft'
    ? state.goal.revision
    : state.evidence.find((row) => row.purpose === 'baseline')?.revision;
}

function flagsOf(state: ThreadState): readonly BaselineFlag[] {
  const asked = state.questions['baseline']?.question;
  if (asked?.kind === 'baseline') return asked.flags;
  return state.goal?.baseline?.flags ?? (state.goal?.status === 'draft' ? triedFlags(state) : []);
}

function baselineWords(row: EvidenceRow, flag: BaselineFlag | null): string {
  if (flag) return FLAGS[flag.flag];
  if (row.role === 'constraint') return t`green, must stay`;
  if (!row.metric) return t`red, to turn green`;
  return t`room to ${parseTarget(row.metric.target).bound.toLocaleString('en-US')}${row.metric.unit ? ` ${row.metric.unit}` : ''}`;
}

const FLAGS: Readonly<Record<BaselineFlag['flag'], string>> = {
  vacuous: t`passes already`,
  already_red: t`already red`,
  broken: t`cannot be judged`,
};

/** What the baseline came to, in a sentence. */
export function baselineSentence(step: ActivationStep, rows: readonly BaselineRow[], elapsedMs: number): string {
  switch (step.kind) {
    case 'taking': {
      const what = step.running === null ? t`Takes a checkpoint` : t`Runs ${step.running}`;
      return t`${what}, ${step.done} of ${step.of} done, ${clock(elapsedMs)}.`;
    }
    case 'flagged':
      return step.question.flags.map((flag) => `${flag.message}.`).join(' ');
    case 'tried':
      return step.flags.length === 0
        ? t`Tried on the untouched tree: no check is vacuous, red before its time, or broken.`
        : step.flags.map((flag) => `${flag.message}.`).join(' ');
    case 'draft':
      return t`Activation takes a checkpoint and runs every check on the untouched tree. Nothing is spent before.`;
    case 'live':
    case 'over':
      return rows.some((row) => row.flag) ? t`Accepted as it is by you.` : t`No check was vacuous or broken.`;
    default:
      return assertNever(step);
  }
}
