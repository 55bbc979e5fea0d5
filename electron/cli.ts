import { processOutput } from './cli/io';
import { runProgram } from './cli/program';

/** The command line's door: arguments after the program's name in, the process's exit code out. */
export function main(argv: readonly string[]): Promise<number> {
  return runProgram(argv, processOutput());
}
