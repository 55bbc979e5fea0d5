import type { Contract } from '../../shared/goal/contract';
import { err, ok, type Result } from '../../shared/kernel/result';
import { readContractFile } from '../goalFiles/contractFile';

/** Reads a contract; the error is one line per finding, each with its place as editors know it: `file:line:column`. */
export async function loadContract(file: string): Promise<Result<Contract, readonly string[]>> {
  const read = await readContractFile(file);
  if (read.ok) return ok(read.value);
  const { message, findings } = read.error;
  const lines = findings.map(
    (finding) => `${file}:${finding.line}:${finding.column}: ${finding.path ? `${finding.path}: ` : ''}${finding.message}`,
  );
  return err(lines.length > 0 ? lines : [message]);
}
