import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSample } from '../../electron/sample/writeSample';
import type { Evidence } from '../../shared/evidence/record';
import { type Ended, type FlowPlace, flowPlace, type Line, linesOf, processesOf } from './support';
import { loggedLines } from './supportLog';

// One demo of the sample, looked at from all sides: it takes about twenty seconds.
const DEMO_MS = 120_000;

let place: FlowPlace;
let ended: Ended;
let lines: readonly Line[];
let workspace: string;

beforeAll(async () => {
  place = flowPlace();
  ended = await place.run(['demo', '--json']);
  lines = linesOf(ended.stdout);
  workspace = (lines[0] as Line & { readonly workspace: { readonly root: string } }).workspace.root;
}, DEMO_MS);
afterAll(() => place.dispose());

const of = (type: string) => lines.filter((line) => line.type === type);
const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: workspace, encoding: 'utf8' });

describe('goalpost demo --json', () => {
  it('exits 0 and says nothing but its events and the result', () => {
    expect({ ...ended, stdout: '' }).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
    const events = lines.slice(0, -1);
    expect(events.map((line) => line.seq)).toEqual(events.map((_, index) => index + 1));
    expect(lines.at(-1)).toMatchObject({ type: 'result', status: 'complete', reason: 'evidence_complete' });
    expect(new Set(lines.map((line) => line.thread)).size).toBe(1);
  });

  it('has every line in the log, and nothing else', () => {
    expect(loggedLines(place, threadOf(lines))).toEqual(lines.slice(0, -1));
  });

  it('is refused for the metric, then for the broken constraint, and completes after that', () => {
    const turning = lines.filter((line) => /^(goal\.(claimed|completed)|gate\.)/.test(line.type));
    expect(turning.map((line) => line.type)).toEqual([
      ...['goal.claimed', 'gate.refused', 'goal.claimed', 'gate.refused'],
      ...['goal.claimed', 'gate.opened', 'goal.completed'],
    ]);
    const missed = expect.stringMatching(/^p95: median of 5 runs \d{3}(\.\d+)? ms, target < 120 ms$/);
    expect(of('gate.refused').map((line) => line.reasons)).toEqual([
      [expect.objectContaining({ code: 'failed', check: 'p95', role: 'verification', message: missed })],
      [expect.objectContaining({ code: 'failed', check: 'correctness', role: 'constraint' })],
    ]);
  });

  it('gives the model the failing check and its output as the answer to the claim', () => {
    const answers = of('tool.finished').filter((line) => line.name === 'update_goal');
    expect(answers.map((line) => line.status)).toEqual(['refused', 'refused', 'ok']);
    expect(answers[0]?.output).toMatch(/^The claim is refused: [\s\S]*target < 120 ms[\s\S]*^ {4}p95_ms=\d{3}/m);
    expect(answers[1]?.output).toMatch(/a constraint that must stay green[\s\S]*out of stock/);
  });

  it('measured about 180 ms at first and ends below 120 ms, on the tree that the gate looked at', () => {
    const p95 = evidence().filter((record) => record.check === 'p95');
    const [baseline, final] = [p95[0], p95.at(-1)];
    expect(baseline).toMatchObject({ purpose: 'baseline', verdict: { verdict: 'fail' } });
    expect(baseline?.metric?.value).toBeGreaterThan(150);
    expect(final).toMatchObject({ purpose: 'gate', verdict: { verdict: 'pass' }, sandbox: 'enforced' });
    expect(final?.metric?.value).toBeLessThan(120);
    expect(final?.tree).toBe(evidence().findLast((record) => record.check === 'correctness')?.tree);
  });

  it('stored the output of each of the final benchmark’s runs, with the measured line in it', () => {
    const runs = resultEvidence('p95').runs;
    expect(runs).toHaveLength(5);
    for (const run of runs) {
      expect(stored(run.stdout?.sha256)).toContain(`p95_ms=${run.value}\n`);
    }
  });

  it('cites in its result the evidence that completed the goal, and what was spent', () => {
    const cited = of('goal.completed')[0]?.evidence;
    const result = lines.at(-1) as Line & { evidence: Evidence[]; usage: object };
    expect(result.evidence.map((record) => record.id).sort()).toEqual([...(cited as string[])].sort());
    expect(result.usage).toMatchObject({ charged: 0, usd: 0, turns: 3, requests: of('usage.charged').length });
  });

  it('leaves HEAD, the index, branches, tags and the stash as they were before the goal', async () => {
    const fresh = await writeSample({ from: join(import.meta.dirname, '../../sample/checkout'), to: join(place.root, 'fresh') });
    if (!fresh.ok) throw new Error(fresh.error.message);
    const head = git('-C', fresh.value.workspace, 'rev-parse', 'HEAD');
    const refs = git('for-each-ref', '--format=%(refname) %(objectname)').split('\n');
    expect(refs.filter((ref) => !ref.startsWith('refs/goalpost/'))).toEqual([`refs/heads/main ${head.trim()}`, '']);
    expect(git('symbolic-ref', 'HEAD')).toBe('refs/heads/main\n');
    expect(git('diff-index', '--cached', 'HEAD')).toBe('');
    expect(git('stash', 'list')).toBe('');
    // Nothing of git's own but objects and our refs was written at all since the thread began: its index byte for byte, for one.
    const began = lines[0]?.at ?? 0;
    expect(gitFiles().filter((path) => statSync(join(workspace, '.git', path)).ctimeMs > began)).toEqual([]);
  });

  it('has the changes in the working tree', () => {
    expect(git('--no-optional-locks', 'status', '--porcelain')).toBe(' M src/checkout.js\n?? test/overlap.test.js\n');
  });

  it('leaves no process and an empty neutral folder', () => {
    expect(processesOf(place.root)).toEqual([]);
    expect(readdirSync(join(place.data, 'neutral'))).toEqual([]);
  });

  it('is shown afterwards with its evidence, ledger and spending', async () => {
    const shown = await place.run(['show', threadOf(lines)]);
    expect(shown).toMatchObject({ code: 0, stderr: '' });
    expect(shown.stdout).toMatch(/^complete \(evidence_complete\) Reduce p95 checkout latency below 120 ms/m);
    expect(shown.stdout).toMatch(/^ {2}p95 +pass +\d+(\.\d+)? ms \(< 120\) +baseline \d{3}(\.\d+)? +e\d+ .*sandbox enforced$/m);
    expect(shown.stdout).toMatch(/^ {2}1 {2}src\/checkout\.js \+1 −2, .+; 4 ran, claim refused$/m);
    expect(shown.stdout).toMatch(/^ {5}p95 fail .* ms, Δ last −\d.*, Δ base −\d+(\.\d+)? % \[e\d+\]$/m);
    expect(shown.stdout).toMatch(/^ {2}0 tokens charged .*\$0\.00$/m);
  });
});

const threadOf = (all: readonly Line[]) => all[0]?.thread ?? '';

const evidence = () => of('evidence.recorded').map((line) => line.evidence as Evidence);

function resultEvidence(check: string): Evidence {
  const all = (lines.at(-1)?.evidence ?? []) as readonly Evidence[];
  const found = all.find((record) => record.check === check);
  if (!found) throw new Error(`no evidence of ${check} in the result`);
  return found;
}

/** A blob's text, its name proven, by nothing of the store's own: what is packed, any gzip reads. */
function stored(sha256 = ''): string {
  const plain = join(place.data, 'blobs', sha256.slice(0, 2), sha256.slice(2));
  const bytes = existsSync(plain) ? readFileSync(plain) : gunzipSync(readFileSync(`${plain}.gz`));
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  return bytes.toString('utf8');
}

function gitFiles(): readonly string[] {
  const all = readdirSync(join(workspace, '.git'), { recursive: true, withFileTypes: true });
  const files = all.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files
    .map((path) => path.slice(join(workspace, '.git').length + 1))
    .filter((path) => !/^(objects|refs\/goalpost)\//.test(path));
}
