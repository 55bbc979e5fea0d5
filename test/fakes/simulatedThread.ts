import { owedWork, type Work } from '../../shared/continuation/owed';
import { policy } from '../../shared/continuation/policy';
import { Contract } from '../../shared/goal/contract';
import type { ModelRef, TranscriptItem } from '../../shared/provider/model';
import type { Command, Refusal } from '../../shared/thread/commands';
import { decide } from '../../shared/thread/decide';
import type { EventData, EventType, RecordedEvent } from '../../shared/thread/events';
import { evolve, firstState } from '../../shared/thread/evolve';
import type { ThreadState } from '../../shared/thread/state';
import { newWorld, simulateWork, type World } from './simulatedWork';

export const say = (text: string): TranscriptItem => ({ type: 'message', role: 'assistant', text });

const SCRIPTED: ModelRef = { api: 'scripted', script: 's' };

let calls = 0;
/** A tool call as a model makes it, under an id of its own. */
export function call(name: string, args: Record<string, unknown> = {}): TranscriptItem {
  calls += 1;
  return { type: 'tool_call', call: `call_${calls}`, name, arguments: JSON.stringify(args) };
}

export const claim = (summary = 'done') => call('update_goal', { status: 'complete', summary });

/** A contract with one verification check, `bench`, and one constraint check, `tests`. */
export function testContract(changes: Partial<Contract> = {}): Contract {
  return {
    ...Contract.parse({
      goalpost: 1,
      outcome: 'p95 below 120 ms',
      verification: [{ id: 'bench', kind: 'command', run: 'node bench.js' }],
      constraints: [{ text: 'the tests stay green', check: { id: 'tests', kind: 'command', run: 'node --test' } }],
    }),
    ...changes,
  };
}

/** One order as it went: what it met, what it made, or why it was refused. */
export interface Submission {
  readonly before: ThreadState | undefined;
  readonly command: Command;
  readonly events: readonly RecordedEvent[];
  readonly after: ThreadState | undefined;
  readonly refusal: Refusal | undefined;
}

/**
 * A thread driven without I/O: the real decide, evolve and owedWork, with a world in memory in the workers' place. Each order
 * takes one millisecond.
 */
export class SimulatedThread {
  readonly events: RecordedEvent[] = [];
  readonly world: World;
  at = 1_000;
  state: ThreadState | undefined;
  /** Sees every order after it was carried out or refused. */
  watch: (submission: Submission) => void = () => undefined;

  constructor(world: Partial<World> = {}) {
    this.world = newWorld(world);
  }

  submit(command: Command): Refusal | undefined {
    this.at += 1;
    const before = this.state;
    const head = this.events.length;
    const decided = decide(before, command, this.at);
    for (const fact of decided.ok ? decided.value : []) {
      this.state = this.state ? evolve(this.state, fact, this.at) : firstState('th', fact, this.at);
      this.events.push({ ...fact, seq: this.events.length + 1, at: this.at });
    }
    const refusal = decided.ok ? undefined : decided.error;
    this.watch({ before, command, events: this.events.slice(head), after: this.state, refusal });
    return refusal;
  }

  /** The state; the thread has been opened. */
  get now(): ThreadState {
    if (!this.state) throw new Error('the thread is not open');
    return this.state;
  }

  get owed(): readonly Work[] {
    return this.state ? owedWork(this.state) : [];
  }

  get answer(): string {
    const { next, reason } = policy(this.now);
    return `${next}: ${reason}`;
  }

  /** Event types, in order; `after` leaves out the first so many. */
  types(after = 0): EventType[] {
    return this.events.slice(after).map((event) => event.type);
  }

  of<T extends EventType>(type: T): EventData<T>[] {
    return this.events.filter((event) => event.type === type).map((event) => event.data as EventData<T>);
  }

  /** Opens, drafts and activates, and takes the baseline. */
  activate(contract: Contract = testContract(), acceptBaseline = true, model: ModelRef = SCRIPTED): this {
    this.submit({
      type: 'thread.open',
      workspace: { root: '/w', gitDir: '/w/.git', commonDir: '/w/.git' },
      model,
    });
    this.submit({ type: 'goal.draft', by: 'user', contract });
    this.submit({ type: 'goal.activate', by: 'user', acceptBaseline });
    while (this.state?.goal?.status === 'draft' && this.owed.length > 0) this.step();
    return this;
  }

  /** Carries out what is owed until nothing is, or the model has no reply left. */
  run(): this {
    while (this.step());
    return this;
  }

  /** Carries out the first owed piece of work; false when there is none that can be. */
  step(): boolean {
    const work = this.owed[0];
    if (!work) return false;
    // A provider's reset is hours away: a test that means it moves the clock and carries it out.
    if (work.kind === 'await-reset') return false;
    if ((work.kind === 'request-model' || work.kind === 'compact') && this.world.replies.length === 0) return false;
    this.carryOut(work);
    return true;
  }

  carryOut(work: Work): void {
    simulateWork(this.world, work, { state: () => this.now, submit: (command) => void this.submit(command) });
  }
}
