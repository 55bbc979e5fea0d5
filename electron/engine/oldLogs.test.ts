import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type EventType, eventData, parseEvent, type RecordedEvent } from '../../shared/thread/events';
import { evolve, firstState, fold } from '../../shared/thread/evolve';
import type { ThreadState } from '../../shared/thread/state';
import { LISTING_VERSION, listingOf } from '../../shared/views/listing';
import { outcomeOf } from '../../shared/views/outcome';
import { versionsOf } from '../../shared/views/versions';
import { engineRig, THREAD, temporaryLog } from '../../test/fakes/engineRig';
import { throughJson } from '../../test/fakes/threadLog';

// Logs that an earlier version wrote, as `--json` printed them. Every event type stands in one of them, and none is ever edited: what
// users have on disk must go on folding to what it meant.

const FOLDER = fileURLToPath(new URL('../../test/fixtures/logs/', import.meta.url));

/** The events of a fixture: each line's own keys apart from those that every line has. */
function fixture(name: string): readonly RecordedEvent[] {
  const lines = readFileSync(`${FOLDER}${name}.jsonl`, 'utf8').trimEnd().split('\n');
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

/** The state as it was after the first event of a type, and so many events more. */
function upTo(events: readonly RecordedEvent[], type: EventType, more = 0): ThreadState | undefined {
  const at = events.findIndex((event) => event.type === type);
  return at === -1 ? undefined : fold('any', undefined, events.slice(0, at + 1 + more));
}

/** How each message to the model began, with its heading and first line. */
function openingsOf(state: ThreadState | undefined): readonly string[] {
  const texts = state?.transcript.flatMap((item) => (item.type === 'message' && item.role === 'user' ? [item.text] : []));
  return (texts ?? []).map((text) => (text.split('\n\n')[0] ?? '').split('\n').slice(0, 2).join(' '));
}

/** What lists would tell of each log after every one of its events, in one word. */
function listedAsOne(): string {
  const digest = createHash('sha256');
  for (const events of NAMES.map(fixture)) {
    let state: ThreadState | undefined;
    for (const event of events) {
      state = state ? evolve(state, event, event.at) : firstState(THREAD, event, event.at);
      const { version: _, ...said } = listingOf(state);
      digest.update(JSON.stringify(said));
    }
  }
  return digest.digest('hex').slice(0, 16);
}

const NAMES = readdirSync(FOLDER).map((file) => file.replace(/\.jsonl$/, ''));

describe('the logs of earlier versions', () => {
  // Listings are kept on disk: where this word has changed, so must LISTING_VERSION, or old ones are told as if they were of today.
  it('are listed as the version of listings says', () => {
    expect([LISTING_VERSION, listedAsOne()]).toEqual([4, '866dbe1c2aacb846']);
  });

  it('have every type of event in them', () => {
    const recorded = new Set(NAMES.flatMap(fixture).map((event) => event.type));
    expect([...recorded].sort()).toEqual(Object.keys(eventData).sort());
  });

  it.each(NAMES)('are opened by the engine from disk as they are folded in memory: %s', (name) => {
    const events = fixture(name);
    const file = temporaryLog();
    const { store, engine } = engineRig({ file });
    store.append({ thread: THREAD, after: 0, events: events.map(({ at, type, data }) => ({ at, type, data })) });
    expect(throughJson(engine.state(THREAD))).toEqual(throughJson(fold(THREAD, undefined, events)));
  });
});

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

  it('of a planned goal that was steered, edited and cleared folds to what was said, on the model chosen', () => {
    const events = fixture('steered');
    const state = fold('any', undefined, events);
    expect([upTo(events, 'turn.started')?.mode, upTo(events, 'goal.activated')?.mode]).toEqual(['plan', 'goal']);
    expect(upTo(events, 'input.withdrawn')?.inputs).toEqual([
      { id: 'i2', from: 'user', text: 'look at the cache', steer: true },
      { id: 'i3', from: 'user', text: 'and measure it twice', steer: false },
    ]);
    expect(gist(state)).toMatchObject({
      outcome: { status: 'cleared', reason: 'cleared' },
      usage: { input: 500, cached: 300, output: 50, turns: 2, requests: 5 },
      claims: [[], ['opened']],
      transcript: 13,
    });
    expect(versionsOf(events).map(({ how, why }) => [how, why])).toEqual([
      ['edited', null],
      ['drafted', null],
    ]);
    expect(openingsOf(state)).toEqual([
      'The user says: What would it take?',
      'The goal is active. Begin.',
      'The user says: look at the cache',
      'The user edited the contract while you worked. This is what holds now; older evidence is stale.',
      'The user says: and measure it twice',
    ]);
    expect([state?.inputs, state?.model]).toEqual([[], { api: 'responses', model: 'other', contextTokens: 64_000 }]);
    expect(state?.processes).toEqual({ p1: { id: 'p1', command: 'serve', status: 'exited', exit: 0 } });
    expect([state?.goal?.contract.outcome, state?.goal?.revision]).toEqual(['p95 below 100 ms', 2]);
  });

  it('of a goal that was described in plain words folds to the last proposal, and to a goal that begins with its bill', () => {
    const events = fixture('drafted');
    expect(upTo(events, 'goal.proposed', 2)).toMatchObject({
      mode: 'draft',
      goal: null,
      proposal: { turn: 't1', contract: { outcome: 'p95 below 120 ms' } },
      lastTurn: { kind: 'draft', reason: 'proposed' },
    });
    const state = fold('any', undefined, events);
    expect([state?.mode, state?.proposal, state?.goal?.contract.outcome]).toEqual(['goal', null, 'p95 below 100 ms']);
    expect(gist(state)).toMatchObject({
      outcome: { status: 'draft', reason: 'not_activated' },
      usage: { input: 400, cached: 240, output: 40, turns: 0, requests: 4 },
    });
  });

  it('of a goal that ran without a sandbox for a while folds to the word that gave it up, and to its end', () => {
    const events = fixture('waived');
    const words = 'run shop without a sandbox';
    expect(upTo(events, 'sandbox.waived')?.goal?.waiver).toEqual({ at: 1_700_000_000_003, words });
    expect(upTo(events, 'sandbox.restored')?.goal?.waiver).toBeNull();
  });

  it('of an archived thread folds to one that stands out of the list, until somebody says something to it', () => {
    const events = fixture('archived');
    const shelf = (type: EventType, more: number) => {
      const state = upTo(events, type, more);
      return [state?.pinned, state?.archived];
    };
    expect([shelf('thread.pinned', 0), shelf('thread.archived', 0), shelf('thread.archived', 1)]).toEqual([
      [true, false],
      [true, true],
      [true, false],
    ]);
    expect([shelf('thread.archived', 2), shelf('input.queued', 0)]).toEqual([
      [true, true],
      [true, false],
    ]);
  });

  it('of a research goal folds to its ledger of claims, and to a review that was asked for three times', () => {
    const events = fixture('researched');
    const state = fold('any', undefined, events);
    expect(upTo(events, 'gate.refused')?.goal?.claimLedger).toEqual([
      { id: 'mean', claim: 'the mean is 4', route: 'summed', status: 'confirmed', evidence: [] },
    ]);
    expect(state?.goal?.claimLedger.map(({ id, status, evidence }) => [id, status, evidence])).toEqual([
      ['mean', 'confirmed', ['e4']],
      ['raw', 'blocked', []],
    ]);
    expect(upTo(events, 'review.failed', 1)?.verification?.running?.review).toMatchObject({
      request: { id: 'e5a2', attempt: 2 },
      failure: { error: { kind: 'server', message: 'The reviewer for judged (reviewer): busy' } },
    });
    expect(state?.evidence.findLast((row) => row.check === 'judged')?.review?.criteria.map(({ answer }) => answer)).toEqual([
      'met',
      'met',
    ]);
    expect(gist(state)).toMatchObject({
      outcome: { status: 'complete', reason: 'evidence_complete' },
      usage: { input: 700, cached: 420, output: 70, charged: 350, requests: 7 },
      claims: [['refused', 'opened']],
    });
  });

  it('of a goal that asked for permissions folds to what was allowed, taken back, and closed with its turn', () => {
    const events = fixture('permitted');
    const state = fold('any', undefined, events);
    expect(Object.keys(upTo(events, 'question.opened')?.questions ?? {})).toEqual(['permission-1']);
    expect(upTo(events, 'permission.granted')?.turn?.calls[0]?.permission).toMatchObject({ scope: 'once' });
    expect(upTo(events, 'permission.revoked', -1)?.goal?.grants.map(({ id }) => id)).toEqual(['g2']);
    expect([state?.goal?.grants, state?.permissionCount, state?.turn]).toEqual([[], 5, null]);
    expect(gist(state)).toMatchObject({ outcome: { status: 'paused', reason: 'paused' }, questions: [] });
  });

  it('of a goal that was asked to wrap up folds to a pause, and what asked for it is gone', () => {
    const events = fixture('wrapped');
    const state = fold('any', undefined, events);
    expect(upTo(events, 'wrap_up.asked')?.goal?.wrapUp).toBe('asked');
    expect(gist(state)).toMatchObject({ outcome: { status: 'paused', reason: 'paused' }, questions: [] });
    expect([state?.goal?.mark.reason, state?.goal?.wrapUp, state?.lastTurn?.kind]).toEqual(['wrapped_up', null, 'wrap_up']);
  });

  it('of a goal that was held, blocked and out of budget folds to what was accepted, answered and spent', () => {
    const events = fixture('held');
    const state = fold('any', undefined, events);
    expect(upTo(events, 'gate.held')?.goal?.held).toEqual({ paths: ['test/a.js'], protected: { 'test/a.js': 'h restore' } });
    expect(upTo(events, 'budget.warned')?.goal?.warned).toEqual(['tokens']);
    expect(Object.keys(upTo(events, 'goal.blocked', 2)?.questions ?? {})).toEqual(['key', 'host']);
    expect(gist(upTo(events, 'goal.limited'))).toMatchObject({ outcome: { status: 'budget_limited', reason: 'budget_tokens' } });
    expect(gist(state)).toMatchObject({
      outcome: { status: 'complete', reason: 'evidence_complete' },
      usage: { input: 1_500, cached: 440, output: 80, turns: 5, requests: 6 },
      claims: [['held'], ['held'], [], [], ['opened']],
      checkpoint: 'c5',
      questions: [],
      transcript: 17,
    });
    expect(openingsOf(state).slice(1, 4)).toEqual([
      'The user answers: The user did not accept the change to protected files; they were put back as they were: test/a.js. Reach the outcome without changing them.',
      'The claim is refused: the goal is not complete. The app ran the checks on a frozen tree.',
      'The user answers: Which key?',
    ]);
    const { protected: accepted, contract, warned } = state?.goal ?? {};
    expect([accepted, contract?.budget, warned]).toEqual([{ 'test/a.js': 'h accept' }, { tokens: 5_000 }, []]);
  });

  it('of a goal whose checks were tried, whose protected files came back with a note, and that a person judged', () => {
    const events = fixture('looked');
    const state = fold('any', undefined, events);
    const tried = upTo(events, 'verification.finished');
    expect([tried?.goal?.status, tried?.evidence.map((row) => row.id)]).toEqual(['draft', ['e1', 'e2']]);
    const returned = upTo(events, 'protected.returned')?.goal;
    expect([returned?.status, returned?.held, returned?.protected]).toEqual(['active', null, { 'test/a.js': 'h0' }]);
    expect(gist(state)).toMatchObject({
      outcome: { status: 'complete', reason: 'evidence_complete' },
      claims: [['held'], ['refused'], ['opened']],
      questions: [],
    });
    const looks = state?.evidence.flatMap((row) => (row.looked ? [[row.verdict.verdict, row.looked.name, row.looked.note]] : []));
    expect(looks).toEqual([
      ['fail', 'Ada', 'no unit'],
      ['pass', 'Ada', 'now it has'],
    ]);
  });

  it('of a goal in a worktree of its own folds to where it worked, what came back of it, and the user’s folder after the worktree went', () => {
    const events = fixture('apart');
    const state = fold('any', undefined, events);
    const made = upTo(events, 'place.made');
    expect([made?.workspace.root, made?.source.root, made?.place?.kind]).toEqual(['/d-worktrees/01/work/th', '/w', 'worktree']);
    expect(state?.brought.map(({ as }) => as)).toEqual(['patch', 'apply', 'branch']);
    expect([state?.workspace.root, state?.place?.removed]).toEqual(['/w', true]);
    expect(gist(state)).toMatchObject({ outcome: { status: 'complete', reason: 'evidence_complete' }, claims: [['opened']] });
  });

  it('of before there was a choice folds to a goal in the user’s own folder', () => {
    const state = fold('any', undefined, fixture('held'));
    expect([state?.place, state?.source, state?.brought]).toEqual([null, state?.workspace, []]);
  });

  it('of a goal of which files were put back folds to the checkpoints that are held, and to what was told', () => {
    const events = fixture('reverted');
    const state = fold('any', undefined, events);
    expect(upTo(events, 'revert.asked')?.revert).toMatchObject({ id: 'r1', from: 'c2', to: 'c1', before: null, written: null });
    expect(upTo(events, 'revert.written')?.revert).toMatchObject({ before: 'c4', written: ['src/a.js'] });
    expect(upTo(events, 'tree.reverted')).toMatchObject({ revert: null, lastRevert: { id: 'r1', refused: null } });
    expect(upTo(events, 'revert.refused')?.lastRevert).toMatchObject({ id: 'r2', refused: 'There is nothing to put back.' });
    expect(state?.checkpoints.map(({ id, anchor }) => `${id}@${anchor}`).join(' ')).toBe(
      'c1@1 c4@4 c5@5 c6@5 c7@5 c8@8 c9@8 c10@8 c11@8 c12@12 c13@12',
    );
    expect(state?.goal?.iterations.map(({ turn, span }) => [turn, span])).toEqual([
      ['t1', { before: 'c1', after: 'c2' }],
      ['t2', null],
      ['t3', null],
      ['t4', { before: 'c11', after: 'c12' }],
      ['t5', null],
    ]);
    expect([state?.reverts, state?.prunes, state?.pruneAsked]).toEqual([3, 1, false]);
  });
});
