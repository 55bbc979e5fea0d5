import { describe, expect, it } from 'vitest';
import { startFailure } from './startFailure';

const run = (exit: number | null) => ({ exit, durationMs: 1, timedOut: false });
const broken = (message: string) => ({ verdict: 'broken', reason: 'not_found', message });

describe('a command that could not start', () => {
  it.each([
    [127, '/bin/bash: line 1: nosuch: command not found\n', 'exit 127: /bin/bash: line 1: nosuch: command not found'],
    [127, 'bash: line 1: ./run.sh: No such file or directory\n', 'exit 127: bash: line 1: ./run.sh: No such file or directory'],
    [127, '> test\n> vitest run\n\nsh: 1: vitest: not found\n', 'exit 127: sh: 1: vitest: not found'],
    [127, 'env: ‘python9’: No such file or directory\n', 'exit 127: env: ‘python9’: No such file or directory'],
    [126, 'bash: line 1: ./run.sh: Permission denied\n', 'exit 126: bash: line 1: ./run.sh: Permission denied'],
    [126, 'bash: line 1: ./dir: Is a directory\n', 'exit 126: bash: line 1: ./dir: Is a directory'],
  ])('exit %i: %s', (exit, stderr, message) => {
    expect(startFailure(run(exit), 0, stderr)).toEqual(broken(message));
  });

  it('is told from one that chose such an exit, or ended otherwise', () => {
    expect(startFailure(run(127), 0, 'assertion failed\n')).toBeUndefined();
    expect(startFailure(run(1), 0, 'bash: line 1: nosuch: command not found\n')).toBeUndefined();
    expect(startFailure(run(127), 127, 'bash: line 1: nosuch: command not found\n')).toBeUndefined();
    expect(startFailure(run(null), 0, 'command not found\n')).toBeUndefined();
  });
});
