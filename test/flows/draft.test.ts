import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parseContractFile } from '../../electron/goalFiles/contractFile';
import { ChatBody } from '../fakes/chatRules';
import { startChatServer } from '../fakes/chatServer';
import { ResponsesBody } from '../fakes/requestRules';
import { flowPlace, linesOf } from './support';
import { type SmallGoal, smallGoal, smallRepository } from './supportGoal';

let goal: SmallGoal | undefined;
afterEach(async () => {
  await goal?.end();
  goal = undefined;
});

const WORDS = 'The answer file is wrong: it should hold 42.';
const CONTRACT = {
  outcome: 'src/answer.txt holds 42.',
  verification: [{ id: 'answer', kind: 'command', run: 'grep -qx 42 src/answer.txt', timeout: '10s' }],
  boundaries: { write: ['src/'] },
};

const called = (name: string, values: object) =>
  ({ items: [{ type: 'tool_call', name, arguments: values as Readonly<Record<string, unknown>> }] }) as const;
const looks = called('read_file', { path: 'src/answer.txt' });
const proposes = (changes: object = {}) => called('propose_contract', { ...CONTRACT, ...changes });

const draftArgs = (root: string, ...more: readonly string[]) => [
  'draft',
  WORDS,
  '--workspace',
  root,
  '--model',
  'gpt-flow',
  ...more,
];

describe('goalpost draft', () => {
  it('only looks, sends a proposal back that does not parse, and writes the one that does', async () => {
    const answers = [looks, proposes({ verification: [{ id: 'answer', kind: 'command', timeout: 10 }] }), proposes()];
    goal = await smallGoal({ instead: (index) => answers[index] });
    const before = goal.listing();
    const out = join(goal.root, 'drafted.md');
    const ended = await goal.run([...draftArgs(goal.repository.root), '--out', out, '--json'], goal.env);
    expect([ended.stderr, ended.code, goal.server.requests.length]).toEqual(['', 0, 3]);
    expect(parseContractFile(readFileSync(out, 'utf8'))).toMatchObject({ ok: true, value: CONTRACT });
    expect(goal.listing()).toEqual(before);
    const bodies = goal.server.requests.map(({ body }) => ResponsesBody.parse(body));
    expect(bodies.map(({ tools }) => tools?.map(({ name }) => name))).toEqual(
      Array(3).fill(['read_file', 'search', 'get_goal', 'propose_contract']),
    );
    expect(JSON.stringify(bodies[0]?.input)).toContain(WORDS);
    expect(JSON.stringify(bodies[2]?.input.at(-1))).toContain('verification[0].run');
    const lines = linesOf(ended.stdout);
    expect(lines.at(-1)).toMatchObject({ type: 'result', status: 'none', reason: 'draft_mode', proposal: CONTRACT });
    expect(lines.filter(({ type }) => type === 'turn.started')).toMatchObject([{ kind: 'draft' }]);
    expect(lines.filter(({ type }) => type === 'usage.charged')).toHaveLength(3);
  });

  it('needs you where the agent only answers, and says before it spends what cannot be', async () => {
    goal = await smallGoal({ instead: () => ({ items: [{ type: 'text', text: 'Which file?' }] }) });
    const root = goal.repository.root;
    const ended = await goal.run(draftArgs(root), goal.env);
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining('No contract was proposed')]);
    const out = join(goal.root, 'mine.md');
    writeFileSync(out, 'mine');
    const over = await goal.run([...draftArgs(root), '--out', out], goal.env);
    const nowhere = await goal.run(['draft', WORDS, '--model', 'gpt-flow'], goal.env);
    const stop = await goal.run(['draft', 'stop', '--workspace', root, '--model', 'gpt-flow'], goal.env);
    expect([over.code, nowhere.code, stop.code, readFileSync(out, 'utf8')]).toEqual([64, 64, 64, 'mine']);
    expect(goal.server.requests).toHaveLength(1);
  });

  it('is stopped by SIGINT: 130, and the model is not asked again', async () => {
    goal = await smallGoal({ instead: () => ({ hang: true }) });
    const run = goal.start([...draftArgs(goal.repository.root), '--json'], goal.env);
    await run.line('request.started');
    run.signal('SIGINT');
    const ended = await run.ended;
    expect([ended.code, ended.stderr]).toEqual([130, '']);
    expect(linesOf(ended.stdout).some(({ type }) => type === 'turn.interrupted')).toBe(true);
    expect(goal.server.requests.length).toBeLessThanOrEqual(1);
  });
});

describe('goalpost draft elsewhere', () => {
  it('works over Chat Completions, without a key', async () => {
    const place = flowPlace();
    const repository = smallRepository(place);
    const server = await startChatServer({ models: ['gpt-flow'], reply: (_, index) => [looks, proposes()][index] ?? looks });
    const args = [...draftArgs(repository.root), '--api', 'chat', '--json'];
    const ended = await place.run(args, { OPENAI_BASE_URL: server.baseUrl });
    await server.close();
    place.dispose();
    expect([ended.stderr, ended.code]).toEqual(['', 0]);
    expect(linesOf(ended.stdout).at(-1)).toMatchObject({ proposal: CONTRACT });
    expect(ChatBody.parse(server.requests[0]?.body).tools?.map((tool) => tool.function.name)).toContain('propose_contract');
  });

  it('shows with the sample and no model what a draft is, and says that it is scripted', async () => {
    const place = flowPlace();
    const out = join(place.root, 'drafted.md');
    const ended = await place.run(['draft', 'Make it fast', '--demo', '--out', out]);
    const text = readFileSync(out, 'utf8');
    place.dispose();
    expect([ended.stderr, ended.code]).toEqual(['', 0]);
    expect(ended.stdout).toContain('scripted agent: no model, no network, no key');
    expect(parseContractFile(text)).toMatchObject({ ok: true, value: { outcome: 'The p95 checkout latency is below 120 ms.' } });
  });
});
