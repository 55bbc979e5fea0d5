import type { Purpose } from '../evidence/record';
import { contractChecks } from '../goal/contract';
import type { EventData, RecordedEvent, TurnKind } from '../thread/events';
import { isGoalTurn } from '../thread/evolve/turn';
import { isPursued } from '../thread/goalState';
import type { ThreadState } from '../thread/state';
import { THREAD_TOOLS } from '../tools/arguments';
import { t } from '../words/t';
import { knownSubject } from './conversation/toolWords';
import { clock, thousands } from './format';
import { goalEvents, isClosing } from './goalEvents';
import type { Mark } from './shape';
import { type GateMark, gateMark, stillMark, userWords } from './timelineMarks';

/** A stretch of time on the axis, in milliseconds since the epoch. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Where a mark leads: to the conversation at a turn, to what a turn changed, to the output of a command by its row's id, or to the
 * evidence of a ledger row by its name.
 */
export type Lead =
  | { readonly to: 'turn'; readonly turn: string }
  | { readonly to: 'diff'; readonly turn: string }
  | { readonly to: 'output'; readonly command: string }
  | { readonly to: 'evidence'; readonly row: string };

export interface TurnBar extends Span {
  readonly turn: string;
  readonly name: string;
  readonly facts: string;
  readonly open: boolean;
}

export interface ToolTick extends Span {
  readonly kind: 'tool' | 'failed' | 'wait';
  readonly words: string;
  readonly leads: Lead;
}

export interface CheckBar extends Span {
  readonly tone: 'pass' | 'fail' | 'quiet' | 'running';
  readonly words: string;
  readonly leads: Lead;
}

export interface UserMark {
  readonly at: number;
  readonly words: string;
  readonly leads: Lead;
}

export interface GateDecision extends GateMark {
  readonly leads: Lead;
}

/** A stretch in which the goal stood still, drawn through all lanes. */
export interface StillBlock extends Span {
  readonly mark: Mark;
  readonly leads: Lead;
  /** It stands still yet: how long it has, the axis does not say. */
  readonly open: boolean;
}

/** Everything that the lanes draw, on one axis from the first baseline to now, or to where the goal ended. */
export interface Timeline extends Span {
  readonly running: boolean;
  readonly turns: readonly TurnBar[];
  readonly tools: readonly ToolTick[];
  readonly checks: readonly CheckBar[];
  readonly gates: readonly GateDecision[];
  readonly you: readonly UserMark[];
  readonly still: readonly StillBlock[];
}

/** The axis is never shorter: one second of work would otherwise be drawn as wide as an hour. */
const MIN_AXIS_MS = 5_000;

/** Room after the last event of a goal that stands still, as a share of the axis: enough for the pause and its word. */
const STILL_ROOM = 0.09;

/** The lanes of the present goal; null before its first baseline. */
export function timeline(state: ThreadState, events: readonly RecordedEvent[], now: number): Timeline | null {
  return timelineAt(foldTimeline(state, events), state, now);
}

/** The lanes as far as the events go: what is open has no end yet. Folded once, they are drawn for every instant after. */
export interface FoldedTimeline {
  readonly from: number;
  readonly last: number;
  readonly lanes: Lanes;
}

export function foldTimeline(state: ThreadState, events: readonly RecordedEvent[]): FoldedTimeline | null {
  const told = goalEvents(events);
  const first = told.find((event) => event.type === 'verification.started' || event.type === 'goal.activated');
  if (!state.goal || !first) return null;
  const lanes = new Lanes(state);
  for (const event of told) lanes.tell(event);
  return { from: first.at, last: told.at(-1)?.at ?? first.at, lanes };
}

/** The same lanes at an instant. */
export function timelineAt(folded: FoldedTimeline | null, state: ThreadState, now: number): Timeline | null {
  if (!folded) return null;
  const { from, last, lanes } = folded;
  const running = isRunning(state);
  const end = Math.max(running ? now : last + (last - from) * STILL_ROOM, from + MIN_AXIS_MS);
  return { from, to: end, running, ...lanes.drawn(running ? now : end) };
}

/** Only what moves makes the axis grow: a goal paused last week would else be a sliver beside its pause. */
function isRunning(state: ThreadState): boolean {
  return isPursued(state.goal?.status) || state.verification !== null;
}

type Open<T> = Omit<T, 'to'>;

/** Gathers the lanes from the events in their order: what is open is closed by the event that ends it. */
class Lanes {
  readonly #turns: TurnBar[] = [];
  readonly #tools: ToolTick[] = [];
  readonly #checks: CheckBar[] = [];
  readonly #gates: GateDecision[] = [];
  readonly #you: UserMark[] = [];
  readonly #still: StillBlock[] = [];
  readonly #openCalls = new Map<string, Open<ToolTick>>();
  readonly #roles: ReadonlyMap<string, string>;
  readonly #commands: ReadonlySet<string>;
  /** The last turn that began, and the ledger row that it is. */
  #lastTurn = '';
  #row = t`Baseline`;
  #turn: (Open<TurnBar> & { tokens: number }) | null = null;
  #check: Open<CheckBar> | null = null;
  #stillOpen: Open<StillBlock> | null = null;
  #asked = 0;

  constructor(state: ThreadState) {
    const asked = state.goal ? contractChecks(state.goal.contract) : [];
    this.#roles = new Map(asked.map(({ check, role }) => [check.id, role]));
    this.#commands = new Set(asked.flatMap(({ check }) => (check.kind === 'command' ? [check.id] : [])));
  }

  tell(event: RecordedEvent): void {
    this.#tellTurn(event);
    this.#tellTool(event);
    this.#tellCheck(event);
    const gate = gateMark(event);
    if (gate) this.#gates.push({ ...gate, leads: { to: 'evidence', row: this.#row } });
    const words = userWords(event);
    if (words !== undefined) this.#you.push({ at: event.at, words, leads: this.#lastLead() });
    this.#tellStill(event);
  }

  #tellTurn(event: RecordedEvent): void {
    if (event.type === 'turn.started') {
      const { turn, n, kind } = event.data;
      this.#turn = { turn, from: event.at, name: turnName(event.data), facts: '', open: true, tokens: 0 };
      this.#lastTurn = turn;
      if (isGoalTurn(kind)) this.#row = String(n);
    } else if (event.type === 'usage.charged' && this.#turn?.turn === event.data.turn) {
      const { input, cached, output } = event.data.tokens;
      this.#turn.tokens += input - cached + output;
    } else if (event.type === 'turn.finished' || event.type === 'turn.interrupted') {
      this.#closeTurn(event.type === 'turn.interrupted' ? event.data.activeUntil : event.at);
    }
  }

  #closeTurn(at: number): void {
    this.#turns.push(...this.#openTurn(at, false));
    this.#turn = null;
  }

  #openTurn(at: number, open: boolean): readonly TurnBar[] {
    if (!this.#turn) return [];
    const { turn, from, name, tokens } = this.#turn;
    return [{ turn, from, to: Math.max(from, at), name, facts: tokens > 0 ? t`${thousands(tokens, 0)} tokens` : '', open }];
  }

  #tellTool(event: RecordedEvent): void {
    if (event.type === 'tool.started') {
      this.#openCalls.set(event.data.call, { from: event.at, kind: 'tool', ...toolWords(event.data, event.seq) });
    } else if (event.type === 'wait.started') {
      this.#openCalls.set(event.data.call, {
        from: event.at,
        kind: 'wait',
        words: t`waits for ${waitWords(event.data.until)}`,
        leads: this.#lastLead(),
      });
    } else if (event.type === 'tool.finished') {
      const open = this.#openCalls.get(event.data.call);
      this.#openCalls.delete(event.data.call);
      if (open) this.#tools.push(toolTick(open, event.data, event.at));
    } else if (event.type === 'request.started') {
      this.#asked = event.at;
    } else if (event.type === 'context.compacted') {
      this.#tools.push({ from: this.#asked, to: event.at, kind: 'tool', words: t`compaction`, leads: this.#lastLead() });
    }
  }

  #tellCheck(event: RecordedEvent): void {
    if (event.type === 'check.started') {
      const { check } = event.data;
      const command = `e${event.seq}`;
      const leads: Lead = this.#commands.has(check) ? { to: 'output', command } : { to: 'evidence', row: this.#row };
      this.#check = { from: event.at, tone: 'running', words: t`${check} running`, leads };
    } else if (event.type === 'evidence.recorded') {
      const { from = event.at, leads = { to: 'evidence', row: this.#row } as const } = this.#check ?? {};
      this.#checks.push({ from, to: event.at, leads, ...this.#checkWords(event.data.evidence) });
      this.#check = null;
    } else if (event.type === 'verification.finished') {
      if (this.#check) this.#checks.push({ ...this.#check, to: event.at, tone: 'quiet', words: t`interrupted` });
      this.#check = null;
    }
  }

  #lastLead(): Lead {
    return this.#lastTurn === '' ? { to: 'evidence', row: t`Baseline` } : { to: 'turn', turn: this.#lastTurn };
  }

  /** A check that is red before the work, as a proof of the outcome is, is no news. */
  #checkWords(evidence: EventData<'evidence.recorded'>['evidence']): Pick<CheckBar, 'tone' | 'words'> {
    const { verdict, check, purpose } = evidence;
    const passes = verdict.verdict === 'pass';
    const expected = purpose === 'baseline' && passes === (this.#roles.get(check) === 'constraint');
    const said = passes ? 'passes' : verdict.message;
    return { tone: expected ? 'quiet' : passes ? 'pass' : 'fail', words: `${check} ${said}, ${PURPOSES[purpose]}` };
  }

  #tellStill(event: RecordedEvent): void {
    const mark = stillMark(event);
    const goesOn = event.type === 'goal.resumed' || event.type === 'goal.reopened' || event.type === 'turn.started';
    if (this.#stillOpen && (mark || goesOn || isClosing(event))) {
      this.#still.push({ ...this.#stillOpen, to: event.at, open: false });
      this.#stillOpen = null;
    }
    if (mark) this.#stillOpen = { from: event.at, mark, open: true, leads: this.#lastLead() };
  }

  drawn(now: number): Omit<Timeline, 'from' | 'to' | 'running'> {
    const running = [...this.#openCalls.values()].map((open) => ({ ...open, to: Math.max(open.from, now) }));
    return {
      turns: [...this.#turns, ...this.#openTurn(now, true)],
      tools: [...this.#tools, ...running],
      checks: [...this.#checks, ...(this.#check ? [{ ...this.#check, to: Math.max(this.#check.from, now) }] : [])],
      gates: this.#gates,
      you: this.#you,
      still: [...this.#still, ...(this.#stillOpen ? [{ ...this.#stillOpen, to: Math.max(this.#stillOpen.from, now) }] : [])],
    };
  }
}

/** What a call is about, and where what came of it stands: output for a command, the turn's changes for an edit, else the turn. */
function toolWords(call: EventData<'tool.started'>, seq: number): Pick<ToolTick, 'words' | 'leads'> {
  const { name, turn } = call;
  const subject = knownSubject(call);
  const words = subject === '' ? name : `${name} ${subject.slice(0, MOST_SUBJECT)}`;
  if (name === 'shell' || name === 'request_permission') return { words, leads: { to: 'output', command: `e${seq}` } };
  return { words, leads: { to: name === 'apply_patch' ? 'diff' : 'turn', turn } };
}

/** A sentence is read out: what a command is, not all of it. */
const MOST_SUBJECT = 80;

/** A call that asks something of the app is a moment: what the app does for it has lanes of its own. */
function toolTick(open: Open<ToolTick>, done: EventData<'tool.finished'>, at: number): ToolTick {
  const to = open.kind === 'tool' && THREAD_TOOLS.has(done.name) ? open.from : at;
  return { ...open, to, kind: done.status === 'failed' && open.kind === 'tool' ? 'failed' : open.kind };
}

const PURPOSES: Readonly<Record<Purpose, string>> = {
  baseline: t`baseline`,
  agent: t`asked by the agent`,
  gate: t`asked by the gate`,
};

function turnName(turn: EventData<'turn.started'>): string {
  const kinds: Partial<Record<TurnKind, string>> = { plan: t`Plan`, draft: t`Draft` };
  return turn.kind === 'wrap_up' ? t`Wrap-up` : `${kinds[turn.kind] ?? t`Turn`} ${turn.n}`;
}

function waitWords(until: EventData<'wait.started'>['until']): string {
  switch (until.for) {
    case 'process':
      return t`process ${until.session}`;
    case 'file':
      return until.path;
    case 'time':
      return t`a time`;
  }
}

/** `16:16 active, 2:10 paused`: what the axis holds, in figures. */
export function timelineFacts(shown: Timeline, activeMs: number): string {
  const still = shown.still.reduce((sum, block) => sum + (block.open ? 0 : block.to - block.from), 0);
  return [t`${clock(activeMs)} active`, ...(still > 0 ? [t`${clock(still)} stood still`] : [])].join(', ');
}
