import { afterEach, describe, expect, it } from 'vitest';
import { type SmallGoal, smallGoal } from './supportGoal';

let goal: SmallGoal;
afterEach(() => goal.end());

const said = (text: string) => ({ items: [{ type: 'text', text }] }) as const;

/** A thread that planned and rests. */
async function planned(): Promise<string> {
  goal = await smallGoal({ instead: () => said('The answer needs a careful plan.') });
  const text = 'What would the answer take?';
  const ended = await goal.run(['plan', text, '--workspace', goal.repository.root, '--model', 'gpt-flow', '--json'], goal.env);
  expect(ended.stderr).toBe('');
  const [row] = await listed();
  if (row === undefined) throw new Error('nothing is listed');
  return row.thread;
}

async function listed(...options: readonly string[]): Promise<readonly { thread: string; pinned: boolean; archived: boolean }[]> {
  const { stdout } = await goal.run(['list', '--json', ...options], goal.env);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

describe('the command line', () => {
  it('puts a thread out of the list and takes it back; pins it; and finds it by its words all the while', async () => {
    const thread = await planned();
    expect((await goal.run(['pin', thread], goal.env)).code).toBe(0);
    expect(await listed()).toMatchObject([{ thread, pinned: true, archived: false }]);
    expect((await goal.run(['archive', thread], goal.env)).code).toBe(0);
    expect([await listed(), await listed('--archived')]).toMatchObject([[], [{ thread, archived: true }]]);
    const found = await goal.run(['search', 'careful', 'pla', '--json'], goal.env);
    expect(JSON.parse(found.stdout)).toMatchObject({ thread, kind: 'agent', snippet: expect.stringContaining('careful plan') });
    expect((await goal.run(['search', '"careful answer"'], goal.env)).stdout).toBe('Nothing was found.\n');
    expect((await goal.run(['unarchive', thread], goal.env)).code).toBe(0);
    expect((await goal.run(['unpin', thread], goal.env)).code).toBe(0);
    expect(await listed()).toMatchObject([{ thread, pinned: false, archived: false }]);
  });
});
