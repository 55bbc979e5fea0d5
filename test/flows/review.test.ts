import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chatReplyFromScript } from '../fakes/chatReplyFromScript';
import { startChatServer } from '../fakes/chatServer';
import type { ResponsesBody } from '../fakes/requestRules';
import type { ReplyItem } from '../fakes/responseEvents';
import { bodyOf, claim, eventsOf, goalFixture, promptOf, shell, typesOf, WRITE_DONE } from './goalFixture';
import { linesOf } from './support';
import { CHECK, contractFile, type SmallGoal, shellStep, smallGoal } from './supportGoal';

// An independent reviewer over the real program: the same port, sandbox, git and store as every other request.

const RUBRIC = ['only src/app.txt is changed', 'the file says what the outcome asks for'];
const CONTRACT = {
  outcome: 'src/app.txt says done',
  verification: [
    { id: 'says-done', kind: 'command', run: 'grep -qx done src/app.txt' },
    { id: 'judged', kind: 'review', rubric: RUBRIC, model: 'gpt-strict' },
  ],
};

/** A review as a model reports it, every criterion answered alike. */
function reports(answer: string, cited: (prompt: string) => readonly string[]): (body: ResponsesBody) => readonly ReplyItem[] {
  return (body) => {
    const evidence = cited(promptOf(body));
    return reviewItems(answer, RUBRIC, evidence);
  };
}

function reviewItems(answer: string, rubric: readonly string[], evidence: readonly string[]): readonly ReplyItem[] {
  const criteria = rubric.map((_, index) => ({ n: index + 1, answer, evidence, why: 'as the diff shows' }));
  return [{ type: 'tool_call', name: 'report_review', arguments: { criteria } }];
}

const isReview = (body: unknown) => JSON.stringify(body).includes('You are an independent reviewer');

const diffIn = (prompt: string) => [/cited as (c\d+):/.exec(prompt)?.[1] ?? ''];

describe('a goal with a review', () => {
  it('is completed when a reviewer, who never saw the conversation, finds every criterion met by what it cites', async () => {
    const fixture = await goalFixture();
    fixture.answers(
      [shell(WRITE_DONE)],
      [claim('believe-me')],
      reports('met', () => []),
      [shell('true # look again')],
      [claim('second')],
    );
    fixture.answers(reports('met', diffIn));
    const ended = await fixture.run(CONTRACT);

    expect([ended.code, ended.result?.status]).toEqual([0, 'complete']);
    expect(typesOf(ended, 'review.asked', 'gate.refused', 'gate.opened', 'goal.completed')).toEqual([
      'review.asked',
      'gate.refused',
      'review.asked',
      'gate.opened',
      'goal.completed',
    ]);
    expect(eventsOf(ended, 'gate.refused')[0]?.reasons[0]?.message).toContain('cites nothing');
    const [first, second] = [bodyOf(fixture, 2), bodyOf(fixture, -1)];
    expect([first.model, second.model]).toEqual(['gpt-strict', 'gpt-strict']);
    expect(promptOf(first)).toContain('| +done');
    for (const body of [first, second]) expect(JSON.stringify(body)).not.toMatch(/believe-me|look again/);
    const reviews = eventsOf(ended, 'usage.charged').filter(({ purpose }) => purpose === 'review');
    expect(reviews).toHaveLength(2);
    expect(ended.result?.usage.requests).toBe(fixture.server.requests.length);
    expect(ended.result?.evidence.find(({ check }) => check === 'judged')?.review).toMatchObject({
      model: 'gpt-strict',
      criteria: RUBRIC.map((criterion) => ({ criterion, answer: 'met', evidence: [expect.stringMatching(/^c\d+$/)] })),
    });
    const shown = await fixture.goalpost('show', ended.result?.thread ?? '');
    expect(shown.stdout).toContain('only src/app.txt is changed');
  });

  it('killed while the reviewer is asked, charges it once and goes on after a restart', async () => {
    let kill: (() => void) | undefined;
    const answer = ['met', RUBRIC] as const;
    const small = await smallGoal({
      instead: (_, { body }) => {
        if (!isReview(body)) return undefined;
        // Asked, and on record as such: now the app dies. The second reviewer answers.
        const dies = kill;
        kill = undefined;
        dies?.();
        return dies ? { hang: true } : { items: reviewItems(...answer, diffIn(JSON.stringify(body))) };
      },
    });
    const judged = { id: 'judged', kind: 'review', rubric: RUBRIC };
    const file = contractFile(small, CHECK, { verification: [{ id: 'answer', kind: 'command', run: CHECK }, judged] });
    const run = small.start(['run', file, ...small.runArgs.slice(2)], small.env);
    kill = () => run.signal('SIGKILL');
    const killed = linesOf((await run.ended).stdout);
    const resumed = await small.run(['resume', killed[0]?.thread ?? '', '--json'], small.env);
    await small.end();

    expect([killed.at(-1)?.type, resumed.code]).toEqual(['review.asked', 0]);
    const charges = [...killed, ...linesOf(resumed.stdout)].filter((line) => line.purpose === 'review');
    expect(charges.map(({ type, request, estimated }) => [type, request, estimated])).toEqual([
      ['usage.charged', killed.at(-1)?.request, true],
      ['usage.charged', expect.stringMatching(/^e\d+a1$/), false],
    ]);
  });
});

describe('over Chat Completions', () => {
  it('a reviewer may answer with JSON in its words, and its server’s troubles are sat out', async () => {
    const script = {
      name: 'chat',
      label: 'chat',
      steps: [
        shellStep('write', 'echo 42 > src/answer.txt'),
        { id: 'claim', say: 'Done.', calls: [{ name: 'update_goal', arguments: { status: 'complete', summary: 'done' } }] },
      ],
    };
    const small: SmallGoal = await smallGoal();
    const play = chatReplyFromScript(script);
    let asked = 0;
    const server = await startChatServer({
      models: ['qwen'],
      reply: (request) => {
        const text = JSON.stringify(request.body);
        if (!isReview(request.body)) return play(request);
        asked += 1;
        if (asked === 1) return { status: 503, body: { error: { message: 'loading' } } };
        const answer = {
          criteria: [{ n: 1, answer: 'met', evidence: [/cited as (c\d+):/.exec(text)?.[1]], why: 'it is there' }],
        };
        return { items: [{ type: 'text', text: `My review:\n${JSON.stringify(answer)}` }] };
      },
    });
    const contract = {
      goalpost: 1,
      outcome: 'src/answer.txt holds 42.',
      verification: [{ id: 'judged', kind: 'review', rubric: ['the answer is 42'] }],
      boundaries: { write: ['src/'] },
    };
    const file = join(small.root, 'judged.md');
    writeFileSync(file, `---\n${JSON.stringify(contract)}\n---\n`);
    const args = ['run', file, '--workspace', small.repository.root, '--model', 'qwen', '--api', 'chat', '--json'];
    const ended = await small.run(args, { OPENAI_BASE_URL: server.baseUrl });
    await server.close();
    await small.end();

    expect({ ...ended, stdout: '' }).toMatchObject({ code: 0, stderr: '' });
    const lines = linesOf(ended.stdout);
    const types = lines.map(({ type }) => type).filter((type) => /^(review\.|gate\.|goal\.completed)/.test(type));
    expect(types).toEqual(['review.asked', 'review.failed', 'review.asked', 'gate.opened', 'goal.completed']);
  });
});
