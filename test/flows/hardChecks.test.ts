import { describe, expect, it } from 'vitest';
import { processesWith } from '../rigs/checkRig';
import { answersOf, bodyOf, claim, eventsOf, goalFixture, promptOf, say, shell, typesOf, WRITE_DONE } from './goalFixture';

const BENCH = 'echo "p95_ms=$(cat src/measured.txt)"\n';

const FASTER = {
  outcome: 'p95 is below 120 ms',
  boundaries: { write: ['.'] },
  verification: [
    {
      id: 'p95',
      kind: 'command',
      run: 'bash bench/run.sh',
      metric: { from: 'stdout', pattern: '^p95_ms=(?<value>\\d+)$', target: '< 120', unit: 'ms' },
    },
  ],
  protect: ['bench/'],
};

describe('an agent that edits the benchmark to print a better number', () => {
  it('does not get its goal completed; with the note that came back it does the work, and completes on the honest number', async () => {
    const fixture = await goalFixture({ 'bench/run.sh': BENCH, 'src/measured.txt': '180\n' });
    fixture.answers([shell("echo 'echo p95_ms=90' > bench/run.sh")], [claim()]);
    const held = await fixture.run(FASTER);
    const thread = held.result?.thread ?? '';
    const back = await fixture.goalpost('answer', thread, '--need', 'protected', '--text', 'send back: measure, do not print');
    const stands = fixture.read('bench/run.sh');
    fixture.answers(
      [claim('again')],
      [shell(`git show HEAD:bench/run.sh > bench/run.sh; echo 110 > src/measured.txt`)],
      [claim('honest')],
    );
    const again = await fixture.goalpost('resume', thread);
    await fixture.goalpost('answer', thread, '--need', 'protected', '--text', 'send back: put it back');
    const ended = await fixture.goalpost('resume', thread);

    expect([held.code, held.result?.status]).toEqual([2, 'verifying']);
    expect(eventsOf(held, 'evidence.recorded').map(({ evidence }) => evidence.metric?.value)).toEqual([180]);
    expect([back.code, JSON.parse(back.stdout).status, stands]).toEqual([0, 'active', 'echo p95_ms=90\n']);
    expect(promptOf(bodyOf(fixture, 2))).toContain('sends it back: measure, do not print');
    expect([again.code, typesOf(again, 'gate.held', 'goal.completed')]).toEqual([2, ['gate.held']]);
    expect([ended.code, ended.result?.status, ended.result?.evidence.map(({ metric }) => metric?.value)]).toEqual([
      0,
      'complete',
      [110],
    ]);
  });
});

/** Red until the work is done; then green but for every twentieth time, until that is mended, too. */
const FLAKY = `grep -qx done src/app.txt || exit 1
test -e src/mended && exit 0
mkdir -p build; n=$(($(cat build/n 2>/dev/null || echo 0) + 1)); echo $n > build/n
test $((n % 20)) -ne 0
`;

describe('an agent that makes a flaky test pass 19 times of 20', () => {
  it('does not get its goal completed, and is told which run was red; all of twenty complete it', async () => {
    const fixture = await goalFixture({ 'test/flaky.sh': FLAKY, '.gitignore': 'build/\n' });
    const verification = [{ id: 'stable', kind: 'command', run: 'bash test/flaky.sh', repeat: { times: 20, judge: 'all' } }];
    fixture.answers([shell(WRITE_DONE)], [claim('often')], [shell('touch src/mended')], [claim('always')]);
    const ended = await fixture.run({ outcome: 'the test never fails', verification, protect: ['test/'] });
    const judged = eventsOf(ended, 'evidence.recorded').filter(({ evidence }) => evidence.purpose === 'gate');

    expect(answersOf(ended).often).toMatchObject({ status: 'refused' });
    expect(answersOf(ended).often?.output).toContain('stable: run 20 of 20: exit 1, expected 0');
    expect(judged.map(({ evidence }) => evidence.runs.filter(({ exit }) => exit === 0).length)).toEqual([19, 20]);
    expect(typesOf(ended, 'gate.refused', 'goal.completed')).toEqual(['gate.refused', 'goal.completed']);
    expect(ended.code).toBe(0);
  });
});

describe('a check that prints 200 MB', () => {
  it('passes when it passes, and its output is stored whole', async () => {
    const fixture = await goalFixture();
    const run = 'yes "a line of noise" | head -c 200000000; echo; grep -x done src/app.txt';
    fixture.answers([shell(WRITE_DONE)], [claim()]);
    const ended = await fixture.run({ outcome: 'done', verification: [{ id: 'loud', kind: 'command', run }] });
    const [stored] = ended.result?.evidence ?? [];

    expect([ended.code, stored?.verdict, stored?.runs[0]?.stdout?.bytes]).toEqual([0, { verdict: 'pass' }, 200_000_006]);
    expect(stored?.excerpt.length).toBeLessThan(10_000);
  });
});

describe('a check that forks and hangs', () => {
  it('is killed with its children at its timeout, has failed, and leaves no process', async () => {
    const fixture = await goalFixture();
    const mark = `goalpost-flow-hang-${process.pid}`;
    const children = `(exec -a ${mark} sleep 300) & setsid bash -c 'exec -a ${mark} sleep 300' &`;
    const run = `grep -qx done src/app.txt || exit 1; ${children} exec -a ${mark} sleep 300`;
    fixture.answers([shell(WRITE_DONE)], [claim('claim')], [say('It hangs.')], [say('It hangs still.')]);
    const ended = await fixture.run({ outcome: 'done', verification: [{ id: 'hangs', kind: 'command', run, timeout: '2s' }] });

    expect([ended.code, ended.result?.status]).toEqual([2, 'active']);
    expect(answersOf(ended).claim?.output).toContain('hangs: timed out after 2s');
    expect(processesWith(mark)).toBe(0);
  });
});

describe('a check that a person judges', () => {
  it('completes on a yes that stands in the evidence under a name, and not before', async () => {
    const fixture = await goalFixture();
    const verification = [
      { id: 'says-done', kind: 'command', run: 'grep -qx done src/app.txt' },
      { id: 'reads-well', kind: 'human', ask: 'src/app.txt reads well' },
    ];
    fixture.answers([shell(WRITE_DONE)], [claim()]);
    const asked = await fixture.run({ outcome: 'done', verification });
    const thread = asked.result?.thread ?? '';
    const early = await fixture.goalpost('resume', thread);
    const answered = await fixture.goalpost(
      'answer',
      thread,
      '--need',
      'human:reads-well',
      '--text',
      'pass: plain',
      '--name',
      'Ada',
    );
    const shown = JSON.parse((await fixture.goalpost('show', thread)).stdout);

    expect([asked.code, asked.result?.reason, early.code]).toEqual([2, 'human_check', 2]);
    expect(JSON.parse(answered.stdout)).toMatchObject({ status: 'complete', reason: 'evidence_complete' });
    expect(shown.evidence.find(({ check }: { check: string }) => check === 'reads-well')).toMatchObject({
      looked: { name: 'Ada', note: 'plain' },
      sandbox: 'unused',
    });
  });
});
