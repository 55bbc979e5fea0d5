import { afterEach, describe, expect, it } from 'vitest';
import { type InputItem, messageText, ResponsesBody } from '../fakes/requestRules';
import type { ReplyItem } from '../fakes/responseEvents';
import type { RecordedRequest, Reply } from '../fakes/responsesServer';
import { type Line, linesOf, until } from './support';
import { type SmallGoal, type SmallGoalOptions, smallGoal } from './supportGoal';
import { loggedLines } from './supportLog';

let goal: SmallGoal;
afterEach(() => goal.end());

/** As small as is allowed, so that it fills often. */
const CONTEXT = 8_000;
const TOLD = ['--context-tokens', String(CONTEXT)];

const bodyOf = (request: RecordedRequest | undefined) => ResponsesBody.parse(request?.body);
const asksSummary = (request: RecordedRequest) => (bodyOf(request).tools ?? []).length === 0;

const textOf = (item: InputItem | undefined) => (item?.type === 'message' ? messageText(item) : '');

const call = (name: string, args: Record<string, unknown>): ReplyItem => ({ type: 'tool_call', name, arguments: args });
const THOUGHT: ReplyItem = { type: 'reasoning', summary: [], encrypted: 'thought '.repeat(10) };
const WRITE = [call('shell', { command: 'echo 42 > src/answer.txt' })];
const CLAIM = [call('update_goal', { status: 'complete', summary: 'The file holds the answer.' })];
const LOOK = [THOUGHT, call('shell', { command: 'seq -s " " 1 900' })];

/** The agent's answers in order, summaries aside; a step may be a whole reply. */
function playing(
  steps: readonly (readonly ReplyItem[] | Reply)[],
  summary: (count: number) => Reply,
): NonNullable<SmallGoalOptions['instead']> {
  let step = 0;
  let summaries = 0;
  return (_index, request) => {
    if (asksSummary(request)) return summary(++summaries);
    const next = steps[step++];
    return next === undefined || !Array.isArray(next) ? (next as Reply | undefined) : { items: next };
  };
}

const summarised = (count: number): Reply => ({ items: [{ type: 'text', text: `Summary ${count}: the numbers were counted.` }] });

const of = (lines: readonly Line[], type: string) => lines.filter((line) => line.type === type);

describe('a goal of hundreds of turns in a small context', () => {
  const TURNS = 200;
  const turn = (n: number): readonly (readonly ReplyItem[])[] => [
    [
      THOUGHT,
      call('record_iteration', { changed: `try ${n} ${'x'.repeat(900)}`, evidence: 'still wrong', next: `try ${n + 1}` }),
      call('read_file', { path: 'src/answer.txt' }),
    ],
    [{ type: 'text', text: `Turn ${n} is over. ${'It went as the one before. '.repeat(20)}` }],
  ];

  it('keeps going and completes: nothing that is sent is too long, torn or without the contract, and all of it is charged', async () => {
    const steps = [...Array.from({ length: TURNS }, (_, n) => turn(n + 1)).flat(), WRITE, CLAIM];
    goal = await smallGoal({ contextTokens: CONTEXT, instead: playing(steps, summarised) });
    const ended = await goal.run([...goal.runArgs, ...TOLD], goal.env);
    const lines = linesOf(ended.stdout);
    const { requests } = goal.server;
    const compacted = of(lines, 'context.compacted') as unknown as readonly { before: number; after: number }[];

    expect([ended.code, ended.stderr]).toEqual([0, '']);
    expect(of(lines, 'turn.started').length).toBeGreaterThan(TURNS);
    expect(requests.map((request) => request.refused).filter((refused) => refused !== undefined)).toEqual([]);
    expect(compacted.length).toBeGreaterThan(10);
    expect(requests.filter(asksSummary)).toHaveLength(compacted.length);
    for (const { before, after } of compacted) {
      expect(before).toBeGreaterThanOrEqual(CONTEXT * 0.8);
      expect(after).toBeLessThan(CONTEXT * 0.65);
    }
    let count = 0;
    for (const [index, request] of requests.entries()) {
      if (!asksSummary(request)) continue;
      const opening = textOf(bodyOf(requests[index + 1]).input[0]);
      expect(opening).toContain('| src/answer.txt holds 42.');
      expect(opening).toContain(`| Summary ${++count}: the numbers were counted.`);
      expect(opening).toMatch(/\n- \d+: 0 files changed, 2 tools; changed “try \d+ x+ \[…\]”, evidence “still wrong”/);
    }
    const charged = of(lines, 'usage.charged') as unknown as readonly { request: string; tokens: { input: number } }[];
    expect(charged).toHaveLength(requests.length);
    expect(new Set(charged.map((charge) => charge.request)).size).toBe(requests.length);
    const { usage } = lines.at(-1) as unknown as { usage: { requests: number; input: number } };
    expect(usage).toMatchObject({
      requests: requests.length,
      input: charged.reduce((sum, { tokens }) => sum + tokens.input, 0),
    });
  }, 180_000);
});

describe('a server whose model takes less than was said', () => {
  it('is believed: what it refused is compacted, the last step kept as it was, and the goal completes', async () => {
    const steps = [LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, WRITE, CLAIM];
    goal = await smallGoal({ contextTokens: 10_700, instead: playing(steps, summarised) });
    const ended = await goal.run(goal.runArgs, goal.env);
    const lines = linesOf(ended.stdout);
    const refused = goal.server.requests.filter((request) => request.refused !== undefined);

    expect([ended.code, of(lines, 'turn.started').length]).toEqual([0, 1]);
    expect(refused).toHaveLength(1);
    expect(of(lines, 'request.failed')).toMatchObject([{ error: { kind: 'context_full' }, retryAt: expect.any(Number) }]);
    expect(of(lines, 'context.compacted').length).toBeGreaterThanOrEqual(1);
    const next = bodyOf(goal.server.requests[goal.server.requests.findIndex(asksSummary) + 1]).input;
    expect(next.map((item) => item.type)).toEqual(['message', 'reasoning', 'function_call', 'function_call_output']);
  });

  it('and takes less than the contract needs, blocks the goal with what to do, and goes on when it is told better', async () => {
    const full = { status: 400, body: { error: { message: 'too long', code: 'context_length_exceeded' } } };
    goal = await smallGoal({ instead: playing([full, WRITE, CLAIM], summarised) });
    const ended = await goal.run(goal.runArgs, goal.env);
    const thread = linesOf(ended.stdout).at(-1)?.thread ?? '';
    const small = await goal.run(['resume', thread, '--context-tokens', '100'], goal.env);
    const resumed = await goal.run(['resume', thread, '--context-tokens', '64000', '--json'], goal.env);

    expect(ended.code).toBe(5);
    expect(ended.stderr).toContain('resume the thread with --context-tokens N');
    expect(linesOf(ended.stdout).at(-1)).toMatchObject({ status: 'blocked', reason: 'provider_context_full' });
    expect(goal.server.requests.filter(asksSummary)).toEqual([]);
    expect(small.stderr).toContain('fewer than 8,000 tokens leaves no room');
    expect([resumed.code, linesOf(resumed.stdout).at(-1)?.status]).toEqual([0, 'complete']);
  });
});

describe('a summary', () => {
  it('that was cut by kill -9 is paid for and asked for again; one that fails loses nothing', async () => {
    const steps = [LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, WRITE, CLAIM];
    const answers: readonly Reply[] = [{ hang: true }, { status: 500, body: 'busy' }];
    goal = await smallGoal({
      contextTokens: CONTEXT,
      instead: playing(steps, (count) => answers[count - 1] ?? summarised(count)),
    });
    const first = goal.start([...goal.runArgs, ...TOLD], goal.env);
    const asked = await first.line('request.started', (line) => line.purpose === 'compaction');
    await until(() => goal.server.requests.some(asksSummary));
    first.signal('SIGKILL');
    await first.ended;
    const resumed = await goal.run(['resume', asked.thread, '--json'], goal.env);
    const lines = loggedLines(goal, asked.thread);

    expect([resumed.code, linesOf(resumed.stdout).at(-1)?.status]).toEqual([0, 'complete']);
    expect(of(lines, 'usage.charged').filter((line) => line.request === asked.request)).toMatchObject([
      { estimated: true, tokens: { input: asked.inputEstimate, output: 0 } },
    ]);
    const [, failed] = of(lines, 'request.started').filter((line) => line.purpose === 'compaction');
    expect(of(lines, 'request.failed')).toMatchObject([{ request: failed?.request, error: { kind: 'server' } }]);
    const outputs = (request: RecordedRequest | undefined) => textOf(bodyOf(request).input[0]).match(/^\[result\]$/gm)?.length;
    const summaries = goal.server.requests.filter(asksSummary);
    expect(summaries.length).toBeGreaterThanOrEqual(3);
    expect(outputs(summaries[2])).toBe(outputs(summaries[0]));
  });
});
