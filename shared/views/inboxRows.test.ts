import { describe, expect, it } from 'vitest';
import { call, claim, SimulatedThread, say, testContract } from '../../test/fakes/simulatedThread';
import type { Verdict } from '../evidence/record';
import type { Contract } from '../goal/contract';
import { inboxRows } from './inboxRows';

const PASS: Verdict = { verdict: 'pass' };
const red = (message: string): Verdict => ({ verdict: 'fail', reason: 'exit', message });

const rowsOf = (thread: SimulatedThread) => inboxRows(thread.now, thread.events);

/** A thread whose model claims at once, on a tree of its own. */
function claimed(changes: Partial<Contract>, world: ConstructorParameters<typeof SimulatedThread>[0] = {}) {
  const thread = new SimulatedThread(world).activate(testContract(changes));
  thread.world.tree = 'tree1';
  thread.world.verdict = () => PASS;
  thread.world.replies.push({ items: [claim('p95 is 104 ms')] });
  return thread;
}

describe('the inbox', () => {
  it('has no row for a thread that goes on by itself', () => {
    expect(rowsOf(new SimulatedThread().activate())).toEqual([]);
  });

  it('asks about the flags of a baseline', () => {
    const thread = new SimulatedThread({ verdict: (check) => (check === 'bench' ? PASS : red('exit 1')) });
    thread.activate(testContract({ budget: { turns: 5 } }), false);
    expect(rowsOf(thread)).toEqual([
      {
        key: 'th:baseline',
        thread: 'th',
        title: 'p95 below 120 ms',
        workspace: 'w',
        apart: false,
        waived: false,
        status: 'draft',
        reason: 'baseline_flagged',
        waitsFor: 'person',
        since: thread.at,
        turn: 0,
        spent: 'Spent 0 of 5 turns',
        lead: 'The baseline has 2 flags.',
        ask: {
          kind: 'baseline',
          question: 'baseline',
          flags: [
            { check: 'tests', flag: 'already_red', message: 'tests is red before the work: exit 1' },
            { check: 'bench', flag: 'vacuous', message: 'bench passes already: it cannot prove that the work was done' },
          ],
          notes: [],
        },
      },
    ]);
  });

  it('shows the change to a protected file', () => {
    const thread = claimed({ protect: ['test/'] }, { protectedFiles: { 'test/a.js': 'h0' } });
    thread.world.protectedFiles = { 'test/a.js': 'h1' };
    expect(rowsOf(thread.run()).map(({ lead, ask }) => [lead, ask])).toEqual([
      [
        'The agent changed a protected file.',
        {
          kind: 'protected',
          question: 'protected',
          paths: ['test/a.js'],
          diff: { sha256: '0'.repeat(64), bytes: 1 },
          excerpt: '-a\n+b',
        },
      ],
    ]);
  });

  it('asks for acceptance with the claim and what the evidence shows', () => {
    expect(rowsOf(claimed({ accept: 'user' }).run()).map(({ lead, ask }) => [lead, ask])).toEqual([
      [
        'Every check passes at c2.',
        {
          kind: 'acceptance',
          question: 'acceptance',
          summary: 'p95 is 104 ms',
          checks: ['tests passes', 'bench passes'],
          evidence: ['bench', 'tests'].map((id) => ({
            id,
            last: 'exit 0',
            target: 'exit 0',
            unit: '',
            mark: { shape: 'pass', word: 'Passes' },
            facts: 'fresh at c2',
          })),
        },
      ],
    ]);
  });

  it('gathers all needs of a dossier in one row, with the answers that were given so far', () => {
    const needs = [
      { id: 'key', kind: 'text', question: 'Which key?' },
      { id: 'days', kind: 'choice', question: 'How long is a month?', options: ['30', 'calendar'] },
    ] as const;
    const dossier = { attempts: ['stub'], evidence: ['e1'], blocker: 'no test account', needs: [...needs] };
    const thread = new SimulatedThread().activate();
    thread.world.replies.push({ items: [call('update_goal', { status: 'blocked', summary: '', dossier })] });
    thread.run();
    expect(rowsOf(thread).map(({ key, lead, ask }) => [key, lead, ask])).toEqual([
      [
        'th:blocked',
        'No test account.',
        { kind: 'blocked', dossier, cited: ['e1 tests exit 0'], needs: needs.map((need) => ({ need, answer: null })) },
      ],
    ]);
    thread.submit({ type: 'question.answer', question: 'key', answer: 'k' });
    const half = [
      { need: needs[0], answer: 'k' },
      { need: needs[1], answer: null },
    ];
    expect(rowsOf(thread).map(({ ask }) => ask)).toEqual([{ kind: 'blocked', dossier, cited: ['e1 tests exit 0'], needs: half }]);
  });

  it('suggests by how much to extend the limit that ran out', () => {
    const thread = new SimulatedThread().activate(testContract({ budget: { tokens: 1_000 } }));
    const tokens = { input: 1_200, cached: 0, output: 34 };
    thread.world.replies.push({ items: [call('shell', { command: 'x' })], tokens }, { items: [say('over')], tokens });
    expect(rowsOf(thread.run()).map(({ status, lead, ask }) => [status, lead, ask])).toEqual([
      [
        'budget_limited',
        'The token budget is used up: 2,468 of 1,000 tokens.',
        {
          kind: 'budget',
          extension: { limit: 'tokens', used: 2_468, max: 1_000, suggested: 7_500, perTurn: 2_468, budget: { tokens: 1_000 } },
          words: null,
        },
      ],
    ]);
  });

  it('only resumes where the limit was raised already', () => {
    const thread = new SimulatedThread().activate(testContract({ budget: { tokens: 1_000 } }));
    const tokens = { input: 1_200, cached: 0, output: 34 };
    thread.world.replies.push({ items: [say('over')], tokens }, { items: [say('wrapped up')], tokens });
    thread.run();
    thread.submit({ type: 'budget.change', by: 'user', budget: { tokens: 9_000 } });
    expect(rowsOf(thread).map(({ ask }) => ask.kind === 'budget' && ask.extension.suggested)).toEqual([0]);
  });

  it('tells what the provider said of its quota', () => {
    const thread = new SimulatedThread().activate();
    thread.world.replies.push({ error: { kind: 'quota', message: 'Quota is used up.', resetAt: 5_000 } });
    expect(rowsOf(thread.run()).map(({ ask }) => ask)).toEqual([{ kind: 'usage', message: 'Quota is used up.', resetAt: 5_000 }]);
  });
});
