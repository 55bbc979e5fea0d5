import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Attempt, command } from '../attempt';
import type { EscapePlace } from '../place';

const WHOLE = { boundaries: { write: ['.', '.git'] } };

const configured =
  (...words: readonly string[]) =>
  ({ workspace }: EscapePlace) =>
    void execFileSync('git', ['config', ...words], { cwd: workspace });

/** A program in the writable folder, which the user's own configuration names. */
const program = (name: string, outside: string, last = 'cat') =>
  `printf '#!/bin/sh\\necho x > "${outside}/f"\\n${last}\\n' > src/${name}; chmod +x src/${name}; touch src/a.js; echo y >> src/a.js`;

/** The repository's own files, what they name, and what the app's own git would run of it; and the scripts of npm. */
export const GIT_ATTEMPTS: readonly Attempt[] = [
  command('git-hook', () => 'echo evil > .git/hooks/pre-commit; chmod +x .git/hooks/pre-commit', WHOLE),
  command('git-hooks-path', () => 'git config core.hooksPath src/hooks; git config --global core.hooksPath src/hooks', WHOLE),
  command(
    'git-config-runs',
    () =>
      'git config core.fsmonitor ./x; git config filter.x.clean ./x; git config alias.st "!./x"; git config core.sshCommand ./x',
    WHOLE,
  ),
  command(
    'git-config-by-link',
    () => 'ln -s ../.git src/g; echo x >> src/g/config; ln .git/config src/c; echo x >> src/c',
    WHOLE,
  ),
  command('git-moved-aside', () => 'mv .git aside; rm -rf .git; git init -q .; echo x >> .git/config', WHOLE),
  command(
    'git-alternates',
    ({ home }) =>
      `mkdir -p .git/objects/info; echo '${home}' > .git/objects/info/alternates; echo '* filter=x' > .git/info/attributes`,
    {
      ...WHOLE,
      control: { unsafe: 'objects/ is left out of what is compared, since checkpoints write there; git-info proves the rest' },
    },
  ),
  command('git-info', () => `mkdir -p .git/info; echo '* filter=x' > .git/info/attributes; echo x > .git/info/exclude`, WHOLE),
  command(
    'git-history',
    () =>
      'git -c user.name=t -c user.email=t@t commit -qam evil; git reset -q --hard; git update-ref refs/heads/evil HEAD; git stash -q',
    WHOLE,
  ),
  command('git-index', () => 'git rm -q --cached src/a.js; git add -A; rm -f .git/index', WHOLE),
  command('git-worktree-file', () => 'echo "gitdir: /nowhere" > .git; rm .git; ln -s src .git', {
    before: (at) => asWorktree(at),
    ...WHOLE,
  }),
  command('git-worktree-common', ({ root }) => `echo evil > '${root}/main.git/hooks/pre-commit'; git config core.hooksPath src`, {
    before: (at) => asWorktree(at),
    boundaries: { write: ['.'] },
  }),
  {
    id: 'git-filter-of-ours',
    by: 'checkpoint',
    does: ({ outside }) => `echo '*.js filter=x' > src/.gitattributes; ${program('x', outside)}`,
    before: configured('filter.x.clean', './src/x'),
    control: 'fires',
  },
  {
    id: 'git-fsmonitor-of-ours',
    by: 'checkpoint',
    does: ({ outside }) => program('monitor', outside),
    before: configured('core.fsmonitor', './src/monitor'),
    control: 'fires',
  },
  {
    id: 'git-hooks-of-ours',
    by: 'checkpoint',
    does: ({ outside }) => `mkdir src/hooks; ${program('hooks/pre-commit', outside, 'exit 0')}`,
    before: configured('core.hooksPath', 'src/hooks'),
    control: 'fires',
  },
  {
    id: 'git-textconv-of-ours',
    by: 'checkpoint',
    does: ({ outside }) => `echo '*.js diff=x' > src/.gitattributes; ${program('x', outside, 'cat "$1"')}`,
    before: configured('diff.x.textconv', './src/x'),
    control: 'fires',
  },
  {
    id: 'git-external-diff-of-ours',
    by: 'checkpoint',
    does: ({ outside }) => program('differ', outside, 'exit 0'),
    before: configured('diff.external', './src/differ'),
    control: 'fires',
  },
  command(
    'npm-script',
    ({ outside }) => `cd src && ${packageJson({ preevil: `echo x > '${outside}/f'`, evil: 'cat ~/.npmrc' })}; npm run -s evil`,
  ),
  command(
    'npm-lifecycle',
    ({ outside }) =>
      `cd src && ${packageJson({ preinstall: `echo x > '${outside}/g'` })}; npm install --offline --no-audit --no-fund`,
  ),
  command(
    'npm-config',
    () => 'npm config set ignore-scripts false --location=user; npm config set prefix ~/evil --location=user',
  ),
];

const packageJson = (scripts: Readonly<Record<string, string>>) =>
  `cat > package.json <<'END'\n${JSON.stringify({ name: 'evil', version: '1.0.0', scripts })}\nEND\ntrue`;

/** The workspace as a git worktree of a repository beside it. */
function asWorktree({ root, workspace }: EscapePlace): void {
  const main = join(root, 'main.git');
  renameSync(join(workspace, '.git'), main);
  const own = join(main, 'worktrees', 'shop');
  execFileSync('mkdir', ['-p', own]);
  for (const file of ['HEAD', 'index']) if (existsSync(join(main, file))) execFileSync('cp', [join(main, file), own]);
  writeFileSync(join(own, 'commondir'), '../..\n');
  writeFileSync(join(own, 'gitdir'), `${join(workspace, '.git')}\n`);
  writeFileSync(join(workspace, '.git'), `gitdir: ${own}\n`);
  chmodSync(join(workspace, '.git'), 0o644);
}
