import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryAt, type TestRepository } from '../../electron/git/testRepository';
import type { Params } from '../../shared/ipc/methods';

/** A repository with a quick goal: a file that is to say `done`, and a rule about it in a protected file. */
export interface SmallGoal {
  readonly repository: TestRepository;
  readonly contract: Params<'thread/create'>['contract'];
  /** The contract as a Markdown file beside the repository. */
  readonly contractFile: string;
  remove(): void;
}

export const RULES = 'test/rules.sh';
const CHECK_RULES = '! grep -q TODO src/app.txt\n';

/** One command that does what the goal asks for. */
export const DO_IT = 'echo done > src/app.txt';

export function smallGoal(outcome = 'src/app.txt says done', name = 'small service'): SmallGoal {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'goalpost wîndow-')));
  const repository = repositoryAt(join(folder, name), folder);
  repository.write('src/app.txt', 'start\n');
  repository.write(RULES, CHECK_RULES);
  repository.write('.gitignore', 'build/\n');
  repository.git('init', '-q', '-b', 'main');
  repository.git('add', '-A');
  repository.git('commit', '-q', '-m', 'first');
  const contract = contractOf(outcome);
  const contractFile = join(folder, 'goal.md');
  // JSON is YAML: the front matter is written as the value that it is.
  writeFileSync(contractFile, `---\n${JSON.stringify(contract, undefined, 1)}\n---\nMake it say done.\n`);
  return { repository, contract, contractFile, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function contractOf(outcome: string): Params<'thread/create'>['contract'] {
  return {
    goalpost: 1,
    outcome,
    verification: [{ id: 'says-done', kind: 'command', run: 'grep -qx done src/app.txt' }],
    constraints: [{ text: 'The rules hold.', check: { id: 'rules', kind: 'command', run: `sh ${RULES}` } }],
    boundaries: { write: ['src/', 'test/', 'build/'] },
    budget: { tokens: 200_000, turns: 10 },
    protect: [RULES],
  };
}
