import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openBlobStore } from '../../electron/store/blobStore';
import type { BlobRef } from '../../shared/kernel/blobRef';
import type { Question } from '../../shared/thread/question';
import {
  answersOf,
  bodyOf,
  call,
  claim,
  type Ended,
  eventsOf,
  type GoalFixture,
  goalFixture,
  promptOf,
  say,
  shell,
  snapshotOf,
  typesOf,
  WRITE_DONE,
} from './goalFixture';

const CHECK = 'grep -qx done src/app.txt\n';
const FILES = { 'test/check.sh': CHECK, '.gitignore': 'limits.conf\n' };

/** A goal that rests on files which its agent may write. One of them git does not know. */
const GUARDED = {
  outcome: 'src/app.txt says done',
  verification: [{ id: 'says-done', kind: 'command', run: 'bash test/check.sh' }],
  boundaries: { write: ['.'] },
  protect: ['test/', 'limits.conf'],
};

const CHEAT = "echo 'exit 0' > test/check.sh; echo loose > limits.conf; echo noise > src/noise.txt";

async function guardedFixture(): Promise<GoalFixture> {
  const fixture = await goalFixture(FILES);
  fixture.write('limits.conf', 'strict\n');
  return fixture;
}

/** A goal whose agent has made its check pass by rewriting it, up to the question. */
async function cheated(): Promise<{ readonly fixture: GoalFixture; readonly held: Ended; readonly thread: string }> {
  const fixture = await guardedFixture();
  fixture.answers([shell(CHEAT)], [claim('claim')]);
  const held = await fixture.run(GUARDED);
  return { fixture, held, thread: held.result?.thread ?? '' };
}

/** What `goalpost show --json` says is open. */
async function questionsOf(fixture: GoalFixture, thread: string): Promise<readonly Question[]> {
  const shown = await fixture.goalpost('show', thread);
  return (JSON.parse(shown.stdout) as { questions: readonly Question[] }).questions;
}

async function stored(fixture: GoalFixture, ref: BlobRef): Promise<string> {
  const read = await (await openBlobStore(join(fixture.dataDir, 'blobs'))).read(ref);
  if (!read.ok) throw new Error(read.error.message);
  return Buffer.from(read.value).toString('utf8');
}

const CHANGED_LINES = /^[-+](?![-+]).*$/gm;

describe('a goal whose agent rewrites what its checks rest on', () => {
  it('is held, runs no check, and shows the user exactly that change', async () => {
    const { fixture, held, thread } = await cheated();
    const [question] = await questionsOf(fixture, thread);
    if (question?.kind !== 'protected') throw new Error('no question about protected files');
    const diff = await stored(fixture, question.diff);

    expect(held.code).toBe(2);
    expect(held.result).toMatchObject({ status: 'verifying', reason: 'protected_changed' });
    expect(typesOf(held, 'goal.claimed', 'gate.held', 'gate.opened', 'goal.completed')).toEqual(['goal.claimed', 'gate.held']);
    expect(eventsOf(held, 'evidence.recorded').map(({ evidence }) => evidence.purpose)).toEqual(['baseline']);
    expect(answersOf(held).claim?.output).toContain('protected files were changed (limits.conf, test/check.sh)');
    expect(question).toMatchObject({
      id: 'protected',
      paths: ['limits.conf', 'test/check.sh'],
      options: ['accept', 'restore', 'send back: NOTE'],
      excerpt: diff,
    });
    expect(diff.match(CHANGED_LINES)).toEqual(['-strict', '+loose', '-grep -qx done src/app.txt', '+exit 0']);
    expect(fixture.server.requests).toHaveLength(2);
  });

  it('goes nowhere until the user has answered, and completes on the changed check when it is accepted', async () => {
    const { fixture, thread } = await cheated();
    const early = await fixture.goalpost('resume', thread);
    const odd = await fixture.goalpost('answer', thread, '--need', 'protected', '--text', 'perhaps');
    const accepted = await fixture.goalpost('answer', thread, '--need', 'protected', '--text', 'accept');
    const resumed = await fixture.goalpost('resume', thread);

    expect([early.code, odd.code, accepted.code, resumed.code]).toEqual([2, 64, 0, 0]);
    expect(early.stderr).toContain('Answer it first (need "protected")');
    expect(odd.stderr).toContain('"perhaps" is not an answer to "protected". Use one of: accept, restore, send back: NOTE.');
    expect(JSON.parse(accepted.stdout)).toEqual({ type: 'answer', thread, status: 'complete', reason: 'evidence_complete' });
    expect(resumed.result?.status).toBe('complete');
    expect(fixture.read('test/check.sh')).toBe('exit 0\n');
    expect(fixture.server.requests).toHaveLength(2);
  });

  it('gets the files put back when the user restores them, is told, and completes by honest work', async () => {
    const { fixture, thread } = await cheated();
    const restored = await fixture.goalpost('answer', thread, '--need', 'protected', '--text', 'restore');
    const stands = [fixture.read('test/check.sh'), fixture.read('limits.conf'), fixture.read('src/noise.txt')];
    fixture.answers([shell(WRITE_DONE)], [claim()]);
    const resumed = await fixture.goalpost('resume', thread);

    expect(JSON.parse(restored.stdout)).toMatchObject({ status: 'active', reason: 'user_input' });
    expect(stands).toEqual([CHECK, 'strict\n', 'noise\n']);
    expect(promptOf(bodyOf(fixture, 2))).toMatch(/^The user answers:\nThe user did not accept the change to protected files/);
    expect([resumed.code, resumed.result?.status]).toEqual([0, 'complete']);
  });

  it('says which are generated, and gets all back as they were: new, deleted, binary, linked and ignored ones', async () => {
    const fixture = await goalFixture({
      'test/check.sh': CHECK,
      'test/gone.txt': 'gone\n',
      'test/data.bin': '\0one',
      'test/plain.txt': 'plain\n',
      '.gitignore': '*.cache\n',
    });
    fixture.write('test/run.cache', 'old\n');
    const meddle = [
      'rm test/gone.txt test/plain.txt; ln -s check.sh test/plain.txt; echo new > test/new.sh',
      "printf '\\0two' > test/data.bin; echo built > test/run.cache; echo more > test/more.cache",
    ].join('; ');
    const before = snapshotOf(join(fixture.workspace, 'test'));
    fixture.answers([shell(meddle)], [claim()]);
    const held = await fixture.run({ ...GUARDED, protect: ['test/'] });
    const thread = held.result?.thread ?? '';
    const [question] = await questionsOf(fixture, thread);
    const restored = await fixture.goalpost('answer', thread, '--need', 'protected', '--text', 'restore');

    const changed = ['data.bin', 'gone.txt', 'more.cache', 'new.sh', 'plain.txt', 'run.cache'].map((name) => `test/${name}`);
    expect(question).toMatchObject({ kind: 'protected', paths: changed });
    expect(question?.text).toContain('Git ignores test/more.cache, test/run.cache: most likely generated.');
    expect(eventsOf(held, 'goal.activated')[0]?.notes).toEqual([
      'protect: test/ holds files that git ignores (test/run.cache); the gate holds also when these change, so build into another folder',
    ]);
    expect(restored.code).toBe(0);
    expect(snapshotOf(join(fixture.workspace, 'test'))).toEqual(before);
  });

  it('completes at once when it leaves them alone', async () => {
    const fixture = await guardedFixture();
    fixture.answers([shell(WRITE_DONE)], [claim()]);
    const ended = await fixture.run(GUARDED);

    expect([ended.code, ended.result?.status]).toEqual([0, 'complete']);
    expect(eventsOf(ended, 'question.opened')).toEqual([]);
  });
});

describe('a metric file', () => {
  const benchmarked = {
    outcome: 'the benchmark is fast',
    boundaries: { write: ['src/', 'bench.json'] },
    verification: [
      {
        id: 'p95',
        kind: 'command',
        run: 'cat src/measured.json > bench.json || true',
        metric: { from: 'bench.json', pointer: '/p95', target: '< 120' },
      },
    ],
  };

  it('from an earlier start proves nothing; the number that the check itself writes does', async () => {
    const fixture = await goalFixture({ '.gitignore': 'bench.json\n' });
    fixture.write('bench.json', '{"p95": 50}\n');
    const forge = `echo '{"p95": 51}' > bench.json; echo faster > src/app.txt`;
    fixture.answers([shell(forge)], [claim('forged')], [shell(`echo '{"p95": 110}' > src/measured.json`)], [claim('honest')]);
    const ended = await fixture.run(benchmarked, '--accept-baseline');

    expect(typesOf(ended, 'gate.refused', 'goal.completed')).toEqual(['gate.refused', 'goal.completed']);
    expect(answersOf(ended).forged).toMatchObject({ status: 'refused' });
    expect(answersOf(ended).forged?.output).toContain('bench.json');
    expect(eventsOf(ended, 'evidence.recorded').map(({ evidence }) => evidence.metric?.value)).toEqual([
      undefined,
      undefined,
      110,
    ]);
    expect(ended.code).toBe(0);
  });
});

describe('a check that writes', () => {
  const FILES_ROUND = { 'top.txt': 'top\n', 'report.txt': 'old\n', '.gitignore': 'build/\n' };

  it('has new files undone and told, but not ignored ones nor what it says it writes', async () => {
    const fixture = await goalFixture(FILES_ROUND);
    const writes = 'echo new > dropped.txt; mkdir -p build; echo built > build/out; echo new > report.txt';
    const verification = [{ id: 'messy', kind: 'command', run: `${writes}; ${CHECK.trim()}`, writes: ['report.txt'] }];
    fixture.answers([shell(WRITE_DONE)], [call('run_check', { id: 'messy' }, 'check')], [claim()]);
    const ended = await fixture.run({ outcome: 'done', verification });

    expect([ended.code, ended.result?.status]).toEqual([0, 'complete']);
    expect(eventsOf(ended, 'evidence.recorded').map(({ evidence }) => evidence.undone)).toEqual([
      ['dropped.txt'],
      ['dropped.txt'],
    ]);
    expect(answersOf(ended).check?.output).toContain('Put back after the check: dropped.txt');
    expect(fixture.git('status', '--porcelain').split('\n')).toEqual([' M report.txt', ' M src/app.txt', '']);
    expect([fixture.read('report.txt'), fixture.read('build/out')]).toEqual(['new\n', 'built\n']);
  });

  it('proves nothing when it changes a tracked file, which is put back', async () => {
    const fixture = await goalFixture(FILES_ROUND);
    const verification = [{ id: 'moving', kind: 'command', run: `${CHECK.trim()} && echo junk >> top.txt` }];
    fixture.answers([shell(WRITE_DONE)], [claim('claim')], [say('It moves the tree.')], [say('There is no other way.')]);
    const ended = await fixture.run({ outcome: 'done', verification });
    const [, judged] = eventsOf(ended, 'evidence.recorded').map(({ evidence }) => evidence);

    expect([ended.code, ended.result?.status]).toEqual([2, 'active']);
    expect(judged).toMatchObject({ verdict: { verdict: 'void', reason: 'tree_moved' }, undone: ['top.txt'] });
    expect(eventsOf(ended, 'gate.refused').map(({ reasons }) => reasons.map(({ code, check }) => [code, check]))).toEqual([
      [['void', 'moving']],
    ]);
    expect(answersOf(ended).claim?.output).toMatch(
      /moving.*top\.txt changed during the check, put back.*add the path to its writes/,
    );
    expect(fixture.read('top.txt')).toBe('top\n');
  });
});

describe('evidence', () => {
  it('of the agent’s own check answers its claim on the same tree, and is taken anew when a command has run since', async () => {
    const fixture = await goalFixture();
    const verification = [{ id: 'says-done', kind: 'command', run: CHECK.trim() }];
    const constraints = [{ text: 'no bad file', check: { id: 'no-bad', kind: 'command', run: 'test ! -e src/bad.txt' } }];
    fixture.answers(
      [shell(WRITE_DONE), call('run_check', { id: 'says-done' })],
      [shell('touch src/bad.txt'), claim('red')],
      [shell('rm src/bad.txt'), call('run_check', { id: 'says-done' }), claim('green')],
    );
    const ended = await fixture.run({ outcome: 'done', verification, constraints });
    const recorded = eventsOf(ended, 'evidence.recorded').map(
      ({ evidence }) => `${evidence.purpose} ${evidence.check} ${evidence.verdict.verdict}`,
    );

    expect(recorded).toEqual([
      'baseline no-bad pass',
      'baseline says-done fail',
      'agent says-done pass',
      'gate no-bad fail',
      'agent says-done pass',
      'gate no-bad pass',
    ]);
    expect(answersOf(ended).red?.output).toContain('Not run after the first failure: says-done.');
    expect(ended.result?.evidence.map(({ check, verdict }) => `${check} ${verdict.verdict}`).sort()).toEqual([
      'no-bad pass',
      'says-done pass',
    ]);
    expect(ended.code).toBe(0);
  });
});
