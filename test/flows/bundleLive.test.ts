import { join } from 'node:path';
import { expect, it } from 'vitest';
import { verifyBundle } from '../../electron/export/verify';
import { shellStep, smallGoal } from './supportGoal';

it('exports a goal while another process pursues it, and disturbs neither it nor its data folder', async () => {
  const goal = await smallGoal({ work: [shellStep('wait', 'sleep 600')] });
  try {
    const running = goal.start(goal.runArgs, goal.env);
    const { thread } = await running.line('tool.started');
    const out = join(goal.root, 'evidence.zip');
    const exported = await goal.run(['export', thread, '--out', out]);
    expect([exported.code, exported.stderr]).toEqual([0, '']);
    expect(await verifyBundle(out, { signal: new AbortController().signal })).toMatchObject({
      ok: true,
      value: { whole: true, thread },
    });
    running.signal('SIGINT');
    expect((await running.ended).code).toBe(130);
  } finally {
    await goal.end();
  }
}, 60_000);
