import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parseContractFile } from '../../electron/goalFiles/contractFile';
import { ResponsesBody } from '../fakes/requestRules';
import { linesOf } from './support';
import { type SmallGoal, type SmallGoalOptions, shellStep, smallGoal, WRITE_ANSWER } from './supportGoal';

let goal: SmallGoal;
afterEach(() => goal.end());

const CONTRACT = `---
goalpost: 1
outcome: src/answer.txt holds 42.
verification:
  - { id: answer, kind: command, run: grep -qx 42 src/answer.txt }
boundaries: { write: [src/] }
---
So that it is right.`;

const said = (text: string) => ({ items: [{ type: 'text', text }] }) as const;
const looks = {
  items: [{ type: 'tool_call', call: 'look', name: 'read_file', arguments: '{"path":"src/answer.txt"}' }],
} as const;

const planning = (contract: string): SmallGoalOptions => ({
  instead: (index) => (index === 0 ? looks : said(`It holds 1.\n\n\`\`\`contract\n${contract}\n\`\`\``)),
});

const planArgs = (out: string) => {
  const text = 'What would it take to hold 42?';
  return ['plan', text, '--workspace', goal.repository.root, '--model', 'gpt-flow', '--out', out, '--json'];
};

const inputOf = (body: unknown) => ResponsesBody.parse(body).input;

describe('goalpost plan', () => {
  it('only looks, and writes the contract that the plan ends with', async () => {
    goal = await smallGoal(planning(CONTRACT));
    const before = goal.listing();
    const out = join(goal.root, 'planned.md');
    const ended = await goal.run(planArgs(out), goal.env);
    expect([ended.stderr, ended.code]).toEqual(['', 0]);
    const parsed = parseContractFile(readFileSync(out, 'utf8'));
    expect(parsed).toMatchObject({ ok: true, value: { outcome: 'src/answer.txt holds 42.', objective: 'So that it is right.' } });
    expect(goal.listing()).toEqual(before);
    const tools = goal.server.requests.map(({ body }) => ResponsesBody.parse(body).tools?.map(({ name }) => name));
    expect(tools).toEqual(Array(2).fill(['read_file', 'search', 'update_plan', 'get_goal']));
    expect(JSON.stringify(inputOf(goal.server.requests[0]?.body))).toContain('What would it take to hold 42?');
  });

  it('writes a contract that does not parse all the same, says where, and never over a file', async () => {
    goal = await smallGoal(planning(CONTRACT.replace('outcome:', 'outcom:')));
    const out = join(goal.root, 'planned.md');
    const ended = await goal.run(planArgs(out), goal.env);
    expect([ended.code, existsSync(out)]).toEqual([2, true]);
    expect(ended.stderr).toContain(`${out}:3:1: `);
    rmSync(out);
    writeFileSync(out, 'mine');
    const again = await goal.run(planArgs(out), goal.env);
    expect([again.code, readFileSync(out, 'utf8')]).toEqual([64, 'mine']);
    expect(again.stderr).toContain('exists already');
    expect(goal.server.requests).toHaveLength(2);
  });
});

describe('goalpost plan that cannot be finished', () => {
  it('says before it spends anything that the file’s folder is not there', async () => {
    goal = await smallGoal(planning(CONTRACT));
    const ended = await goal.run(planArgs(join(goal.root, 'nowhere', 'planned.md')), goal.env);
    expect([ended.code, ended.stderr]).toEqual([64, expect.stringContaining('planned.md cannot be written: its folder')]);
    expect(goal.server.requests).toEqual([]);
  });

  it('is stopped by SIGINT: 130, nothing is written, and the model is not asked again', async () => {
    goal = await smallGoal({ instead: () => ({ hang: true }) });
    const out = join(goal.root, 'planned.md');
    const run = goal.start(planArgs(out), goal.env);
    await run.line('request.started');
    run.signal('SIGINT');
    const ended = await run.ended;
    expect([ended.code, ended.stderr, existsSync(out)]).toEqual([130, '', false]);
    expect(linesOf(ended.stdout).find(({ type }) => type === 'turn.interrupted')).toMatchObject({
      by: 'user',
      reason: 'interrupt',
    });
    expect(goal.server.requests.length).toBeLessThanOrEqual(1);
  });
});

describe('goalpost say', () => {
  it('steers the running turn of another process at its next request, and leaves no order to stop to the model', async () => {
    const waits = 'until [ -e build/go ]; do sleep 0.05; done';
    goal = await smallGoal({ work: [shellStep('wait', waits), WRITE_ANSWER] });
    const running = goal.start(goal.runArgs, goal.env);
    const started = await running.line('tool.started');
    const thread = String(started.thread);
    const steered = await goal.run(['say', thread, 'Use printf.', '--steer']);
    expect([steered.stderr, steered.code]).toEqual(['', 0]);
    const stop = await goal.run(['say', thread, 'stop']);
    expect([stop.code, stop.stderr]).toEqual([64, expect.stringContaining(`goalpost pause ${thread}`)]);
    goal.repository.write('build/go', '');
    const ended = await running.ended;
    expect(ended.code).toBe(0);
    const heard = goal.server.requests.map(({ body }) => JSON.stringify(inputOf(body).at(-1)).includes('Use printf.'));
    expect(heard).toEqual([false, true, false]);
    expect(linesOf(ended.stdout).filter(({ type }) => type === 'input.delivered')).toMatchObject([
      { turn: 't1', inputs: ['i1'] },
    ]);
  });
});
