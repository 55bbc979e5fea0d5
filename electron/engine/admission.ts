import type { Work } from '../../shared/continuation/owed';
import { busyTurn, hasInput, turnOf } from '../../shared/continuation/turnPlace';
import { Emitter } from '../../shared/kernel/emitter';
import type { Instant, ThreadId, TurnId } from '../../shared/kernel/ids';
import type { SyncDisposable } from '../../shared/kernel/lifecycle';
import { checkById } from '../../shared/thread/decide/goal';
import type { ThreadState } from '../../shared/thread/state';
import type { QueuePlace, QueueView } from '../../shared/views/queue';
import { Line } from './line';
import { TurnPlaces } from './turnPlaces';

/** Benchmarks that run side by side disturb each other's figures: a check with a metric has the machine's checks to itself. */
const MEASURING_CHECKS = 1;

/** Other checks are test suites that fill a core or two each; more at once would only make all of them time out. */
const PLAIN_CHECKS = 4;

/** A checkpoint is a dozen git processes: more at once than a small machine has processors only makes starting each one slower. */
const CHECKPOINTS = 2;

export interface AdmissionParts {
  readonly concurrentTurns: number;
  readonly state: (thread: ThreadId) => ThreadState | undefined;
}

/** What one piece of work has been let in to; whatever it took, it gives back at its end. */
export interface Pass {
  /** True when the work may begin, false when it was called off before; a promise of it only where there is a line to stand in. */
  admit(work: Work, now: Instant): boolean | Promise<boolean>;
  /** Resolves true when the thread's open turn may go on after a pause; false when it was called off before. */
  enterTurn(): Promise<boolean>;
  leave(): void;
}

/**
 * Lets work in, so that many goals at once stay fair: turns take a place among those that work at once, checks and
 * checkpoints wait in lines of their own. All of it is live state, like terminal output: it follows from what runs now, and neither the log nor a thread's
 * state knows of it (law 8). A place is held only by what is being done, and nothing in one line waits for another, so there is
 * no deadlock; within a line everybody is served after at most all others, so there is no starving.
 */
export class Admission {
  readonly #parts: AdmissionParts;
  readonly #turnLine: Line;
  readonly #turns: TurnPlaces;
  readonly #measuring: Line;
  readonly #checks: Line;
  readonly #checkpoints: Line;
  readonly #changes = new Emitter<void>();

  constructor(parts: AdmissionParts) {
    this.#parts = parts;
    const goesFirst = (thread: ThreadId) => this.#hasInput(thread);
    const changed = () => this.#changes.emit();
    this.#turnLine = new Line({ limit: parts.concurrentTurns, goesFirst, changed });
    this.#turns = new TurnPlaces(this.#turnLine);
    this.#measuring = new Line({ limit: MEASURING_CHECKS, goesFirst, changed });
    this.#checks = new Line({ limit: PLAIN_CHECKS, goesFirst, changed });
    this.#checkpoints = new Line({ limit: CHECKPOINTS, goesFirst, changed });
  }

  onChange(listener: () => void): SyncDisposable {
    return this.#changes.on(listener);
  }

  /** Whether work of the thread's may begin with no pause between: in the place that it holds; another turn only where nobody waits. */
  mayGoOn(thread: ThreadId, work: Work): boolean {
    return this.#turns.holds(thread) && (work.kind !== 'start-turn' || this.#turnLine.isEmpty);
  }

  limitTurns(limit: number): void {
    this.#turnLine.setLimit(limit);
  }

  queue(): QueueView {
    const view: Record<string, QueuePlace> = {};
    const add = (line: QueuePlace['line'], order: readonly ThreadId[]) => {
      for (const [ahead, thread] of order.entries()) view[thread] = { line, ahead };
    };
    add('checkpoint', this.#checkpoints.order());
    add('check', this.#checks.order());
    add('check', this.#measuring.order());
    add('turn', this.#turnLine.order());
    return view;
  }

  /** After anything has changed on the thread: a place it does not need now goes to the next. */
  review(thread: ThreadId, owed: readonly Work[], now: Instant): void {
    const state = this.#parts.state(thread);
    this.#turns.keep(thread, state && busyTurn(state, owed, now));
  }

  pass(thread: ThreadId, signal: AbortSignal): Pass {
    const taken: (() => void)[] = [];
    const enterTurn = async (turn: TurnId) => {
      if (!(await this.#turns.enter(thread, turn, signal))) return false;
      taken.push(() => this.#turns.leave(thread));
      return !signal.aborted;
    };
    const enterLine = async (line: Line) => {
      if (!(await line.enter(thread, signal))) return false;
      taken.push(() => line.leave());
      return !signal.aborted;
    };
    let inTurn = false;
    return {
      admit: (work, now) => {
        const state = this.#parts.state(thread);
        if (!state) return false;
        if (work.kind === 'run-check') return enterLine(this.#lineOf(state, work.check));
        if (work.kind === 'take-checkpoint') return enterLine(this.#checkpoints);
        const turn = turnOf(state, work);
        // A request that is to wait first enters after its pause.
        if (turn === undefined || (isRequest(work) && work.notBefore > now)) return true;
        inTurn = true;
        return enterTurn(turn);
      },
      enterTurn: async () => {
        const turn = this.#parts.state(thread)?.turn?.id;
        if (inTurn || turn === undefined) return !signal.aborted;
        inTurn = true;
        return enterTurn(turn);
      },
      leave: () => {
        for (const giveBack of taken.splice(0)) giveBack();
      },
    };
  }

  #lineOf(state: ThreadState, id: string): Line {
    const check = state.goal ? checkById(state.goal.contract, id) : undefined;
    return check?.kind === 'command' && check.metric ? this.#measuring : this.#checks;
  }

  #hasInput(thread: ThreadId): boolean {
    const state = this.#parts.state(thread);
    return state !== undefined && hasInput(state);
  }
}

function isRequest(work: Work): work is Extract<Work, { kind: 'request-model' | 'compact' | 'review' }> {
  return work.kind === 'request-model' || work.kind === 'compact' || work.kind === 'review';
}
