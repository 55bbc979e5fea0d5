import { accessSync, constants, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { WrappedCommand } from '../sandbox/sandbox';

/** Why a command line cannot be started, in a sentence; the system's own error for a missing folder names the program. */
export function startProblem(command: WrappedCommand): string | undefined {
  if (!isFolder(command.cwd)) return `The working folder ${command.cwd} does not exist. Name one that does.`;
  if (isAbsolute(command.file) && !isExecutable(command.file)) return `The program ${command.file} cannot be run. Install it.`;
  return undefined;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
