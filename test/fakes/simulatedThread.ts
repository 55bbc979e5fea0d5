import { owedWork, type Work } from '../../shared/continuation/owed';
import { policy } from '../../shared/continuation/policy';
import type { CheckReport, Verdict } from '../../shared/evidence/record';
import { Contract } from '../../shared/goal/contract';
import type { ProviderError, TranscriptItem } from '../../shared/provider/model';
import type { Command, Refusal, ToolReport } from '../../shared/thread/commands';
import { decide } from '../../shared/thread/decide';
import type { EventData, EventType, RecordedEvent } from '../../shared/thread/events';
import { evolve, firstState } from '../../shared/thread/evolve';
import type { ThreadState } from '../../shared/thread/state';

/** What the simulated model does next: calls and words, or a failure. */
export type Reply =
  | { readonly items: readonly TranscriptItem[]; readonly tokens?: { input: number; cached: number; output: number } }
  | { readonly error: ProviderError };

/** The world around a thread, in memory: what the model answers, what the tree is, what the checks say of it. */
export interface World {
  replies: Reply[];
  tree: string;
  protectedFiles: Record<string, string>;
  verdict: (check: string, tree: string) => Verdict;
  tool: (name: string) => ToolReport;
}

export const PASS: Verdict = { verdict: 'pass' };
export const red = (message: string): Verdict => ({ verdict: 'fail', reason: 'exit', message });

export const say = (text: string): TranscriptItem => ({ type: 'message', role: 'assistant', text });

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

/**
 * A thread driven without I/O: the real decide, evolve and owedWork, with a world in memory in the workers' place. Each order
 * takes one millisecond.
 */
export class SimulatedThread {
  readonly events: RecordedEvent[] = [];
  readonly world: World;
  at = 1_000;
  state: ThreadState | undefined;

  constructor(world: Partial<World> = {}) {
    this.world = {
      replies: [],
      tree: 'tree0',
      protectedFiles: {},
      verdict: (check) => (check === 'bench' ? red('180 ms, target < 120 ms') : PASS),
      tool: () => ({ status: 'ok', output: 'done', durationMs: 1 }),
      ...world,
    };
  }

  submit(command: Command): Refusal | undefined {
    this.at += 1;
    const decided = decide(this.state, command, this.at);
    if (!decided.ok) return decided.error;
    for (const fact of decided.value) {
      this.state = this.state ? evolve(this.state, fact, this.at) : firstState('th', fact, this.at);
      this.events.push({ ...fact, seq: this.events.length + 1, at: this.at });
    }
    return undefined;
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
  activate(contract: Contract = testContract(), acceptBaseline = true): this {
    this.submit({
      type: 'thread.open',
      workspace: { root: '/w', gitDir: '/w/.git', commonDir: '/w/.git' },
      model: { api: 'scripted', script: 's' },
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
    if (work.kind === 'request-model' && this.world.replies.length === 0) return false;
    this.carryOut(work);
    return true;
  }

  carryOut(work: Work): void {
    switch (work.kind) {
      case 'take-checkpoint':
        this.#checkpoint(work);
        break;
      case 'run-check':
        this.submit({ type: 'check.start', verification: work.verification, check: work.check, evidence: work.evidence });
        this.submit({
          type: 'check.finish',
          verification: work.verification,
          check: work.check,
          evidence: work.evidence,
          report: report(this.world.verdict(work.check, this.world.tree)),
        });
        break;
      case 'start-turn':
        this.submit({ type: 'turn.start', reason: work.reason });
        break;
      case 'request-model':
        this.#request(work.request);
        break;
      case 'run-tool':
        this.#tool(work.call);
        break;
      case 'await':
        this.submit({ type: 'wait.end', call: work.call, reason: 'The time is over.' });
        break;
      case 'restore-protected':
        this.world.protectedFiles = { ...this.now.goal?.protected };
        this.submit({ type: 'protected.restore', paths: work.paths });
        break;
      case 'end-processes':
        for (const id of Object.keys(this.now.processes)) this.submit({ type: 'process.exit', process: id, exit: null });
    }
  }

  #checkpoint(work: Extract<Work, { kind: 'take-checkpoint' }>): void {
    const { tree, protectedFiles } = this.world;
    const accepted = this.now.goal?.protected ?? {};
    const paths = Object.keys(protectedFiles).filter((path) => accepted[path] !== protectedFiles[path]);
    const n = this.now.checkpointCount + 1;
    this.submit({
      type: 'checkpoint.record',
      reason: work.reason,
      checkpoint: {
        id: `c${n}`,
        n,
        commit: `commit${n}`,
        tree,
        evidenceTree: tree,
        protected: { ...protectedFiles },
        protectedDigest: JSON.stringify(protectedFiles),
        environment: 'env',
      },
      changed: [],
      notes: [],
      ...(work.verification === undefined ? {} : { verification: work.verification }),
      ...(work.turn === undefined ? {} : { turn: work.turn }),
      ...(work.reason === 'gate' && paths.length > 0
        ? { protectedDiff: { paths, diff: { sha256: '0'.repeat(64), bytes: 1 }, excerpt: '-a\n+b' } }
        : {}),
    });
  }

  #request(request: string): void {
    this.submit({ type: 'request.start', request, inputEstimate: 10 });
    if (this.now.turn?.request?.id !== request) return;
    const reply = this.world.replies.shift();
    if (!reply) throw new Error('the simulated model has no reply');
    if ('error' in reply) {
      this.submit({ type: 'request.fail', request, error: reply.error, tokens: null, usd: null, jitter: 0 });
    } else {
      const tokens = reply.tokens ?? { input: 100, cached: 60, output: 10 };
      this.submit({ type: 'request.finish', request, items: reply.items, tokens, usd: null });
    }
  }

  #tool(id: string): void {
    const pending = this.now.turn?.calls.find((entry) => entry.call === id);
    if (pending?.status === 'pending') this.submit({ type: 'tool.start', call: id });
    const started = this.now.turn?.calls.find((entry) => entry.call === id);
    if (started?.status === 'started' && !started.wait && !this.now.verification) {
      this.submit({ type: 'tool.finish', call: id, report: this.world.tool(started.name) });
    }
  }
}

function report(verdict: Verdict): CheckReport {
  return {
    verdict,
    command: 'node bench.js',
    sandbox: 'enforced',
    environment: 'env',
    startedAt: 0,
    durationMs: 5,
    runs: [],
    excerpt: verdict.verdict === 'pass' ? 'ok' : 'not ok 1 - never charges twice',
    undone: [],
  };
}
