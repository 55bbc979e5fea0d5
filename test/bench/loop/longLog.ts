import type { EventStore } from '../../../electron/store/eventStore';
import { pruneDue } from '../../../shared/thread/checkpoints/prune';
import type { RecordedEvent, ThreadEvent } from '../../../shared/thread/events';
import { event } from '../../../shared/thread/events';
import { evolve, firstState } from '../../../shared/thread/evolve';
import type { ThreadState } from '../../../shared/thread/state';
import { BENCH_CONTRACT } from './place';

export const LONG_THREAD = 'long';

const BATCH = 2_000;
const TOKENS = { input: 40_000, cached: 36_000, output: 300 };

/** What compaction leaves of a conversation: some hundred items. */
const ITEMS_KEPT = 400;

const BEGINNING: readonly ThreadEvent[] = [
  event('thread.opened', {
    workspace: { root: '/w', gitDir: '/w/.git', commonDir: '/w/.git' },
    model: { api: 'responses', model: 'm' },
  }),
  event('goal.drafted', { by: 'user', contract: BENCH_CONTRACT, revision: 1 }),
  event('goal.activated', { by: 'user', revision: 1, checkpoint: 'c1', flags: [], protected: {}, notes: [] }),
];

/** Appends a thread of `events` events as an agent of many hours leaves it, with the snapshot that a clean end writes. */
export function writeLongLog(store: EventStore, events: number): void {
  let [state, head, batch]: [ThreadState | undefined, number, RecordedEvent[]] = [undefined, 0, []];
  const flush = () => {
    const stored = store.append({ thread: LONG_THREAD, after: head - batch.length, events: batch });
    if (!stored.ok) throw new Error(stored.error.message);
    batch = [];
  };
  const add = (fact: ThreadEvent) => {
    head += 1;
    const at = 1_700_000_000_000 + head * 500;
    state = state ? evolve(state, fact, at) : firstState(LONG_THREAD, fact, at);
    if (state.transcript.length > 2 * ITEMS_KEPT) state = { ...state, transcript: state.transcript.slice(-ITEMS_KEPT) };
    batch.push({ ...fact, seq: head, at });
    if (batch.length === BATCH) flush();
  };
  const due = () => (state ? pruneDue(state) : []);
  for (const fact of facts()) {
    add(fact);
    // What the app owes such a thread meanwhile.
    const pruned = due();
    if (pruned.length > 0) add(event('checkpoints.pruned', { checkpoints: [...pruned] }));
    if (head >= events) break;
  }
  flush();
  store.saveSnapshot(LONG_THREAD, head, state);
}

function* facts(): Generator<ThreadEvent> {
  yield* BEGINNING;
  for (let n = 1; ; n += 1) yield* turn(n);
}

/** One turn: it looks, changes a file, runs the tests, and says what it found. */
function* turn(n: number): Generator<ThreadEvent> {
  const id = `t${n}`;
  const prompt = `The goal is still active. Go on with the next best experiment.\n\n${'The contract, restated. '.repeat(60)}`;
  yield event('turn.started', { turn: id, n, kind: 'continuation', reason: 'turn_finished', inputs: [], prompt });
  yield* answer(id, 1, 'read_file', { path: `src/part${n % 7}.js` }, '    12  const price = await ask(cart);\n'.repeat(30));
  yield* answer(id, 2, 'shell', { command: 'npm test -- --reporter=dot' }, `exit 0 after 2.1 s\n${'.'.repeat(600)}\n`);
  yield* answer(
    id,
    3,
    'record_iteration',
    { changed: `variant ${n}`, evidence: 'p95 as before', next: `variant ${n + 1}` },
    'Iteration recorded.',
  );
  yield event('iteration.recorded', { turn: id, changed: `variant ${n}`, evidence: 'p95 as before', next: `variant ${n + 1}` });
  yield* asked(id, 4, [{ type: 'message', role: 'assistant', text: `Variant ${n} changed nothing that the benchmark sees.` }]);
  yield event('turn.finished', { turn: id, reason: 'no_more_calls', toolCalls: 3 });
  yield event('checkpoint.taken', {
    reason: 'turn',
    checkpoint: checkpoint(n),
    turn: id,
    changed: [changed(n)],
    reused: {},
    notes: [],
  });
}

function* answer(turnId: string, n: number, name: string, args: object, output: string): Generator<ThreadEvent> {
  const call = { call: `call_${turnId}_${n}`, turn: turnId, name };
  const json = JSON.stringify(args);
  yield* asked(turnId, n, [{ type: 'tool_call', call: call.call, name, arguments: json }]);
  yield event('tool.started', { ...call, arguments: json });
  yield event('tool.finished', { ...call, status: 'ok', output, durationMs: 40 });
}

function* asked(
  turnId: string,
  n: number,
  items: Extract<ThreadEvent, { type: 'model.responded' }>['data']['items'],
): Generator<ThreadEvent> {
  const request = `${turnId}r${n}a1`;
  yield event('request.started', { request, turn: turnId, attempt: 1, inputEstimate: 40_000 });
  yield event('model.responded', { request, turn: turnId, items });
  yield event('usage.charged', { request, turn: turnId, tokens: TOKENS, usd: null, estimated: false });
}

function checkpoint(n: number) {
  const hash = n.toString(16).padStart(40, '0');
  return {
    id: `c${n + 1}`,
    n: n + 1,
    commit: hash,
    tree: hash,
    evidenceTree: hash,
    protected: {},
    protectedDigest: '',
    environment: 'e',
  };
}

function changed(n: number) {
  return { path: `src/part${n % 7}.js`, status: 'modified' as const, added: 4, removed: 2 };
}
