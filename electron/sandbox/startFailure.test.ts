import { describe, expect, it } from 'vitest';
import { sandboxStartFailure } from './startFailure';

describe('a sandbox that failed to start', () => {
  it.each([
    [
      'bwrap: Creating new namespace failed: Operation not permitted\n',
      1,
      'bwrap: Creating new namespace failed: Operation not permitted',
    ],
    ['\r\nbwrap: No permissions\r\n', 1, 'bwrap: No permissions'],
    ['apply-seccomp: unshare(CLONE_NEWUSER): Invalid argument', 1, 'apply-seccomp: unshare(CLONE_NEWUSER): Invalid argument'],
    ['/usr/bin/bash: line 1: /usr/bin/bwrap: No such file or directory', 127, 'bwrap: No such file or directory'],
  ])('is known by its first line: %j', (output, exit, cause) => {
    expect(sandboxStartFailure(output, exit)).toBe(`The sandbox did not start: ${cause}`);
  });

  it.each([
    ['bwrap: told of, not failed', 0],
    ['bash: line 1: frobnicate: command not found', 127],
    ['error: bwrap: in the middle', 1],
    ['', 1],
    ['bwrap: cut', null],
  ])('is not taken from %j, exit %j', (output, exit) => {
    expect(sandboxStartFailure(output, exit)).toBeUndefined();
  });
});
