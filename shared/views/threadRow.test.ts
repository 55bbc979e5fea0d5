import { describe, expect, it } from 'vitest';
import { SimulatedThread, say } from '../../test/fakes/simulatedThread';
import { begin } from '../../test/fakes/stepwise';
import { isPlanning, threadRow } from './threadRow';

const planning = () => {
  const thread = new SimulatedThread();
  thread.submit({
    type: 'thread.open',
    workspace: { root: '/w', gitDir: '/w/.git', commonDir: '/w/.git' },
    model: { api: 'responses', model: 'm' },
    mode: 'plan',
  });
  thread.submit({ type: 'input.queue', text: 'How would you do it?' });
  return thread;
};

describe('a thread that plans', () => {
  it('is told by the reason: from the message on, until the turn ends', () => {
    const thread = planning();
    const seen = [threadRow(thread.now).reason];
    begin(thread, 'turn.started');
    seen.push(threadRow(thread.now).reason);
    expect([seen, seen.every(isPlanning)]).toEqual([['user_input', 'model_request'], true]);
    thread.world.replies = [{ items: [say('Three steps.')] }];
    thread.run();
    expect(isPlanning(threadRow(thread.now).reason)).toBe(false);
  });

  it('plans while its conversation is compacted', () => {
    const thread = planning();
    thread.world.replies = [{ items: [say('Three steps.')] }];
    thread.run();
    thread.submit({ type: 'input.queue', text: 'And then?' });
    begin(thread, 'turn.started');
    const context = { ...thread.now.context, refused: true };
    const row = threadRow({ ...thread.now, context });
    expect([row.reason, row.group, isPlanning(row.reason)]).toEqual(['compaction', 'working', true]);
  });
});
