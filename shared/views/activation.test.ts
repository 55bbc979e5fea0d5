import { describe, expect, it } from 'vitest';
import { SimulatedThread, testContract } from '../../test/fakes/simulatedThread';
import { activationRows, activationStep, baselineRows, baselineSentence, budgetWords } from './activation';

const contract = testContract({
  boundaries: { write: ['src/', 'a/', 'b/', 'c/'], hide: ['.env'], hosts: [], sockets: true },
  budget: { tokens: 300_000, usd: 2, minutes: 45, turns: 1 },
  accept: 'user',
});

function drafted(): SimulatedThread {
  const thread = new SimulatedThread();
  thread.submit({
    type: 'thread.open',
    workspace: { root: '/w', gitDir: '/w/.git', commonDir: '/w/.git' },
    model: { api: 'scripted', script: 's' },
  });
  thread.submit({ type: 'goal.draft', by: 'user', contract });
  return thread;
}

const METRIC = { from: 'bench.json', pointer: '/p95', target: '< 120' };

describe('the activation review', () => {
  it('says what the contract will mean, in names and figures', () => {
    const rows = activationRows(contract, 'gpt-5-codex', { mode: 'enforced' });
    expect(rows.map(({ term, names, words }) => [term, names.join(' '), words])).toEqual([
      ['May write', 'src/ a/ b/ c/', ''],
      ['Protected', '', 'nothing'],
      ['Cannot read', '.env', 'home secrets'],
      ['Hosts', '', 'none; Unix sockets allowed'],
      ['Tools', '', 'all'],
      ['Sandbox', '', ''],
      ['Model', 'gpt-5-codex', ''],
      ['May spend', '', '300,000 tokens, $2.00, 45 min active, 1 turn'],
      ['Accept', '', 'by you, after the gate opens'],
      ['At a quota', '', 'goes on by itself when it is renewed'],
    ]);
    expect(rows.find(({ term }) => term === 'Sandbox')?.mark).toEqual({ shape: 'pass', word: 'Enforced' });
  });

  it('names what the checks write, and every model that is asked to review', () => {
    const review = { id: 'judged', kind: 'review' as const, rubric: ['it is small'] };
    const bench = { id: 'bench', kind: 'command', run: 'make bench', writes: ['out/'], metric: METRIC };
    const asked = testContract({ verification: [bench, review, { ...review, id: 'strict', model: 'gpt-strict' }] } as never);
    const rows = activationRows(asked, 'gpt-5', { mode: 'enforced' });
    const names = (term: string) => rows.find((row) => row.term === term)?.names;
    expect([names('Checks write'), names('Reviewer')]).toEqual([
      ['out/', 'bench.json'],
      ['gpt-5', 'gpt-strict'],
    ]);
  });

  it('says what is missing: sandbox, model, limits', () => {
    const rows = activationRows(testContract(), '', { mode: 'missing', message: 'Install bubblewrap.' });
    expect(rows.find(({ term }) => term === 'Sandbox')).toMatchObject({
      words: 'Install bubblewrap.',
      mark: { shape: 'failed', word: 'Missing' },
    });
    expect(rows.find(({ term }) => term === 'Model')?.words).toBe('none set');
    expect(budgetWords({})).toBe('without a limit');
  });
});

describe('the baseline', () => {
  it('shows nothing before it is taken, and what runs while it is', () => {
    const thread = drafted();
    expect([activationStep(thread.now), baselineRows(thread.now)]).toEqual([{ kind: 'draft' }, []]);
    thread.submit({ type: 'goal.activate', by: 'user', acceptBaseline: false });
    expect(activationStep(thread.now)).toEqual({ kind: 'taking', done: 0, of: 2, running: null });
    thread.step();
    thread.submit({ type: 'check.start', verification: 'v1', check: 'tests', evidence: 'e1' });
    const step = activationStep(thread.now);
    expect(step).toEqual({ kind: 'taking', done: 0, of: 2, running: 'tests' });
    expect(baselineRows(thread.now).map(({ check, figure, running }) => [check, figure, running])).toEqual([
      ['bench', 'waits', false],
      ['tests', 'running', true],
    ]);
    expect(baselineSentence(step, [], 12_000)).toBe('Runs tests, 0 of 2 done, 0:12.');
  });

  it('shows its flags while they are asked about, and after they were accepted', () => {
    const thread = drafted();
    thread.world.verdict = (check) =>
      check === 'bench' ? { verdict: 'pass' } : { verdict: 'fail', reason: 'exit', message: 'exit 1, expected 0' };
    thread.submit({ type: 'goal.activate', by: 'user', acceptBaseline: false });
    thread.run();
    const step = activationStep(thread.now);
    expect(step.kind).toBe('flagged');
    expect(baselineRows(thread.now).map(({ check, words, flag }) => [check, words, flag?.flag])).toEqual([
      ['bench', 'passes already', 'vacuous'],
      ['tests', 'already red', 'already_red'],
    ]);
    thread.submit({ type: 'question.answer', question: 'baseline', answer: 'accept' });
    expect(activationStep(thread.now)).toEqual({ kind: 'live' });
    const rows = baselineRows(thread.now);
    expect(rows.map((row) => row.flag?.flag)).toEqual(['vacuous', 'already_red']);
    expect(baselineSentence(activationStep(thread.now), rows, 0)).toBe('Accepted as it is by you.');
  });

  it('stays with the goal when the contract is edited, and not with another draft', () => {
    const thread = new SimulatedThread().activate(contract);
    thread.submit({ type: 'goal.edit', by: 'user', contract: { ...contract, iteration: 'One hypothesis.' } });
    expect(baselineRows(thread.now).map((row) => row.figure)).toEqual(['fails', 'exit 0']);
    thread.submit({ type: 'goal.clear', by: 'user', reason: 'cleared' });
    expect(activationStep(thread.now)).toEqual({ kind: 'over', status: 'cleared' });
    thread.submit({ type: 'goal.draft', by: 'user', contract });
    expect(baselineRows(thread.now)).toEqual([]);
  });
});
