import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fullThread } from '../../test/fakes/fullThread';
import { call, claim, SimulatedThread, say, testContract } from '../../test/fakes/simulatedThread';
import { begin } from '../../test/fakes/stepwise';
import { REASONS, whyLine } from './whyLine';

const times = { now: 60_000, checkSince: null, clockTime: () => '11:34:10' };

const why = (thread: SimulatedThread, now = thread.at) => {
  const { lead, rest, after, reason } = whyLine(thread.now, { ...times, now });
  return [`${lead} ${rest} ${after}`.trim(), reason];
};

describe('the why line', () => {
  it('has a sentence for every reason that the policy names', () => {
    const source = readFileSync(new URL('../continuation/policy.ts', import.meta.url), 'utf8');
    const named = [...source.matchAll(/answer\('\w+', '(\w+)'\)/g)].map((match) => match[1] ?? '');
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((reason) => !REASONS.includes(reason))).toEqual([]);
  });

  it('says what it waits for, and what comes then', () => {
    const thread = new SimulatedThread().activate();
    expect(why(thread)).toEqual(['Goes on: the goal is active.', 'continue: goal_activated']);
    thread.world.replies = [{ items: [call('shell', { command: 'ls' }), call('get_goal')] }];
    thread.step();
    thread.step();
    expect(why(thread)).toEqual(['Waits for shell and 1 more. Then the turn goes on.', 'wait: tool_pending']);
    thread.submit({ type: 'input.queue', text: 'Stop that.' });
    expect(why(thread)[0]).toBe('Waits for shell and 1 more. Then your queued message goes first.');
  });

  it('says since when it waits, and until when at most', () => {
    const thread = new SimulatedThread().activate();
    thread.world.replies = [{ items: [call('wait', { for: 'time', ms: 60_000 })] }];
    begin(thread, 'wait.started');
    expect(why(thread)[0]).toMatch(/^Waits for the time to pass since 11:34:10, at most until 11:34:10\. No tokens are spent\./);
  });

  it('says in which line it waits and behind how many, and what comes then', () => {
    const thread = new SimulatedThread().activate();
    const queued = (line: 'turn' | 'check', ahead: number) => {
      const said = whyLine(thread.now, { ...times, queued: { line, ahead } });
      return [`${said.lead} ${said.rest} ${said.after}`.trim(), said.reason];
    };
    expect(queued('turn', 3)).toEqual(['Waits for a free turn, 3 ahead.', 'wait: turn_queue']);
    expect(queued('check', 0)).toEqual(['Waits for its check’s turn, next in line.', 'wait: check_queue']);
    thread.submit({ type: 'input.queue', text: 'Stop that.' });
    expect(queued('turn', 0)[0]).toBe('Waits for a free turn, next in line. Then your queued message goes first.');
  });

  it('says of a running check how far it is and about how long it still takes', () => {
    const thread = new SimulatedThread().activate();
    thread.world.tree = 'tree1';
    thread.world.replies = [{ items: [claim()] }];
    begin(thread, 'check.started');
    const [words, reason] = why(thread);
    expect(words).toMatch(/^Verifies the claim: check (tests|bench)/);
    expect(reason).toBe('verify: claim');
  });

  it('says by whom it is paused, that nothing is asked, and when it tries again', () => {
    const thread = new SimulatedThread().activate();
    thread.world.replies = [{ error: { kind: 'server', message: 'The server is busy' } }];
    thread.step();
    thread.step();
    expect(why(thread)[0]).toMatch(/^Tries again in \d+ s: The server is busy\./);
    expect(why(thread)[1]).toBe('wait: retry_server');
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'paused' });
    expect(why(thread)).toEqual(['Paused by you at 11:34:10. 0 model calls.', 'stop: paused']);
  });

  it('says when a goal at its provider’s quota goes on by itself, and where it waits for the user', () => {
    const said = (resetAt: number | undefined, resume: 'auto' | 'user') => {
      const thread = new SimulatedThread().activate(testContract({ resume }));
      thread.world.replies = [
        { error: { kind: 'quota', message: 'used up', ...(resetAt === undefined ? {} : { resetAt: thread.at + resetAt }) } },
      ];
      return why(thread.run())[0];
    };
    const used = 'Usage limited: the provider’s quota is used up';
    expect(said(9_000, 'auto')).toBe(`${used}. Goes on by itself at 11:34:10.`);
    expect(said(9_000, 'user')).toBe(`${used} until 11:34:10. Resume then.`);
    expect(said(undefined, 'auto')).toBe(`${used} and no reset time is known. Resume when it is renewed.`);
  });

  it('names the budget that ran out, and says where it has room again', () => {
    const thread = new SimulatedThread().activate();
    thread.submit({ type: 'budget.change', by: 'user', budget: { turns: 1 } });
    thread.world.replies = [{ items: [say('one')] }, { items: [say('two')] }];
    thread.step();
    thread.step();
    expect(why(thread)).toEqual([
      'Wraps up: the turn budget is used up. One short turn without tools, then it stops.',
      'wrap up: budget_turns',
    ]);
    thread.run();
    expect(why(thread)).toEqual(['Limited: the turn budget is used up. Extend it to resume.', 'ask: budget_turns']);
    thread.submit({ type: 'budget.change', by: 'user', budget: { turns: 2 } });
    expect(why(thread)[0]).toBe('Limited: the budget was extended since. Resume goes on.');
  });

  it('says that the conversation is compacted', () => {
    expect(why(fullThread())).toEqual([
      'Waits while the conversation is compacted, the request is about to start. Then the turn goes on.',
      'wait: compaction',
    ]);
  });

  it('shows a reason it does not know by its name', () => {
    const thread = new SimulatedThread().activate();
    const goal = { ...thread.now.goal, continueReason: 'new_moon' };
    const line = whyLine({ ...thread.now, goal } as typeof thread.now, times);
    expect([line.lead, line.rest, line.reason]).toEqual(['Goes on:', 'new_moon.', 'continue: new_moon']);
  });
});
