import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** The absolute path of a program, looked for in the absolute folders of PATH. */
export function findProgram(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => isAbsolute(folder))
    .map((folder) => join(folder, name))
    .find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Like {@link findProgram}, for a program whose presence was checked when the sandbox was opened. */
export function requireProgram(name: string): string {
  const file = findProgram(name);
  if (!file) throw new Error(`the program "${name}" is gone from PATH`);
  return file;
}
