import { type EventStore, openEventStore } from '../../electron/store/eventStore';
import { Contract } from '../../shared/goal/contract';
import { event, type RecordedEvent, type ThreadEvent } from '../../shared/thread/events';
import { evolve, firstState } from '../../shared/thread/evolve';
import type { ThreadState } from '../../shared/thread/state';
import { listingOf } from '../../shared/views/listing';

const START_AT = 1_790_000_000_000;
const STEP_MS = 500;
const BATCH = 2_000;

/** What compaction leaves of a conversation: some hundred items. */
const ITEMS_KEPT = 200;

const CONTRACT = Contract.parse({
  goalpost: 1,
  outcome: 'Reduce p95 checkout latency below 120 ms.',
  verification: [{ id: 'p95', kind: 'command', run: 'node bench/checkout.bench.js', timeout: '20s' }],
  boundaries: { write: ['src/'] },
  blocked: { sameFailure: 3 },
});

/** A thread's facts with the state that they come to, written for one and used for every thread alike. */
interface Written {
  readonly facts: readonly RecordedEvent[];
  readonly state: ThreadState;
}

/** How threads stand at their end: what owes nothing, so that a start drives none of them, and a few that want something. */
const ENDINGS: readonly (readonly ThreadEvent[])[] = [
  ...Array.from({ length: 14 }, () => [event('goal.cleared', { by: 'user', reason: 'done' })]),
  ...Array.from({ length: 5 }, () => [event('goal.paused', { by: 'user', reason: 'paused' })]),
  [event('goal.limited', { by: 'budget', limit: 'turns', used: 12, max: 12 })],
];

/** Fills the log in `file` with so many threads of so many events each, as the engine leaves them: snapshots and listings with them. */
export function writeThreads(file: string, root: string, threads: number, eventsEach: number): void {
  withStore(file, (store) => {
    const written = ENDINGS.map((ending) => writtenThread(root, eventsEach, Number.POSITIVE_INFINITY, ending));
    for (let n = 0; n < threads; n += 1) {
      const one = written[n % written.length];
      if (one) appendThread(store, `thread-${n}`, one, n);
    }
  });
}

/** One thread of so many turns, paused at its end. */
export function writeLongThread(file: string, root: string, thread: string, turns: number): number {
  const written = writtenThread(root, Number.POSITIVE_INFINITY, turns, [event('goal.paused', { by: 'user', reason: 'paused' })]);
  withStore(file, (store) => appendThread(store, thread, written, 0));
  return written.facts.length;
}

function withStore(file: string, use: (store: EventStore) => void): void {
  const store = openEventStore(file, { mode: 'write' });
  if (!store.ok) throw new Error(store.error.message);
  use(store.value);
  store.value.dispose();
}

function appendThread(store: EventStore, thread: string, { facts, state: same }: Written, n: number): void {
  const goal = same.goal && { ...same.goal, contract: { ...same.goal.contract, outcome: `${n}: ${same.goal.contract.outcome}` } };
  const state: ThreadState = { ...same, thread, goal };
  for (let at = 0; at < facts.length; at += BATCH) {
    const events = facts.slice(at, at + BATCH);
    const isLast = at + events.length === facts.length;
    const stored = store.append({ thread, after: at, events, ...(isLast && { listing: listingOf(state) }) });
    if (!stored.ok) throw new Error(stored.error.message);
  }
  store.saveSnapshot(thread, facts.length, state);
}

function writtenThread(root: string, mostEvents: number, mostTurns: number, ending: readonly ThreadEvent[]): Written {
  const facts: RecordedEvent[] = [];
  let state: ThreadState | undefined;
  const add = (fact: ThreadEvent) => {
    const seq = facts.length + 1;
    const at = START_AT + seq * STEP_MS;
    state = state ? evolve(state, fact, at) : firstState('some', fact, at);
    if (state.transcript.length > 2 * ITEMS_KEPT) state = { ...state, transcript: state.transcript.slice(-ITEMS_KEPT) };
    facts.push({ ...fact, seq, at });
  };
  for (const fact of beginning(root)) add(fact);
  for (let n = 1; n <= mostTurns; n += 1) {
    const next = [...turn(n)];
    if (facts.length + next.length + ending.length > mostEvents) break;
    for (const fact of next) add(fact);
  }
  for (const fact of ending) add(fact);
  if (!state) throw new Error('a thread without events');
  return { facts, state };
}

function beginning(root: string): readonly ThreadEvent[] {
  const workspace = { root, gitDir: `${root}/.git`, commonDir: `${root}/.git` };
  return [
    event('thread.opened', { workspace, model: { api: 'responses', model: 'm' } }),
    event('goal.drafted', { by: 'user', contract: CONTRACT, revision: 1 }),
    event('goal.activated', { by: 'user', revision: 1, checkpoint: 'c1', flags: [], protected: {}, notes: [] }),
  ];
}

/** What a turn says; every seventh says more, with a list, a table and code. */
const SAID = (n: number) =>
  n % 7 === 0
    ? `Variant ${n} **holds**. What I saw:\n\n1. the price is asked once\n2. the tax comes \`beside\` it\n\n| run | p95 |\n|---|---|\n| ${n} | 118 ms |\n\n\`\`\`js\nconst both = await Promise.all([price(cart), tax(cart)]);\n\`\`\`\n`
    : `Variant ${n} changed nothing that the benchmark sees. I try the next one.`;

/** One turn: it looks at a file, and says what it found. */
function* turn(n: number): Generator<ThreadEvent> {
  const id = `t${n}`;
  const prompt = 'The goal is still active. Go on with the next best experiment.';
  const call = { call: `call_${id}`, turn: id, name: 'read_file' };
  const args = JSON.stringify({ path: `src/part${n % 7}.js` });
  yield event('turn.started', { turn: id, n, kind: 'continuation', reason: 'turn_finished', inputs: [], prompt });
  yield* asked(id, 1, [{ type: 'tool_call', call: call.call, name: call.name, arguments: args }]);
  yield event('tool.started', { ...call, arguments: args });
  yield event('tool.finished', {
    ...call,
    status: 'ok',
    output: '    12  const price = await ask(cart);\n'.repeat(8),
    durationMs: 40,
  });
  yield* asked(id, 2, [{ type: 'message', role: 'assistant', text: SAID(n) }]);
  yield event('turn.finished', { turn: id, reason: 'no_more_calls', toolCalls: 1 });
}

type Items = Extract<ThreadEvent, { type: 'model.responded' }>['data']['items'];

function* asked(turnId: string, n: number, items: Items): Generator<ThreadEvent> {
  const request = `${turnId}r${n}a1`;
  yield event('request.started', { request, turn: turnId, attempt: 1, inputEstimate: 4_000 });
  yield event('model.responded', { request, turn: turnId, items });
  yield event('usage.charged', {
    request,
    turn: turnId,
    tokens: { input: 4_000, cached: 3_600, output: 300 },
    usd: null,
    estimated: false,
  });
}
