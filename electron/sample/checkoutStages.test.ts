import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ContractFrontMatter, contractChecks } from '../../shared/goal/contract';
import { parseTarget, targetHolds } from '../../shared/goal/target';
import { type HunkLine, parsePatch } from '../../shared/tools/patch/grammar';
import { patchPaths, planPatch } from '../../shared/tools/patch/plan';
import { OVERLAP_LOOKUPS, PAY_EARLY, RESERVE_EARLY } from './checkoutPatches';
import { writeSample } from './writeSample';

const FROM = join(import.meta.dirname, '../../sample/checkout');

let temp: string;
let workspace: string;

beforeAll(async () => {
  temp = await mkdtemp(join(tmpdir(), 'goalpost-stages-'));
  const written = await writeSample({ from: FROM, to: join(temp, 'checkout') });
  if (!written.ok) throw new Error(written.error.message);
  workspace = written.value.workspace;
});

afterAll(() => {
  rmSync(temp, { recursive: true, force: true });
});

function contract() {
  const frontMatter = readFileSync(join(workspace, 'goal.md'), 'utf8').split(/^---$/m)[1] ?? '';
  return { ...ContractFrontMatter.parse(parse(frontMatter)), objective: '' };
}

function check(id: string) {
  const found = contractChecks(contract()).find((each) => each.check.id === id)?.check;
  if (found?.kind !== 'command') throw new Error(`the contract has no command check ${id}`);
  return found;
}

interface Ended {
  readonly exit: number;
  readonly output: string;
}

function bash(command: string): Promise<Ended> {
  const env = { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', TERM: 'dumb', NO_COLOR: '1' };
  return new Promise((resolve) => {
    const child = execFile('bash', ['-c', command], { cwd: workspace, env }, (_error, stdout) => {
      resolve({ exit: child.exitCode ?? -1, output: stdout });
    });
  });
}

/** What the gate would say: the suite's failing tests, and whether the median p95 of the contract's repeats holds. */
async function verdicts() {
  const suite = await bash(check('correctness').run);
  return { red: failingTests(suite), holds: await benchmarkHolds() };
}

function failingTests({ exit, output }: Ended): readonly string[] {
  const names = [...output.matchAll(/^✖ (.+?) \([\d.]+m?s\)$/gm)].map((match) => match[1] ?? '');
  const red = [...new Set(names)];
  if ((exit === 0) !== (red.length === 0)) throw new Error(`exit ${exit} with these tests red: ${red.join('; ')}\n${output}`);
  return red;
}

async function benchmarkHolds(): Promise<boolean> {
  const { run, metric, repeat } = check('p95');
  const times = repeat?.times ?? 1;
  const values: number[] = [];
  for (let turn = 0; turn < times; turn += 1) values.push(metricOf(await bash(run), metric?.pattern ?? ''));
  const median = values.sort((a, b) => a - b)[Math.floor(times / 2)] ?? Number.NaN;
  return targetHolds(parseTarget(metric?.target ?? ''), median);
}

function metricOf({ exit, output }: Ended, pattern: string): number {
  const found = [...output.matchAll(new RegExp(pattern, 'gm'))];
  if (exit !== 0 || found.length !== 1) throw new Error(`exit ${exit}, metric found ${found.length} times:\n${output}`);
  return Number(found[0]?.[1]);
}

/** The sample's patches need no leniency: what they keep and remove stands in the file as it is. */
function applyPatch(text: string): void {
  const patch = parsePatch(text);
  if (!patch.ok) throw new Error(patch.error.message);
  const files = new Map(patchPaths(patch.value).map((path) => [path, existing(join(workspace, path))]));
  for (const section of patch.value.sections) {
    const hunks = section.action === 'update' ? section.hunks : [];
    for (const { lines } of hunks) expect(files.get(section.path)).toContain(oldText(lines));
  }
  const planned = planPatch(patch.value, files);
  if (!planned.ok) throw new Error(planned.error.message);
  for (const { path, after } of planned.value) writeFileSync(join(workspace, path), after ?? '');
}

function oldText(lines: readonly HunkLine[]): string {
  return lines.flatMap((line) => (line.kind === 'add' ? [] : [`${line.text}\n`])).join('');
}

function existing(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

// One stage builds on the other, as in the demo.
describe('the checkout sample, really measured', () => {
  it('starts above the target with a green suite', async () => {
    expect(await verdicts()).toEqual({ red: [], holds: false });
  });

  it('is still above the target when price and tax are fetched together', async () => {
    applyPatch(OVERLAP_LOOKUPS);
    expect(await verdicts()).toEqual({ red: [], holds: false });
  });

  it('is below the target when it pays early, and charges for what is out of stock', async () => {
    applyPatch(PAY_EARLY);
    expect(await verdicts()).toEqual({
      red: [
        'never charges a customer for something that is out of stock',
        'sells the last piece once, and charges only who got it',
      ],
      holds: true,
    });
  });

  it('is below the target with a green suite when it reserves early and pays last', async () => {
    applyPatch(RESERVE_EARLY);
    expect(await verdicts()).toEqual({ red: [], holds: true });
  });
});
