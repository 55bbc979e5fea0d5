import { open, stat } from 'node:fs/promises';
import { Contract, ContractFrontMatter } from '../../shared/goal/contract';
import { type ContractFinding, contractProblems, formatPath } from '../../shared/goal/findings';
import { normalProse } from '../../shared/goal/prose';
import { err, ok, type Result } from '../../shared/kernel/result';
import { splitFrontMatter } from './frontMatter';
import { parseYaml } from './yamlTree';

/** Why a contract file could not be had: a sentence, and the findings where it was read but is no contract. */
export interface ContractFileError {
  readonly code: 'missing' | 'unreadable' | 'refused';
  readonly message: string;
  readonly findings: readonly ContractFinding[];
}

/** The contract is told to the model at every turn: what is larger is not one. */
const MAX_FILE_BYTES = 256 * 1024;

/** More than this many findings help nobody: the first ones are corrected first. */
const MAX_FINDINGS = 50;

/**
 * Reads a contract from a Markdown file with YAML front matter. This room owns the file's form and its errors; what a contract
 * must hold is `shared/goal`'s. It never throws for what a file may contain, be it missing, a folder, huge or not text.
 */
export async function readContractFile(path: string): Promise<Result<Contract, ContractFileError>> {
  const read = await readText(path);
  if (!read.ok) return err({ ...read.error, findings: [] });
  const parsed = parseContractFile(read.value);
  if (parsed.ok) return parsed;
  return err({ code: 'refused', message: `${path} is not a contract.`, findings: parsed.error });
}

/** Parses a contract file's text. Each finding names the line and the remedy; they come in the order of the file. Never throws. */
export function parseContractFile(text: string): Result<Contract, readonly ContractFinding[]> {
  if (text.length > MAX_FILE_BYTES) return err([wholeFile(TOO_LARGE)]);
  const split = splitFrontMatter(text.replace(/^\ufeff/, '').replace(/\r\n/g, '\n'));
  if (!split.ok) return err([wholeFile(split.error)]);
  const findings = inOrder(frontMatterFindings(split.value.yaml));
  if (findings.length > 0) return err(findings);
  return ok(Contract.parse({ ...(parseYaml(split.value.yaml).value as object), objective: normalProse(split.value.body) }));
}

const TOO_LARGE = `the file is larger than ${MAX_FILE_BYTES / 1024} KiB: a contract is compact; refer to other files in the workspace by path`;

function wholeFile(message: string): ContractFinding {
  return { line: 1, column: 1, path: '', message };
}

function frontMatterFindings(yaml: string): readonly ContractFinding[] {
  const tree = parseYaml(yaml);
  if (tree.problems.length > 0) {
    return oneALine(
      tree.problems.map(({ offset, path, message }) => ({ ...placeOf(yaml, offset), path: formatPath(path), message })),
    );
  }
  if (tree.value === null)
    return [wholeFile('the front matter is empty: begin with goalpost: 1 and outcome: what must be true at the end')];
  return contractProblems(ContractFrontMatter, tree.value).map(({ path, at, message }) => ({
    ...placeOf(yaml, tree.offsetOf(path, at)),
    path: formatPath(path),
    message,
  }));
}

// One slip makes YAML complain several times over the same line.
function oneALine(findings: readonly ContractFinding[]): readonly ContractFinding[] {
  const lines = new Set<number>();
  return findings.filter(({ line }) => !lines.has(line) && lines.add(line));
}

function inOrder(findings: readonly ContractFinding[]): readonly ContractFinding[] {
  const sorted = [...findings].sort((left, right) => left.line - right.line || left.column - right.column);
  const rest = sorted.length - MAX_FINDINGS;
  const last = sorted[MAX_FINDINGS];
  if (!last || rest <= 0) return sorted;
  return [...sorted.slice(0, MAX_FINDINGS), { ...last, path: '', message: `and ${rest} more from here on` }];
}

// Line 1 of the file is the opening fence, so the YAML's first line is line 2. Columns count UTF-16 units.
function placeOf(yaml: string, offset: number): { readonly line: number; readonly column: number } {
  const before = yaml.slice(0, offset).split('\n');
  return { line: before.length + 1, column: (before.at(-1)?.length ?? 0) + 1 };
}

async function readText(path: string): Promise<Result<string, Omit<ContractFileError, 'findings'>>> {
  try {
    const bytes = await readBounded(path);
    return ok(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (thrown) {
    if (!(thrown instanceof Error) || !('code' in thrown)) throw thrown;
    if (thrown.code === 'ENOENT')
      return err({ code: 'missing', message: `There is no file ${path}. Check the path, also against the folder you are in.` });
    if (thrown.code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      return err({ code: 'unreadable', message: `${path} is not UTF-8 text. Save it as UTF-8.` });
    return err({ code: 'unreadable', message: `${path} cannot be read (${thrown.message}). A contract is a Markdown file.` });
  }
}

// One byte more than allowed shows that there are too many, without reading a huge or endless file to its end.
async function readBounded(path: string): Promise<Uint8Array> {
  // Before it is opened: opening a named pipe waits for its writer.
  if (!(await stat(path)).isFile()) throw Object.assign(new Error('it is not a file'), { code: 'EISDIR' });
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(MAX_FILE_BYTES + 1);
    let filled = 0;
    for (let bytes = -1; bytes !== 0 && filled < buffer.length; filled += bytes) {
      ({ bytesRead: bytes } = await file.read(buffer, filled, buffer.length - filled));
    }
    return buffer.subarray(0, filled);
  } finally {
    await file.close();
  }
}
