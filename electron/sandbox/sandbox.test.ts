import { existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from 'node-pty';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Boundaries } from '../../shared/goal/contract';
import { checkPolicy } from './policy';
import { type CommandOrder, openSandbox, type Sandbox } from './sandbox';
import { sandboxStartFailure } from './startFailure';
import { HOST_ENTRY, listing, outcome, type TrialPlace, type TrialResult, trialOrder, trialPlace, wrapped } from './trialPlace';

let sandbox: Sandbox;
let place: TrialPlace;
const base = trialPlace();

beforeAll(async () => {
  const opened = await openSandbox({ hostEntry: HOST_ENTRY, neutralDir: base.neutralDir });
  if (!opened.ok) throw new Error(opened.error.message);
  sandbox = opened.value;
});
afterAll(async () => {
  await sandbox.dispose();
  base.dispose();
});
beforeEach(() => {
  place = trialPlace();
});
afterEach(() => place.dispose());

async function run(command: string, boundaries?: Partial<Boundaries>, replaced?: Partial<CommandOrder>): Promise<TrialResult> {
  return outcome(await wrapped(sandbox, await trialOrder(place, command, boundaries, replaced)));
}

describe('what a command may write', () => {
  it('writes in boundaries.write and its temporary folder', async () => {
    mkdirSync(join(place.workspace, 'src'));
    const result = await run('echo new > src/a.txt && echo t > "$TMPDIR/t" && cat "$TMPDIR/t"', { write: ['src/'] });
    expect(result).toEqual({ exit: 0, stdout: 't\n', stderr: '' });
    expect(readFileSync(join(place.workspace, 'src', 'a.txt'), 'utf8')).toBe('new\n');
    expect(readFileSync(join(place.temp, 't'), 'utf8')).toBe('t\n');
  });

  it.each([
    ['the rest of the workspace', () => join(place.workspace, 'outside.txt')],
    ['the home folder', () => join(place.home, 'x')],
    ['/tmp', () => '/tmp/goalpost-not-writable'],
    ['/usr', () => '/usr/goalpost-not-writable'],
  ])('cannot write to %s, and says so', async (_name, target) => {
    mkdirSync(join(place.workspace, 'src'));
    const before = listing(place.root);
    const result = await run(`echo x > '${target()}'`, { write: ['src'] });
    expect(result).toMatchObject({ exit: 1, stdout: '' });
    expect(result.stderr).toContain('Read-only file system');
    expect(listing(place.root)).toEqual(before);
  });

  it('edits a single file in place, and cannot replace it by a rename', async () => {
    writeFileSync(join(place.workspace, 'one.txt'), 'old\n');
    expect(await run('echo new > one.txt', { write: ['one.txt'] })).toMatchObject({ exit: 0 });
    const renamed = await run('cp one.txt "$TMPDIR/two" && mv "$TMPDIR/two" one.txt', { write: ['one.txt'] });
    expect(renamed.exit).not.toBe(0);
    expect(readFileSync(join(place.workspace, 'one.txt'), 'utf8')).toBe('new\n');
  });

  it.each([
    'echo x > .git/hooks/pre-commit',
    'echo x >> .git/config',
    'rm -rf .git/HEAD',
    'mv .git aside',
    'git -c user.name=a -c user.email=a@b commit -q --allow-empty -m x',
  ])('cannot change git even when the whole workspace is writable: %s', async (command) => {
    const before = listing(place.gitDir);
    const result = await run(command, { write: ['.'] });
    expect(result.exit).not.toBe(0);
    expect(listing(place.gitDir)).toEqual(before);
  });

  it('cannot replace a .git that is a symbolic link', async () => {
    const linked = trialPlace('linked');
    const real = join(linked.root, 'real.git');
    renameSync(linked.gitDir, real);
    symlinkSync(real, linked.gitDir);
    mkdirSync(join(linked.workspace, 'src'));
    const order = await trialOrder(linked, 'touch src/ok; rm .git; mkdir .git', { write: ['.'] });
    const result = await outcome(await wrapped(sandbox, order));
    expect(result.exit).not.toBe(0);
    expect(existsSync(join(linked.workspace, 'src', 'ok'))).toBe(true);
    expect(readFileSync(join(linked.gitDir, 'HEAD'), 'utf8')).toContain('ref:');
    linked.dispose();
  });

  it('does not follow a link out of the workspace', async () => {
    symlinkSync(place.home, join(place.workspace, 'out'));
    const result = await run('echo x > out/x', { write: ['out', 'out/'] });
    expect(result).toMatchObject({ exit: 1 });
    expect(listing(place.home)).toEqual([]);
  });

  it('opens folders whose names hold pattern characters, quotes, spaces and other scripts', async () => {
    const odd = trialPlace(`it's [id] "€" *?\n$(touch x) ünï`);
    mkdirSync(join(odd.workspace, 'app', '[id]'), { recursive: true });
    const order = await trialOrder(odd, 'echo 1 > "app/[id]/a" && pwd && echo x > .git/x', { write: ['app/[id]'] });
    const result = await outcome(await wrapped(sandbox, order));
    expect(result).toMatchObject({ exit: 1, stdout: `${odd.workspace}\n` });
    expect(readFileSync(join(odd.workspace, 'app', '[id]', 'a'), 'utf8')).toBe('1\n');
    expect(existsSync(join(odd.gitDir, 'x'))).toBe(false);
    odd.dispose();
  });
});

describe('what a check may write', () => {
  it('writes anywhere in the workspace but in git and the protected files, which cannot be moved aside either', async () => {
    mkdirSync(join(place.workspace, 'test', 'unit'), { recursive: true });
    writeFileSync(join(place.workspace, 'test', 'unit', '[a].test.js'), 'honest\n');
    const policy = await checkPolicy(place, Boundaries.parse({}), [], ['test/unit/[a].test.js']);
    const command =
      'echo x > new; echo x > "test/unit/[a].test.js"; rm -rf test; mv test aside; echo x > .git/x; git status --porcelain';
    const { stdout } = await run(command, {}, { policy });
    expect(stdout.split('\n').sort()).toEqual(['', '?? new', '?? test/']);
    expect(readFileSync(join(place.workspace, 'test', 'unit', '[a].test.js'), 'utf8')).toBe('honest\n');
  });
});

describe('what a command may read', () => {
  it('cannot read hidden paths: relative, absolute and under home', async () => {
    mkdirSync(join(place.workspace, 'private'));
    writeFileSync(join(place.workspace, 'private', 'a'), 'SECRET');
    writeFileSync(join(place.workspace, 'key.pem'), 'SECRET');
    writeFileSync(join(place.root, 'elsewhere'), 'SECRET');
    writeFileSync(join(place.home, 'mine'), 'SECRET');
    const hide = ['private/', 'key.pem', join(place.root, 'elsewhere'), '~/mine'];
    const result = await run('cat private/a; cat key.pem; cat ../elsewhere; cat ~/mine; exit 9', { write: ['.'], hide });
    expect(result).toMatchObject({ exit: 9, stdout: '' });
    expect(result.stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/private.a: No such file/),
      expect.stringMatching(/key.pem: Permission denied/),
      expect.stringMatching(/elsewhere: Permission denied/),
      expect.stringMatching(/mine: Permission denied/),
    ]);
  });

  it("cannot read the home folder's secrets, .env files and the app's data", async () => {
    mkdirSync(join(place.home, '.ssh'));
    writeFileSync(join(place.home, '.ssh', 'id'), 'SECRET');
    writeFileSync(join(place.home, '.netrc'), 'SECRET');
    writeFileSync(join(place.dataDir, 'log.db'), 'SECRET');
    mkdirSync(join(place.workspace, 'packages', 'a'), { recursive: true });
    writeFileSync(join(place.workspace, 'packages', 'a', '.env'), 'SECRET');
    writeFileSync(join(place.workspace, '.env.example'), 'open\n');
    const paths = ['~/.ssh/id', '~/.netrc', `'${place.dataDir}/log.db'`, 'packages/a/.env', '.env.example'];
    const result = await run(paths.map((path) => `cat ${path}`).join('; '), { write: ['.'] });
    expect(result).toMatchObject({ exit: 0, stdout: 'open\n' });
  });

  it('reads an .env file that boundaries.write lists', async () => {
    writeFileSync(join(place.workspace, '.env'), 'A=1\n');
    expect(await run('cat .env', { write: ['.env'] })).toMatchObject({ exit: 0, stdout: 'A=1\n' });
  });

  it('keeps a data folder inside the workspace hidden and unchanged', async () => {
    const dataDir = join(place.workspace, '.goalpost-data');
    const [temp, neutralDir] = [join(dataDir, 'temp'), join(dataDir, 'neutral')];
    mkdirSync(neutralDir, { recursive: true });
    writeFileSync(join(dataDir, 'log.db'), 'SECRET');
    const opened = await openSandbox({ hostEntry: HOST_ENTRY, neutralDir });
    if (!opened.ok) throw new Error(opened.error.message);
    const order = await trialOrder({ ...place, dataDir, temp }, 'cat .goalpost-data/log.db; rm -rf .goalpost-data; ls -A', {
      write: ['.'],
    });
    const before = listing(place.root);
    const result = await outcome(await wrapped(opened.value, order));
    await opened.value.dispose();
    expect(result.stdout).toBe('.git\n.goalpost-data\n');
    expect([readFileSync(join(dataDir, 'log.db'), 'utf8'), listing(place.root)]).toEqual(['SECRET', before]);
  });

  it('works in a workspace inside the data folder, whose other contents stay hidden', async () => {
    const demo = trialPlace('data/demo/checkout');
    mkdirSync(join(demo.workspace, 'src'));
    writeFileSync(join(demo.workspace, 'readme'), 'hello\n');
    writeFileSync(join(demo.dataDir, 'log.db'), 'SECRET');
    mkdirSync(join(demo.dataDir, 'demo', 'other'));
    writeFileSync(join(demo.dataDir, 'demo', 'other', 'x'), 'SECRET');
    const command = 'cat readme; echo 1 > src/a; echo 1 > "$TMPDIR/a"; cat ../../log.db; cat ../other/x; echo 2 > b';
    const result = await outcome(await wrapped(sandbox, await trialOrder(demo, command, { write: ['src'] })));
    expect(result).toMatchObject({ exit: 1, stdout: 'hello\n' });
    expect(existsSync(join(demo.workspace, 'src', 'a')) && existsSync(join(demo.temp, 'a'))).toBe(true);
    expect(existsSync(join(demo.workspace, 'b'))).toBe(false);
    demo.dispose();
  });
});

describe('how a command starts', () => {
  it('has exactly the given environment, and no proxies', async () => {
    process.env.GOALPOST_TEST_SECRET = 'SECRET';
    const result = await run('env', {}, { env: { PATH: '/usr/bin:/bin', VALUE: `it's "$HOME" ü\nb` } });
    delete process.env.GOALPOST_TEST_SECRET;
    const own = ['PWD', 'SHLVL', '_'];
    const lines = result.stdout.split('\n').filter((line) => !own.some((name) => line.startsWith(`${name}=`)));
    expect(lines).toEqual(expect.arrayContaining(['PATH=/usr/bin:/bin', `VALUE=it's "$HOME" ü`, 'b']));
    expect(lines.filter((line) => line !== '')).toHaveLength(3);
  });

  it('finds no variable of ours, of whoever started us, or of any process in /proc', async () => {
    process.env.GOALPOST_TEST_TOKEN = 'HUNTER2';
    const own = await openSandbox({ hostEntry: HOST_ENTRY, neutralDir: base.neutralDir });
    if (!own.ok) throw new Error(own.error.message);
    const command = `set +x; w=HUNTER; for f in /proc/[0-9]*/environ /proc/self/environ /proc/$PPID/environ /proc/1/task/*/environ; do [ -r "$f" ] && echo read && tr '\\0' '\\n' <"$f"; done; env; echo "looked for $w""2"`;
    for (const session of [undefined, 'one']) {
      const order = await trialOrder(place, command, {}, session === undefined ? {} : { session });
      const { stdout } = await outcome(await wrapped(own.value, order));
      expect(stdout).toMatch(/^read\n[\s\S]*\nlooked for HUNTER2\n$/);
      expect(stdout.match(/HUNTER2/g)).toHaveLength(1);
      const ours = Object.keys(process.env).filter(
        (name) => /KEY|TOKEN|SECRET|VITEST|npm_/i.test(name) && stdout.includes(`${name}=`),
      );
      expect(ours).toEqual([]);
    }
    await own.value.dispose();
    delete process.env.GOALPOST_TEST_TOKEN;
  });

  it('does not source the startup files of a shell', async () => {
    for (const name of ['.bashrc', '.bash_profile', '.profile']) writeFileSync(join(place.home, name), 'echo SOURCED');
    expect(await run('echo ran', {}, {})).toEqual({ exit: 0, stdout: 'ran\n', stderr: '' });
  });

  it.each([
    [`printf '%s' "it's" '"' '$(id)' '\`id\`'`, `it's"$(id)\`id\``],
    ['cat <<"EOF"\n$A \'" !x \\n\nEOF', '$A \'" !x \\n\n'],
    ['printf "%s" "héllo wörld ✓ 日本"', 'héllo wörld ✓ 日本'],
    ['for i in 1 2; do\n  printf $i # comment\ndone', '12'],
  ])('carries hostile text whole: %j', async (command, stdout) => {
    expect(await run(command)).toEqual({ exit: 0, stdout, stderr: '' });
  });

  it('carries a command of 100 KB, and refuses one that the system cannot carry', async () => {
    const text = '\'"$x '.repeat(20_000);
    expect((await run(`cat <<'EOF' | wc -c\n${text}\nEOF`)).stdout.trim()).toBe(`${text.length + 1}`);
    const order = await trialOrder(place, `: ${'x'.repeat(200_000)}`);
    expect(await sandbox.wrap(order, new AbortController().signal)).toEqual({
      ok: false,
      error: { code: 'command_too_long', message: expect.stringContaining('Write it to a file and run that.') },
    });
  });

  it.each([0, 1, 7, 126, 255])('hands on the exit code %d', async (code) => {
    expect(await run(`exit ${code}`)).toMatchObject({ exit: code });
  });

  it('is refused when cancelled before', async () => {
    const result = await sandbox.wrap(await trialOrder(place, 'true'), AbortSignal.abort());
    expect(result).toMatchObject({ ok: false, error: { code: 'sandbox_failed' } });
  });

  it('tells a sandbox that did not start from a command that failed', async () => {
    const line = await wrapped(sandbox, await trialOrder(place, 'exit 1'));
    const broken = { ...line, args: line.args.map((arg) => arg.replace('--ro-bind / /', '--ro-bind /nowhere /nowhere')) };
    const failed = await outcome(broken);
    expect(sandboxStartFailure(failed.stderr, failed.exit as number)).toMatch(/^The sandbox did not start: bwrap: /);
    const ran = await outcome(line);
    expect(sandboxStartFailure(ran.stderr, ran.exit as number)).toBeUndefined();
  });

  it('inherits no descriptor beside its own three', async () => {
    const other = spawn('/bin/cat', [], {});
    expect((await run('ls -l /proc/self/fd | grep -c ptmx')).stdout).toBe('0\n');
    other.kill();
  });
});

describe('ghost entries', () => {
  it('leaves workspace, home and neutral folder as they were', async () => {
    writeFileSync(join(place.workspace, 'empty-readonly'), '', { mode: 0o444 });
    const policy = (await trialOrder(place, '', { write: ['.'] })).policy;
    const denyWrite = [...policy.denyWrite, join(place.workspace, 'absent', 'x'), join(place.workspace, 'empty-readonly')];
    const before = listing(place.root);
    const during = await run('ls -A', {}, { policy: { ...policy, denyWrite } });
    expect(during.stdout).toBe('.git\nempty-readonly\n');
    expect(listing(place.root)).toEqual(before);
    expect(listing(base.neutralDir)).toEqual([]);
  });
});
