import { execFileSync } from 'node:child_process';
import { chmod, link, mkdir, mkdtemp, readFile, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BlobStore, openBlobStore } from '../store/blobStore';
import { applyPatchTool } from './applyPatch';
import type { Order } from './order';
import { Outputs } from './outputs';
import { readFileTool } from './readFile';

const NEVER = new AbortController().signal;

let base: string;
let root: string;
let blobs: BlobStore;
let order: Order;

beforeEach(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'goalpost files é-')));
  root = join(base, 'data/work space');
  const temp = join(base, 'data/temp');
  for (const folder of ['.git/hooks', 'src/deep', 'private']) await mkdir(join(root, folder), { recursive: true });
  await mkdir(temp);
  await write('src/a.txt', 'one\ntwo\nthree\n');
  await write('entry.txt', 'entry\n');
  await write('other.txt', 'other\n');
  await write('private/key', 'secret\n');
  await writeFile(join(base, 'data/app.db'), 'app\n');
  await writeFile(join(base, 'outside.txt'), 'outside\n');
  blobs = await openBlobStore(join(base, 'data/blobs'));
  order = {
    thread: 't',
    call: 'c',
    name: 'read_file',
    arguments: {},
    workspace: { root, gitDir: join(root, '.git'), commonDir: join(root, '.git') },
    env: {},
    temp,
    policy: {
      workspace: root,
      write: [join(root, 'src'), join(root, 'entry.txt'), join(root, '.git'), temp],
      denyWrite: [join(root, '.git')],
      denyRead: [join(base, 'data'), join(root, 'private')],
      hosts: [],
      sockets: false,
    },
  };
});

afterEach(async () => {
  await rm(base, { recursive: true, force: true });
});

const write = (path: string, content: string | Buffer) => writeFile(join(root, path), content);
const content = (path: string) => readFile(join(root, path), 'utf8');
const exists = (path: string) =>
  stat(join(root, path)).then(
    () => true,
    () => false,
  );

const read = (path: string, more: { offset?: number; limit?: number } = {}) =>
  readFileTool({ blobs, outputs: new Outputs() }, order, { path, ...more }, NEVER);

const apply = (...lines: string[]) => applyPatchTool(order, { patch: ['*** Begin Patch', ...lines, '*** End Patch'].join('\n') });

describe('read_file', () => {
  it('numbers lines, reads on from an offset, and says where the file ends', async () => {
    expect(await read('src/a.txt')).toEqual({ status: 'ok', output: '1\tone\n2\ttwo\n3\tthree\n[end of file]' });
    expect((await read(join(root, 'src/a.txt'), { offset: 2, limit: 1 })).output).toBe(
      '2\ttwo\n[more lines follow: read on with offset 3]',
    );
    expect((await read('src/a.txt', { offset: 9 })).output).toBe('[the file has only 3 lines]');
    await write('src/crlf.txt', 'a\r\n\r\nlast');
    expect((await read('src/crlf.txt')).output).toBe('1\ta\n2\t\n3\tlast\n[end of file, without a newline at the end]');
    await write('src/empty.txt', '');
    expect((await read('src/empty.txt')).output).toBe('[the file is empty]');
  });

  it('bounds the lines, their number and the whole, and leaves characters whole across chunks', async () => {
    await write('src/wide.txt', `${'é'.repeat(100_000)}\nend\n`);
    expect((await read('src/wide.txt')).output).toBe(
      `1\t${'é'.repeat(2000)} [line cut: 100000 characters]\n2\tend\n[end of file]`,
    );
    await write('src/tall.txt', 'x\n'.repeat(3000));
    expect((await read('src/tall.txt')).output).toMatch(/1000\tx\n\[more lines follow: read on with offset 1001\]$/);
    await write('src/large.txt', `${'y'.repeat(1000)}\n`.repeat(500));
    const large = (await read('src/large.txt')).output;
    expect(large.length).toBeLessThan(41_000);
    expect(large).toMatch(/\[more lines follow: read on with offset 40\]$/);
  });

  it('lists folders and names binary and missing files', async () => {
    await symlink('src', join(root, 'link'));
    expect(await read('.')).toEqual({
      status: 'ok',
      output: ['. is a folder of 6 entries:', '.git/', 'entry.txt', 'link@', 'other.txt', 'private/', 'src/'].join('\n'),
    });
    await write('src/b.bin', Buffer.from([1, 0, 2]));
    expect(await read('src/b.bin')).toEqual({ status: 'failed', output: 'src/b.bin is a binary file of 3 bytes.' });
    expect(await read('nope/x')).toEqual({ status: 'failed', output: 'nope/x is not there.' });
    expect((await read('src/a.txt/x')).output).toBe('src/a.txt/x has a file where a folder should be.');
  });

  it('refuses what is hidden, by every road', async () => {
    await symlink(join(root, 'private/key'), join(root, 'src/link'));
    await symlink(join(root, 'private'), join(root, 'src/folder'));
    await symlink(join(base, 'data/app.db'), join(root, 'src/app'));
    const roads = [
      'private',
      'private/key',
      'src/link',
      'src/folder/key',
      'src/../private/key',
      'src/app',
      '../app.db',
      '../blobs',
      '..',
    ];
    for (const road of roads)
      expect(await read(road)).toEqual({
        status: 'failed',
        output: `${road} is hidden: the boundaries of the goal keep it from being read.`,
      });
    expect((await read('../../outside.txt')).output).toBe('1\toutside\n[end of file]');
    await writeFile(join(order.temp, 'mine'), 'mine\n');
    expect((await read(join(order.temp, 'mine'))).output).toBe('1\tmine\n[end of file]');
  });

  it('does not open the app’s own process, devices or pipes', async () => {
    for (const path of ['/proc/self/environ', `/proc/${process.pid}/environ`, '/dev/zero', '/dev/fd/0']) {
      expect(await read(path)).toMatchObject({ status: 'failed' });
    }
    execFileSync('mkfifo', [join(root, 'src/fifo')]);
    expect(await read('src/fifo')).toEqual({ status: 'failed', output: 'src/fifo is neither a file nor a folder.' });
    await symlink('loop', join(root, 'src/loop'));
    expect((await read('src/loop')).status).toBe('failed');
    expect((await read('a\0b')).status).toBe('failed');
  });
});

describe('apply_patch', () => {
  it('adds, edits, moves and deletes, and answers what it did', async () => {
    const answer = await apply(
      '*** Add File: src/new/deep/ü.txt',
      '+hé',
      '*** Update File: src/a.txt',
      ' one',
      '-two',
      '+2',
      '+2b',
      '*** Update File: entry.txt',
      '*** Move to: src/moved.txt',
      '*** Delete File: src/gone.txt',
    );
    expect(answer).toEqual({ status: 'failed', output: 'The patch was not applied: its line 11: src/gone.txt is not there.' });
    await write('src/gone.txt', 'x\n');
    await write('src/from.txt', 'a\n');
    await chmod(join(root, 'src/from.txt'), 0o755);
    const done = await apply(
      '*** Add File: src/new/deep/ü.txt',
      '+hé',
      '*** Update File: ./src/a.txt',
      ' one',
      '-two',
      '+2',
      '+2b',
      '*** Update File: src/from.txt',
      '*** Move to: src/to.txt',
      '@@',
      '-a',
      '+b',
      '*** Delete File: src/gone.txt',
    );
    expect(done).toEqual({
      status: 'ok',
      output: 'A src/new/deep/ü.txt +1\nM ./src/a.txt +2 −1\nR src/from.txt → src/to.txt +1 −1\nD src/gone.txt',
    });
    expect([await content('src/new/deep/ü.txt'), await content('src/a.txt'), await content('src/to.txt')]).toEqual([
      'hé\n',
      'one\n2\n2b\nthree\n',
      'b\n',
    ]);
    expect((await stat(join(root, 'src/to.txt'))).mode & 0o777).toBe(0o755);
    expect([await exists('src/gone.txt'), await exists('src/from.txt')]).toEqual([false, false]);
  });

  it('writes in place: inode, mode and links stay, and a file that is an entry by itself can be edited but not removed', async () => {
    await chmod(join(root, 'entry.txt'), 0o741);
    await link(join(root, 'entry.txt'), join(root, 'src/name'));
    const before = await stat(join(root, 'entry.txt'));
    expect((await apply('*** Update File: entry.txt', '-entry', '+e')).status).toBe('ok');
    const after = await stat(join(root, 'entry.txt'));
    expect([after.ino, after.mode, after.nlink, await content('src/name')]).toEqual([before.ino, before.mode, 2, 'e\n']);
    expect((await apply('*** Delete File: entry.txt')).output).toContain('can be edited, but not deleted or moved');
    expect(await content('entry.txt')).toBe('e\n');
  });

  it('refuses every path outside the boundaries, by every road, and changes nothing', async () => {
    await symlink(join(root, '.git/hooks'), join(root, 'src/hooks'));
    await symlink(base, join(root, 'src/out'));
    await symlink('../other.txt', join(root, 'src/other'));
    await symlink('../../gone.txt', join(root, 'src/dangling'));
    const adds = [
      '.git/hooks/pre-commit',
      'src/hooks/pre-commit',
      'src/../.git/hooks/x',
      'src/out/x',
      'src/dangling',
      'new.txt',
      '/etc/x',
      '../x',
      'entry.txt/x',
      'private/x',
      '../blobs/x',
    ];
    for (const path of adds) {
      expect(await apply('*** Update File: src/a.txt', '-one', '+1', `*** Add File: ${path}`, '+x')).toMatchObject({
        status: 'failed',
      });
    }
    for (const path of ['src/other', 'other.txt', 'src/out/outside.txt', 'private/key']) {
      expect(await apply(`*** Delete File: ${path}`)).toMatchObject({ status: 'failed' });
    }
    expect(await apply('*** Update File: src/a.txt', '*** Move to: other2.txt')).toMatchObject({
      status: 'failed',
      output: expect.stringContaining('other2.txt is outside boundaries.write'),
    });
    expect([await content('src/a.txt'), await content('other.txt'), await readFile(join(base, 'outside.txt'), 'utf8')]).toEqual([
      'one\ntwo\nthree\n',
      'other\n',
      'outside\n',
    ]);
    expect([
      await exists('.git/hooks/pre-commit'),
      await exists('../x'),
      await exists('../../gone.txt'),
      await exists('new.txt'),
    ]).toEqual([false, false, false, false]);
  });

  it('edits the file behind a symlink that stays within the boundaries', async () => {
    await symlink('a.txt', join(root, 'src/link'));
    expect((await apply('*** Update File: src/link', '-one', '+1')).status).toBe('ok');
    expect(await content('src/a.txt')).toBe('1\ntwo\nthree\n');
  });

  it('puts everything back when a later file fails', async () => {
    const answer = await apply(
      '*** Update File: src/a.txt',
      '-one',
      '+1',
      '*** Add File: src/clash/deep/x',
      '+x',
      '*** Add File: src/clash',
      '+y',
    );
    expect(answer).toEqual({ status: 'failed', output: 'The patch was not applied: src/clash is there already.' });
    expect([await content('src/a.txt'), await exists('src/clash')]).toEqual(['one\ntwo\nthree\n', false]);
  });

  it('leaves alone what is not UTF-8 text, and names the patch’s faulty line', async () => {
    await write('src/latin.txt', Buffer.from([0x61, 0xe9, 0x0a]));
    expect((await apply('*** Update File: src/latin.txt', '-a', '+b')).output).toContain('is not UTF-8 text');
    expect((await apply('*** Update File: src/deep', '-a', '+b')).output).toContain('src/deep is a folder');
    expect((await applyPatchTool(order, { patch: 'nonsense' })).output).toBe(
      'The patch was not applied: its line 1: the first line of a patch is "*** Begin Patch".',
    );
  });

  it('keeps CRLF and adds over a deleted file in place', async () => {
    await write('src/crlf.txt', 'a\r\nb\r\n');
    expect((await apply('*** Update File: src/crlf.txt', '-a', '+A')).status).toBe('ok');
    expect(await content('src/crlf.txt')).toBe('A\r\nb\r\n');
    expect((await apply('*** Delete File: entry.txt', '*** Add File: entry.txt', '+whole')).status).toBe('ok');
    expect(await content('entry.txt')).toBe('whole\n');
  });
});
