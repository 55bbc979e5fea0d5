import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullThread } from '../../test/fakes/fullThread';
import { History } from '../../test/fakes/history';
import { history } from '../../test/fakes/historyMoves';
import { call, claim, SimulatedThread, say } from '../../test/fakes/simulatedThread';
import { PASS, red } from '../../test/fakes/simulatedWork';
import { begin } from '../../test/fakes/stepwise';
import { extendCommands, NO_COMMANDS } from './commandRows';
import { EMPTY_CONVERSATION, extendConversation, turnCounts, turnTokens, visibleRows } from './conversation';
import type { ConversationRow } from './conversation/row';

const tokens = { input: 1_000, cached: 400, output: 50 };

const rowsOf = (thread: SimulatedThread) => extendConversation(EMPTY_CONVERSATION, thread.events).rows;

/** One line per row: enough to see order, words and results. */
function line(row: ConversationRow): string {
  switch (row.kind) {
    case 'turn':
      return `turn ${row.n} ${row.turnKind}: ${turnCounts(row)}; ${turnTokens(row)}; ${row.ended ?? 'open'}`;
    case 'say':
      return `${row.from}: ${row.text}`;
    case 'reasoning':
      return `reasoning: ${row.text}`;
    case 'tool':
      return `${row.name} ${row.subject} = ${row.running ? '…' : ''}${row.result.shape ?? ''} ${row.result.word}`;
    case 'note':
      return `${row.mark?.word ?? ''}| ${row.text} ${row.mono}`.trim();
  }
}

const lines = (thread: SimulatedThread) => rowsOf(thread).map(line);

describe('the conversation', () => {
  it('tells a goal from draft over a refusal to completion', () => {
    const thread = new SimulatedThread().activate();
    thread.submit({ type: 'input.queue', text: 'Keep the cart.' });
    const words = { type: 'reasoning' as const, summary: ['The lookups wait for each other.'] };
    thread.world.replies = [
      { items: [words, say('I look.'), call('shell', { command: 'node bench.js' }), call('run_check', { id: 'bench' })], tokens },
      { items: [claim('p95 is lower')], tokens },
      { items: [say('Next.')], tokens },
    ];
    thread.world.tool = () => ({ status: 'ok', output: 'x', durationMs: 2_800, exit: 0 });
    thread.run();
    thread.world.verdict = () => PASS;
    thread.world.tree = 'tree1';
    thread.world.replies = [{ items: [claim('below 120 ms')], tokens }];
    thread.submit({ type: 'goal.resume', by: 'user', reason: 'resumed' });
    thread.run();
    expect(lines(thread)).toEqual([
      '| Contract drafted, revision 1.',
      '| Baseline: 2 checks on the untouched tree.',
      'check tests = pass passes',
      'check bench = failed fails',
      'Activated| revision 1.',
      'turn 1 user: 3 tools, 1 check; 1,950 tokens; no_more_calls',
      'user: Keep the cart.',
      'reasoning: The lookups wait for each other.',
      'agent: I look.',
      'shell node bench.js = pass exit 0',
      'run_check bench = failed fails',
      '| Claims complete: “p95 is lower”',
      'check bench = failed fails, still stands',
      'Refused| bench: 180 ms, target < 120 ms.',
      'agent: Next.',
      'turn 2 continuation: 1 tool, 2 checks; 650 tokens; completed',
      '| Claims complete: “below 120 ms”',
      'check tests = pass passes',
      'check bench = pass passes',
      'Complete| by the gate, on 2 pieces of evidence at c7.',
    ]);
  });

  it('tells a compaction with its figures and the summary, also where turns are folded', () => {
    const thread = fullThread();
    thread.world.replies = [{ items: [say('The cache was tried.')], tokens }];
    thread.step();
    thread.submit({ type: 'context.change', by: 'user', tokens: 64_000 });
    const rows = visibleRows(rowsOf(thread), () => false);
    expect(rows.slice(-2).map(line)).toEqual([
      expect.stringMatching(/^\| Compacted the conversation: 8,011 → \d,\d{3} tokens\.$/),
      '| The model takes 64,000 tokens.',
    ]);
    expect(rows.at(-2)).toMatchObject({ details: 'The cache was tried.', turn: 't1' });
  });

  it('folds a batch onto what stood before as it folds all at once', () => {
    const thread = new SimulatedThread().activate();
    thread.world.replies = [{ items: [call('shell', { command: 'ls' }), claim()] }, { items: [say('done')] }];
    thread.run();
    const whole = extendConversation(EMPTY_CONVERSATION, thread.events);
    let step = EMPTY_CONVERSATION;
    for (let head = 1; head <= thread.events.length; head += 1) step = extendConversation(step, thread.events.slice(0, head));
    expect(step).toEqual(whole);
    expect(extendConversation(whole, thread.events)).toBe(whole);
  });

  it('folds a thread that is read back from its end as one that was whole at once', () => {
    const law = fc.property(history, fc.double({ min: 0, max: 1, noNaN: true }), ({ goal, moves }, share) => {
      const played = new History(goal);
      for (const move of moves) played.play(move);
      const { events } = played.thread;
      const cut = Math.floor(share * events.length);
      const [rows, commands] = [extendConversation(EMPTY_CONVERSATION, events), extendCommands(NO_COMMANDS, events)];
      const last = extendConversation(EMPTY_CONVERSATION, events.slice(cut));
      expect(extendConversation(last, events)).toEqual(rows);
      expect(extendCommands(extendCommands(NO_COMMANDS, events.slice(cut)), events)).toEqual(commands);
    });
    fc.assert(law, { seed: 7, numRuns: 150 });
  });

  it('never changes rows that it has handed out', () => {
    const thread = new SimulatedThread().activate();
    thread.world.replies = [{ items: [call('shell', { command: 'ls' })] }];
    begin(thread, 'tool.started');
    const before = extendConversation(EMPTY_CONVERSATION, thread.events);
    const kept = structuredClone(before.rows);
    thread.run();
    expect(extendConversation(before, thread.events).rows).not.toEqual(kept);
    expect(before.rows).toEqual(kept);
  });

  it('hides how of a folded turn and keeps what came of it', () => {
    const thread = new SimulatedThread().activate();
    thread.submit({ type: 'input.queue', text: 'Go.' });
    thread.world.replies = [{ items: [say('Looking.'), call('shell', { command: 'ls' }), claim()] }, { items: [say('Hm.')] }];
    thread.run();
    const shown = visibleRows(rowsOf(thread), () => false).filter((row) => row.turn === 't1');
    expect(shown.map((row) => row.kind)).toEqual(['turn', 'say', 'note', 'note']);
    expect(shown.map(line).at(-1)).toMatch(/^Refused/);
  });

  it('counts the model calls of a pause, which are none', () => {
    const thread = new SimulatedThread().activate();
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'paused' });
    thread.at += 5_000;
    thread.submit({ type: 'goal.resume', by: 'user', reason: 'resumed' });
    const paused = rowsOf(thread).find((row) => row.kind === 'note' && row.mark?.word === 'Paused');
    expect(paused).toMatchObject({ text: 'by you. 0 model calls.', durationMs: 5_001 });
  });

  it('shows what was cut, what was not run, and retries', () => {
    const thread = new SimulatedThread().activate();
    thread.world.replies = [
      { error: { kind: 'server', message: 'The server is busy.' } },
      { items: [call('shell', { command: 'sleep 9' }), call('get_goal')] },
    ];
    begin(thread, 'tool.started');
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'interrupt' });
    expect(lines(thread).slice(-5)).toEqual([
      'Tries again| The server is busy.',
      'shell sleep 9 = paused interrupted',
      expect.stringContaining('get_goal'),
      'Interrupted| by you: interrupt.',
      'Paused| by you. 0 model calls.',
    ]);
  });

  it('shows a call nobody can read as it came', () => {
    const thread = new SimulatedThread().activate();
    thread.world.replies = [{ items: [{ type: 'tool_call', call: 'c', name: 'shell', arguments: '{"cmd":' }] }, { items: [] }];
    thread.run();
    expect(lines(thread)).toContain('shell {"cmd": = failed failed');
  });

  it('asks and answers', () => {
    const thread = new SimulatedThread({ verdict: () => red('exit 1, expected 0') }).activate(undefined, false);
    thread.submit({ type: 'question.answer', question: 'baseline', answer: 'accept' });
    const told = lines(thread);
    expect(told.at(-3)).toMatch(/^Asks\| tests is red before the work/);
    expect(told.slice(-2)).toEqual(['| Answered baseline: accept', 'Activated| revision 1.']);
  });
});
