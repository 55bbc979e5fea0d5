import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseEvent, type RecordedEvent } from '../../shared/thread/events';
import { fold } from '../../shared/thread/evolve';
import type { ThreadState } from '../../shared/thread/state';
import { outcomeOf } from '../../shared/views/outcome';
import { engineRig, THREAD, temporaryLog } from '../../test/fakes/engineRig';
import { throughJson } from '../../test/fakes/threadLog';

// Logs that an earlier version wrote, as `--json` printed them. One is added with each new event type and none is ever edited: what
// users have on disk must go on folding to what it meant.

/** The events of a fixture: each line's own keys apart from those that every line has. */
function fixture(name: string): readonly RecordedEvent[] {
  const file = fileURLToPath(new URL(`../../test/fixtures/logs/${name}.jsonl`, import.meta.url));
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const { seq, at, thread: _, type, ...data } = JSON.parse(line) as { seq: number; at: number; thread: string; type: string };
    return { ...parseEvent(type, data), seq, at };
  });
}

/** What a log came to, in what people would miss first if it were told otherwise. */
function gist(state: ThreadState | undefined) {
  const { goal } = state ?? {};
  return {
    outcome: state && outcomeOf(state),
    usage: goal?.usage,
    claims: goal?.iterations.map((iteration) => iteration.claims),
    evidence: state?.evidence.map((row) =>
      `${row.id} ${row.purpose} ${row.check} ${row.verdict.verdict} ${row.metric?.value ?? ''}`.trim(),
    ),
    checkpoint: state?.checkpoint?.id,
    questions: Object.keys(state?.questions ?? {}),
    transcript: state?.transcript.length,
  };
}

describe('the log of a first version', () => {
  it('of the sample goal folds to the same outcome, evidence and bill', () => {
    expect(gist(fold('any', undefined, fixture('checkout')))).toEqual({
      outcome: { status: 'complete', reason: 'evidence_complete' },
      usage: { input: 0, cached: 0, output: 0, charged: 0, usd: 0, unpriced: 0, activeMs: 23_022.310549, turns: 3, requests: 19 },
      claims: [['refused'], ['refused'], ['opened']],
      evidence: [
        'e1 baseline correctness pass',
        'e2 baseline p95 fail 178.5',
        'e3 gate correctness pass',
        'e4 gate p95 fail 148',
        'e5 gate correctness fail',
        'e6 agent correctness pass',
        'e7 agent p95 pass 76.1',
        'e8 gate p95 pass 76.5',
      ],
      checkpoint: 'c9',
      questions: [],
      transcript: 68,
    });
  });

  it('with restarts in it folds to the same turns, and to active time without the hours in which the app was not there, nor the pause before a retry', () => {
    const events = fixture('restarts');
    const state = fold('any', undefined, events);
    expect(events.filter((event) => event.type === 'turn.resumed')).toHaveLength(2);
    expect(state?.goal?.iterations.map(({ turn, ended }) => [turn, ended])).toEqual([
      ['t1', 'the app stopped in the middle of it'],
      ['t2', 'no_more_calls'],
    ]);
    expect(gist(state)).toMatchObject({
      outcome: { status: 'active', reason: 'no_tool_call' },
      usage: { requests: 3, activeMs: 19 },
    });
  });

  it('of a compacted goal folds to the conversation that took the longer one’s place', () => {
    const events = fixture('compacted');
    const state = fold('any', undefined, events);
    const texts = events.flatMap((event) => (event.type === 'context.compacted' ? [event.data.text] : []));
    expect(gist(state)).toMatchObject({
      outcome: { status: 'complete', reason: 'evidence_complete' },
      usage: { input: 8_100, cached: 7_920, output: 120, requests: 3 },
      transcript: 5,
    });
    expect(texts).toHaveLength(1);
    expect(state?.transcript[0]).toEqual({ type: 'message', role: 'user', text: texts[0] });
    expect([state?.context.compactions, state?.model]).toMatchObject([1, { contextTokens: 64_000 }]);
  });

  it('is opened by the engine from disk as it is folded in memory', () => {
    const events = fixture('checkout');
    const file = temporaryLog();
    const { store, engine } = engineRig({ file });
    store.append({ thread: THREAD, after: 0, events: events.map(({ at, type, data }) => ({ at, type, data })) });
    expect(throughJson(engine.state(THREAD))).toEqual(throughJson(fold(THREAD, undefined, events)));
  });
});
