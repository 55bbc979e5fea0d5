import { describe, expect, it } from 'vitest';
import { call, claim, SimulatedThread, say, testContract } from '../../../test/fakes/simulatedThread';
import { PASS, type Reply } from '../../../test/fakes/simulatedWork';
import type { Budget } from '../../goal/contract';
import { toolSpecs } from '../../tools/specs';

const tokens = (input: number) => ({ input, cached: 0, output: 0 });
const works = (input: number): Reply => ({ items: [call('shell', { command: 'make' })], tokens: tokens(input) });
const ends = (input: number): Reply => ({ items: [say('so far')], tokens: tokens(input) });

function budgeted(budget: Budget, ...replies: readonly Reply[]): SimulatedThread {
  const thread = new SimulatedThread().activate(testContract({ budget }));
  thread.world.replies.push(...replies);
  return thread;
}

const limited = () => budgeted({ tokens: 100 }, works(150), ends(10)).run();

const change = (budget: Budget, resume?: boolean) =>
  ({ type: 'budget.change', by: 'user', budget, ...(resume === undefined ? {} : { resume }) }) as const;

describe('extending and resuming', () => {
  it('is one order: the budget is changed and the goal goes on', () => {
    const thread = limited();
    const before = thread.events.length;
    expect(thread.submit(change({ tokens: 1_000 }, true))).toBeUndefined();
    expect(thread.events.slice(before).map(({ type, data }) => [type, data])).toEqual([
      ['budget.changed', { by: 'user', budget: { tokens: 1_000 } }],
      ['goal.resumed', { by: 'user', reason: 'budget_extended' }],
    ]);
    expect(thread.answer).toBe('continue: budget_extended');
  });

  it('is refused whole, with what is spent already, where the new budget is used up', () => {
    const thread = limited();
    const before = thread.now;
    expect(thread.submit(change({ tokens: 160 }, true))).toEqual({
      code: 'budget_used_up',
      message: 'A tokens budget of 160 is used up already: 160 are spent. Set more than that, or none; nothing was changed.',
    });
    expect(thread.now).toBe(before);
  });

  it('is refused whole while a question is open that resuming would pass over', () => {
    const thread = new SimulatedThread().activate(testContract({ accept: 'user' }));
    thread.world.verdict = () => PASS;
    thread.world.tree = 'tree1';
    thread.world.replies.push({ items: [claim()] });
    thread.run();
    const before = thread.now;
    expect(thread.submit(change({ tokens: 9_000 }, true))?.code).toBe('question_open');
    expect(thread.now).toBe(before);
  });

  it('takes a limit away', () => {
    const thread = limited();
    thread.submit(change({}, true));
    expect([thread.now.goal?.contract.budget, thread.now.goal?.status]).toEqual([{}, 'active']);
  });
});

describe('a budget that is lowered below use', () => {
  it('ends the running turn instead of its next request, wraps up, and stops', () => {
    const thread = budgeted({}, works(500), ends(10));
    for (let step = 0; thread.of('tool.finished').length === 0; step++) if (step > 9 || !thread.step()) throw new Error();
    thread.submit(change({ tokens: 100 }));
    thread.run();
    expect(thread.of('request.started').map(({ turn }) => turn)).toEqual(['t1', 't2']);
    expect(thread.of('turn.started').map(({ kind }) => kind)).toEqual(['continuation', 'wrap_up']);
    expect(thread.now.goal?.status).toBe('budget_limited');
  });

  it('wraps up a goal that stood idle, once, and stops it', () => {
    const thread = budgeted({}, ends(500)).run();
    expect(thread.answer).toBe('stop: no_tool_call');
    thread.submit(change({ tokens: 100 }));
    expect(thread.answer).toBe('wrap_up: budget_tokens');
    thread.world.replies.push(ends(10));
    thread.run();
    expect([thread.now.goal?.status, thread.owed]).toEqual(['budget_limited', []]);
  });

  it('leaves a paused goal as it is, and does not let it be resumed before it has room', () => {
    const thread = budgeted({}, ends(500)).run();
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'paused' });
    thread.submit(change({ tokens: 100 }));
    expect(thread.submit({ type: 'goal.resume', by: 'user', reason: 'resumed' })?.code).toBe('budget_used_up');
    expect([thread.now.goal?.status, thread.owed]).toEqual(['paused', []]);
  });
});

describe('the model', () => {
  it('has no tool that names a budget, and is refused where it names one all the same', () => {
    expect(JSON.stringify(toolSpecs().map(({ parameters }) => parameters))).not.toMatch(/budget|limit_|"(usd|tokens|turns)"/);
    const tries = [
      call('budget_change', { tokens: 1e9 }),
      call('update_goal', { status: 'active', budget: { tokens: 1e9 } }),
      call('update_goal', { status: 'complete', summary: 'done', budget: { tokens: 1e9 } }),
      call('update_plan', { steps: [], budget: { tokens: 1e9 } }),
    ];
    const thread = budgeted({ tokens: 5_000 }, { items: tries }, ends(10));
    for (let step = 0; step < 30 && thread.of('tool.finished').length < 4; step++) thread.step();
    expect(thread.of('tool.finished').map(({ status }) => status)).toEqual(['failed', 'failed', 'failed', 'failed']);
    expect([thread.of('budget.changed'), thread.now.goal?.contract.budget]).toEqual([[], { tokens: 5_000 }]);
  });
});

describe('a limit that comes near', () => {
  const warned = (thread: SimulatedThread) => thread.of('budget.warned').map(({ limit, used, max }) => [limit, used, max]);

  it('is told once, and again where it was raised and comes near again', () => {
    const thread = budgeted({ tokens: 1_000 }, works(700), works(120), works(50), ends(20)).run();
    expect(warned(thread)).toEqual([['tokens', 820, 1_000]]);
    thread.submit(change({ tokens: 2_000 }, true));
    thread.world.replies.push(works(800), ends(10));
    thread.run();
    expect(warned(thread)).toEqual([
      ['tokens', 820, 1_000],
      ['tokens', 1_690, 2_000],
    ]);
  });

  it('is not told where it is passed in one step: the limit itself is', () => {
    expect(warned(limited())).toEqual([]);
  });

  it('of time is seen in the turn that uses it', () => {
    const thread = budgeted({ minutes: 10 }, works(1), works(1));
    for (let step = 0; step < 2; step++) thread.step();
    thread.at += 9 * 60_000;
    thread.step();
    expect(warned(thread).map(([limit]) => limit)).toEqual(['minutes']);
  });
});

describe('a limit of time that a long call uses up', () => {
  const both = [call('shell', { command: 'long' }), call('shell', { command: 'after' })];

  it('lets no further call begin: the turn ends and wraps up', () => {
    const thread = budgeted({ minutes: 10 }, { items: both }, ends(1));
    for (let step = 0; step < 2; step++) thread.step();
    const [work] = thread.owed;
    if (work?.kind !== 'run-tool') throw new Error(thread.answer);
    thread.submit({ type: 'tool.start', call: work.call });
    thread.at += 11 * 60_000;
    thread.submit({ type: 'tool.finish', call: work.call, report: { status: 'ok', output: '', durationMs: 1 } });
    thread.run();
    expect(thread.of('tool.started')).toHaveLength(1);
    expect(thread.of('tool.finished').map(({ status }) => status)).toEqual(['ok', 'not_run']);
    expect(thread.of('turn.started').map(({ kind }) => kind)).toEqual(['continuation', 'wrap_up']);
    expect(thread.now.goal?.mark.reason).toBe('budget_minutes');
  });
});
