import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { children, descriptors, terminalDevices } from '../../test/rigs/openFiles';
import { dead, seen, terminalRig, until } from '../../test/rigs/terminalRig';
import { isAlive } from '../pty/processTree';

const { folder, watched, orderOf, begun, pidIn } = terminalRig();

describe('a terminal in the host', () => {
  it('has its size, environment and folder, takes input, and stores its whole output once', async () => {
    const { terminals } = watched();
    const terminal = await begun(terminals, 'stty size; pwd; read -r line; echo "$line $WORD"; stty size; exit 5');
    expect(await seen(terminal, 'terminals')).toContain('33 90\n');
    terminal.resize(40, 10);
    terminal.write('grüße\n');
    const end = await terminal.ended;
    expect(end).toMatchObject({ exit: { exit: 5 }, bytes: end.stored?.bytes });
    expect(terminal.result).toBe(end);
    expect((await terminal.look()).text).toContain('grüße ü ✓\n10 40\n');
    expect(await terminal.look()).toEqual({ text: '', cut: false, typed: '' });
    expect(end.stored?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('tells the end of a command that is over before anybody could look, the first of its host', async () => {
    const { terminals } = watched();
    const command = { ...orderOf('').command, file: '/bin/true', args: [] };
    expect((await (await begun(terminals, 'true', { command })).ended).exit).toEqual({ exit: 0 });
  });

  it('stores nothing where the order says so', async () => {
    const { terminals } = watched();
    const { stored, lost, bytes } = await (await begun(terminals, 'echo gone', { store: false })).ended;
    expect({ stored, lost, bytes }).toEqual({ stored: undefined, lost: undefined, bytes: 6 });
  });

  it('stands still from its start when frozen, and once freezing has settled', async () => {
    const { terminals } = watched();
    const size = () => (existsSync(join(folder(), 'count')) ? readFileSync(join(folder(), 'count')).length : 0);
    const terminal = await begun(terminals, 'while :; do printf x >> count; done', { frozen: true });
    const atStart = size();
    await terminal.freeze(true);
    expect(size()).toBe(atStart);
    await terminal.freeze(false);
    await until(() => size() > atStart);
    await terminal.freeze(true);
    const frozen = size();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(size()).toBe(frozen);
    expect((await terminal.kill()).exit.exit).toBeNull();
  });

  it('is ended with its whole process tree', async () => {
    const { terminals } = watched();
    const terminal = await begun(terminals, 'trap "" TERM; sleep 600 & echo $! > child; wait');
    await until(() => pidIn('child') > 0);
    expect(await terminal.kill()).toMatchObject({ exit: { exit: null, signal: 'SIGKILL' } });
    expect(dead(pidIn('child'))).toBe(true);
    terminal.write('x');
    terminal.resize(1, 1);
    expect(await terminal.kill()).toBe(terminal.result);
  });

  it('is refused with a sentence where it cannot be started, and under an id that lives', async () => {
    const { terminals } = watched();
    const command = { ...orderOf('true').command, cwd: '/nowhere' };
    expect(await terminals.open(orderOf('true', { command }))).toMatchObject({
      ok: false,
      error: { code: 'spawn_failed', message: expect.stringContaining('/nowhere does not exist') },
    });
    await begun(terminals, 'sleep 600');
    expect(await terminals.open(orderOf('true'))).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('lives') },
    });
  });

  it('whose screen cannot be saved is told of in plain characters, whatever its call is called', async () => {
    const { terminals } = watched();
    mkdirSync(join(folder(), 'screens'));
    writeFileSync(join(folder(), 'screens', 'sthread'), '');
    const warned = once(process, 'warning');
    await (await begun(terminals, 'true', { id: 'thread/\u001b[31mred\u0007' })).ended;
    const [{ name, message }] = (await warned) as [Error];
    expect([name, message.slice(0, message.indexOf(': '))]).toEqual([
      'TerminalHost',
      'The screen of thread/ [31mred  could not be saved',
    ]);
  });

  it('leaves no process and no descriptor behind, fifty of them', async () => {
    const { terminals, pid } = watched();
    await (await begun(terminals, 'true')).ended;
    const before = [descriptors(pid(0)), descriptors(process.pid)];
    const fifty = await Promise.all(
      Array.from({ length: 50 }, (_, index) => begun(terminals, `echo $$ > pid${index}; exec cat`, { id: `thread/${index}` })),
    );
    await until(() => fifty.every((_, index) => pidIn(`pid${index}`) > 0));
    await Promise.all(fifty.map((terminal) => terminal.kill()));
    expect(fifty.map((_, index) => isAlive(pidIn(`pid${index}`)))).toEqual(fifty.map(() => false));
    await until(() => terminalDevices(pid(0)) === 0);
    expect([descriptors(pid(0)), descriptors(process.pid)]).toEqual(before);
    expect(children(pid(0))).toEqual([]);
  });
});
