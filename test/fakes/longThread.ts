import { Contract } from '../../shared/goal/contract';
import type { RecordedEvent } from '../../shared/thread/events';
import { call, SimulatedThread, say } from './simulatedThread';

/** What stands between two turns, and between two calls of one. */
const TURN_MS = 60_000;
const STEP_MS = 4_000;

const CONTRACT = Contract.parse({
  goalpost: 1,
  outcome: 'p95 below 120 ms over many tries',
  verification: [
    {
      id: 'p95',
      kind: 'command',
      run: 'node bench.js',
      metric: { from: 'stdout', pattern: '(.+)', target: '< 120', unit: 'ms' },
    },
  ],
  constraints: [{ text: 'the tests stay green', check: { id: 'tests', kind: 'command', run: 'node --test' } }],
  budget: { tokens: 5_000_000, turns: 2_000, minutes: 2_000 },
});

/** A goal that was tried for so many turns, a minute each, with commands, an edit and a refused claim in some, and then paused. */
export function longThread(turns: number, until: number): readonly RecordedEvent[] {
  const thread = new SimulatedThread();
  thread.at = until - (turns + 1) * TURN_MS;
  thread.activate(CONTRACT);
  for (let n = 1; n <= turns; n++) {
    const start = until - (turns + 1 - n) * TURN_MS;
    thread.at = Math.max(thread.at, start);
    thread.world.replies = [
      reply(n, call('shell', { command: `node bench.js --try ${n}` })),
      reply(n, call('run_check', { id: 'p95' })),
      reply(n, say(`Try ${n}: the cache keeps ${n} entries.`)),
    ];
    thread.world.tree = `tree${n}`;
    playTurn(thread, n);
  }
  thread.submit({ type: 'goal.pause', by: 'user', reason: 'paused' });
  return thread.events.map((event, index) => withMetric(event, index));
}

function reply(n: number, ...items: Parameters<typeof say>[0] extends string ? ReturnType<typeof say>[] : never) {
  return { items, tokens: { input: 1_200 + (n % 7) * 90, cached: 600, output: 150 } };
}

function playTurn(thread: SimulatedThread, n: number): void {
  const done = () => thread.now.lastTurn !== null && thread.now.turn === null && thread.now.turns >= n;
  for (let step = 0; !done() && step < 60; step++) {
    if (!thread.step()) return;
    if (thread.events.at(-1)?.type === 'tool.finished') thread.at += STEP_MS;
  }
}

/** The benchmark falls slowly, with noise, and never far enough. */
function withMetric(event: RecordedEvent, index: number): RecordedEvent {
  if (event.type !== 'evidence.recorded' || event.data.evidence.check !== 'p95') return event;
  const value = Math.round(180 - Math.min(55, index / 250) + (index % 11));
  const metric = { value, values: [value], target: '< 120', unit: 'ms', holds: value < 120 };
  return { ...event, data: { ...event.data, evidence: { ...event.data.evidence, metric } } };
}
