import { describe, expect, it } from 'vitest';
import { SimulatedThread, say, testContract } from '../../test/fakes/simulatedThread';
import { begin } from '../../test/fakes/stepwise';
import { ledger } from './ledger';
import { spendFigures } from './spend';
import { usageNow } from './usageNow';
import { usageSteps } from './usageSteps';

const planning = () => {
  const thread = new SimulatedThread();
  thread.submit({
    type: 'thread.open',
    workspace: { root: '/w', gitDir: '/w/.git', commonDir: '/w/.git' },
    model: { api: 'responses', model: 'm' },
    mode: 'plan',
  });
  return thread;
};

const ask = (thread: SimulatedThread) => {
  thread.submit({ type: 'mode.set', by: 'user', mode: 'plan' });
  thread.submit({ type: 'input.queue', text: 'What next?' });
  begin(thread, 'turn.started');
};

describe('what is spent by now', () => {
  it('runs on with the open turn', () => {
    const thread = new SimulatedThread().activate();
    begin(thread, 'turn.started');
    const since = thread.now.turn?.startedAt ?? 0;
    const before = thread.now.goal?.usage.activeMs ?? 0;
    expect(usageNow(thread.now, since + 5_000).activeMs).toBe(before + 5_000);
  });

  it('is what planning costs while there is no goal', () => {
    const thread = planning();
    ask(thread);
    expect(usageNow(thread.now, (thread.now.turn?.startedAt ?? 0) + 5_000)).toEqual({ ...thread.now.unclaimed, activeMs: 5_000 });
  });

  it('stands still for a goal that has ended, while a plan runs beside it', () => {
    const thread = new SimulatedThread().activate();
    thread.submit({ type: 'goal.clear', by: 'user', reason: 'cleared' });
    const spent = thread.now.goal?.usage;
    ask(thread);
    expect([thread.now.turn?.kind, usageNow(thread.now, thread.at + 5_000)]).toEqual(['plan', spent]);
    expect(spendFigures(thread.now, thread.at + 600_000)).toEqual(spendFigures(thread.now, thread.at));
  });

  it('does not count the pause before another try, in the ledger either', () => {
    const thread = new SimulatedThread().activate();
    thread.world.replies = [{ error: { kind: 'server', message: 'Out of order.' } }];
    begin(thread, 'request.failed');
    const { usage } = thread.now.goal ?? {};
    const active = usageNow(thread.now, thread.at).activeMs;
    expect(active).toBeGreaterThanOrEqual(usage?.activeMs ?? 0);
    expect(usageNow(thread.now, thread.at + 3_600_000).activeMs).toBe(active);
    expect(ledger(thread.now, thread.events, thread.at + 3_600_000).rows.at(-1)?.active).toBe('0:00');
  });
});

describe('the steps of what was spent', () => {
  it('begin with what planning had cost, and end at the state’s own sums', () => {
    const thread = planning();
    thread.world.replies = [{ items: [say('Three steps.')] }, { items: [say('I wonder.')] }];
    ask(thread);
    thread.run();
    const planned = thread.now.unclaimed;
    thread.submit({ type: 'goal.draft', by: 'user', contract: testContract({ budget: { tokens: 10_000 } }) });
    thread.submit({ type: 'goal.activate', by: 'user', acceptBaseline: true });
    thread.run();
    const steps = usageSteps(thread.events);
    expect([planned.charged > 0, steps[0]?.usage]).toEqual([true, planned]);
    expect(steps.at(-1)?.usage).toEqual(thread.now.goal?.usage);
  });

  it('are the next goal’s own after one that ended, with the plan that was made between them', () => {
    const thread = new SimulatedThread().activate();
    thread.submit({ type: 'goal.clear', by: 'user', reason: 'cleared' });
    thread.world.replies = [{ items: [say('Three steps.')] }];
    ask(thread);
    thread.run();
    const { unclaimed } = thread.now;
    thread.activate();
    const steps = usageSteps(thread.events);
    expect([unclaimed.charged > 0, steps[0]?.usage]).toEqual([true, unclaimed]);
    expect(steps.at(-1)?.usage).toEqual(thread.now.goal?.usage);
  });
});
