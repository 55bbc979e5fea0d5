import { describe, expect, it } from 'vitest';
import { call, SimulatedThread } from '../../test/fakes/simulatedThread';
import { begin, finish } from '../../test/fakes/stepwise';
import { extendCommands, NO_COMMANDS } from './commandRows';

const OUT = { sha256: 'a'.repeat(64), bytes: 12 };

const shown = (thread: SimulatedThread) =>
  extendCommands(NO_COMMANDS, thread.events).rows.map(
    (row) => `${row.by} ${row.command}: ${row.running ? '…' : ''}${row.mark.word}`,
  );

describe('the commands', () => {
  it('are the checks by their command lines and the calls of shell, live and then stored', () => {
    const thread = new SimulatedThread().activate();
    thread.world.tool = () => ({ status: 'ok', output: 'x', durationMs: 5, exit: 1, stored: OUT });
    thread.world.replies = [{ items: [call('shell', { command: 'node a.js' }), call('search', { pattern: 'x' })] }];
    begin(thread, 'tool.started');
    expect(shown(thread)).toEqual(['check node bench.js: passes', 'check node bench.js: fails', 'agent node a.js: …running']);
    thread.run();
    const [last] = extendCommands(NO_COMMANDS, thread.events).rows.slice(-1);
    expect(last).toMatchObject({
      running: false,
      mark: { shape: 'failed', word: 'exit 1' },
      outputs: [OUT],
      durationMs: 5,
      words: '',
    });
  });

  it('follow a background session to its end', () => {
    const thread = new SimulatedThread().activate();
    const opened = { process: 'p1', command: 'npm run dev' };
    thread.world.tool = () => ({ status: 'ok', output: 'Session p1 started.', durationMs: 5, opened });
    thread.world.replies = [{ items: [call('shell', { command: 'npm run dev', background: true })] }];
    finish(thread, 'tool.finished');
    expect(shown(thread).at(-1)).toBe('agent npm run dev: …running');
    thread.at += 2_000;
    thread.submit({ type: 'process.exit', process: 'p1', exit: 0 });
    expect(shown(thread).at(-1)).toBe('agent npm run dev: exit 0');
    thread.world.tool = () => ({ status: 'ok', output: 'Session p1 has ended: exit 0 after 2.0 s.', durationMs: 5, stored: OUT });
    thread.world.replies = [{ items: [call('write_stdin', { session: 'p1', text: '' })] }];
    thread.run();
    expect(extendCommands(NO_COMMANDS, thread.events).rows.at(-1)?.outputs).toEqual([OUT]);
  });

  it('are lost with the process that held their terminal', () => {
    const thread = new SimulatedThread().activate();
    thread.world.tool = () => ({ status: 'ok', output: '', durationMs: 5, opened: { process: 'p1', command: 'npm run dev' } });
    thread.world.replies = [{ items: [call('shell', { command: 'npm run dev', background: true })] }];
    finish(thread, 'tool.finished');
    thread.submit({ type: 'process.exit', process: 'p1', exit: null, hostDied: true });
    expect(thread.of('process.exited')).toEqual([{ process: 'p1', exit: null, reason: 'host_died' }]);
    expect(shown(thread).at(-1)).toBe('agent npm run dev: lost');
  });

  it('end with their turn when they are cut off', () => {
    const thread = new SimulatedThread().activate();
    thread.world.replies = [{ items: [call('shell', { command: 'sleep 9' })] }];
    begin(thread, 'tool.started');
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'interrupt' });
    expect(shown(thread).at(-1)).toBe('agent sleep 9: cut off');
  });
});
