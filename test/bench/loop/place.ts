import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Contract } from '../../../shared/goal/contract';

/** A folder of one measurement: a small committed repository and, beside it, a data folder. On disk, so that commits cost what they cost. */
export interface BenchPlace {
  readonly root: string;
  readonly workspace: string;
  readonly data: string;
  dispose(): void;
}

/** As many files as a small project has. */
const FILES = 60;

export function benchPlace(files = FILES): BenchPlace {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'goalpost-bench-')));
  const workspace = join(root, 'work');
  write(join(workspace, 'src/turn.txt'), '0\n');
  for (let file = 0; file < files; file += 1)
    write(join(workspace, `src/part${file % 6}/file${file}.js`), `export const n = ${file};\n`);
  for (const args of [
    ['init', '-q', '-b', 'main'],
    ['add', '-A'],
    [...WHO, 'commit', '-q', '-m', 'first'],
  ]) {
    execFileSync('git', args, { cwd: workspace });
  }
  return { root, workspace, data: join(root, 'data'), dispose: () => rmSync(root, { recursive: true, force: true }) };
}

const WHO = ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.invalid'];

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** A contract of the size that people write; its check stays red, so that the goal goes on. */
export const BENCH_CONTRACT: Contract = Contract.parse({
  goalpost: 1,
  outcome: 'p95 checkout latency is below 120 ms on the benchmark, with every correctness test green.',
  verification: [{ id: 'bench', kind: 'command', run: 'false', timeout: '60s' }],
  constraints: [{ text: 'the correctness suite stays green' }, { text: 'the public interface keeps its shape' }],
  boundaries: { write: ['src/'] },
  iteration: 'Profile first, change one thing, measure, and record what changed and what the benchmark showed.',
  blocked: { report: 'attempted paths, the evidence, the blocker, and the next input that is needed' },
  objective:
    'Checkout is slow because prices, tax and stock are asked for one after another. Find what can be asked for at once.',
});
