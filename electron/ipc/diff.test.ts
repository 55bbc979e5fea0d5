import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { handlersRig } from '../../test/rigs/handlersRig';
import * as git from '../git/git';
import { createHandlers } from './handlers';
import type { WindowParts } from './ipc';

describe('the diff between two checkpoints', () => {
  it('is a list, and both sides of each changed file', async () => {
    const { looking, taken, workspace } = await lookedAt();
    symlinkSync('a.txt', join(workspace, 'link'));
    const from = await taken();
    writeFileSync(join(workspace, 'a.txt'), 'two\n');
    writeFileSync(join(workspace, 'bin'), Buffer.of(1, 0, 2));
    writeFileSync(join(workspace, 'dot.png'), Buffer.from('\x89PNG\r\n\x1a\n\0', 'latin1'));
    rmSync(join(workspace, 'link'));
    writeFileSync(join(workspace, 'link'), 'no link\n');
    const span = { thread: 'thread1', from, to: await taken() };
    const files = await looking['diff/files'](span);
    expect(files.ok && files.value.files.map((file) => [file.status, file.path])).toEqual([
      ['modified', 'a.txt'],
      ['added', 'bin'],
      ['added', 'dot.png'],
      ['type_changed', 'link'],
    ]);
    const sides = async (path: string) => {
      const answer = await looking['diff/file']({ ...span, path });
      return answer.ok ? [answer.value.before, answer.value.after] : answer.error.code;
    };
    expect(await sides('a.txt')).toEqual([textSide('one\n'), textSide('two\n')]);
    expect(await sides('bin')).toEqual([{ kind: 'none' }, { kind: 'binary', size: 3, picture: null }]);
    expect(await sides('dot.png')).toEqual([
      { kind: 'none' },
      { kind: 'binary', size: 9, picture: 'data:image/png;base64,iVBORw0KGgoA' },
    ]);
    expect(await sides('link')).toEqual([{ kind: 'link', target: 'a.txt' }, textSide('no link\n')]);
    expect(await sides('../../etc/passwd')).toBe('no_change');
  });

  it('shows nothing of the repository but the thread’s checkpoints, and says where one was pruned', async () => {
    const { looking, taken, prune, workspace } = await lookedAt();
    const from = await taken();
    writeFileSync(join(workspace, 'a.txt'), 'two\n');
    const to = await taken();
    expect(await looking['diff/files']({ thread: 'thread1', from, to })).toMatchObject({ ok: true });
    prune(from);
    const gone = { ok: false, error: { code: 'pruned' } };
    expect(await looking['diff/files']({ thread: 'thread1', from, to })).toMatchObject(gone);
    expect(await looking['diff/file']({ thread: 'thread1', from, to, path: 'a.txt' })).toMatchObject(gone);
  });

  it('asks git once for the list, however often files of it are opened, and not once per file', async () => {
    const { looking, taken, calls, workspace } = await lookedAt();
    const from = await taken();
    for (const name of ['x', 'y', 'z']) writeFileSync(join(workspace, name), name);
    const to = await taken();
    const span = { thread: 'thread1', from, to };
    await Promise.all([looking['diff/files'](span), looking['diff/files'](span)]);
    for (const path of ['x', 'y', 'z']) expect(await looking['diff/file']({ ...span, path })).toMatchObject({ ok: true });
    expect(calls).toEqual(['changesBetween', 'storedBlobs', 'storedBlobs', 'storedBlobs']);
  });
});

/** A thread whose checkpoints are real trees of its workspace, and what was asked of git. */
async function lookedAt() {
  const { core, engine, workspace, folder, handlers } = await handlersRig();
  await handlers['sample/create']({});
  const first = engine.state('thread1');
  if (!first) throw new Error('no thread');
  let rows: readonly { readonly tree: string }[] = [];
  const calls: string[] = [];
  const state = () => ({ ...first, checkpoints: rows }) as unknown as typeof first;
  const counting: Core['git'] = {
    ...git,
    changesBetween: (...args) => {
      calls.push('changesBetween');
      return git.changesBetween(...args);
    },
    storedBlobs: (...args) => {
      calls.push('storedBlobs');
      return git.storedBlobs(...args);
    },
  };
  const taken = async () => {
    const options = { exclude: [], privateDir: join(folder, 'git') };
    const answer = await git.snapshotTree(first.workspace, options, new AbortController().signal);
    if (!answer.ok) throw new Error(answer.error.message);
    rows = [...rows, { tree: answer.value.tree }];
    return answer.value.tree;
  };
  const prune = (tree: string) => {
    rows = rows.filter((row) => row.tree !== tree);
  };
  const looking = createHandlersOver({ ...core, git: counting, engine: { ...engineOf(core), state } });
  return { looking, taken, prune, calls, workspace };
}

function textSide(text: string) {
  return { kind: 'text', text, size: text.length, truncated: false };
}

type Core = WindowParts['core'];

function engineOf({ engine }: Core): Core['engine'] {
  return {
    state: (thread) => engine.state(thread),
    read: (thread) => engine.read(thread),
    submit: (thread, command, id) => engine.submit(thread, command, id),
    listed: () => engine.listed(),
    drive: (thread, how) => engine.drive(thread, how),
    driveOnceOpen: (thread, how) => engine.driveOnceOpen(thread, how),
    onEvent: (listener) => engine.onEvent(listener),
    onFault: (listener) => engine.onFault(listener),
    onQueue: (listener) => engine.onQueue(listener),
    queue: () => engine.queue(),
  };
}

function createHandlersOver(core: Core) {
  return createHandlers({ core } as unknown as WindowParts, { exporting: () => undefined, tell: () => undefined });
}
