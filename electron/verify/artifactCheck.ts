import type { FileHandle } from 'node:fs/promises';
import type { ArtifactCheck } from '../../shared/goal/check';
import { err, ok, type Result } from '../../shared/kernel/result';
import { schemaProblems } from './jsonSchema';
import type { Finding } from './parts';
import { withoutRuns } from './parts';
import { missingSections } from './sections';
import { type FilePlace, type OpenedFile, openWorkspaceFile } from './workspaceFile';

/** JSON and its schema are read whole; a document beyond this is refused with a sentence rather than taken into memory. */
const MAX_JSON_BYTES = 64 << 20;

/** Up to here all problems are looked for; every item of a larger document may be one, and each costs memory. */
const EVERY_PROBLEM_BYTES = 1 << 20;

type Schema = boolean | object;

/**
 * Looks at a file of the workspace: there, regular, not empty or of the asked size, with the named sections, valid by the schema. A
 * schema that cannot be used makes the check broken, whatever the file is: nothing could ever pass or fail by it.
 */
export async function lookAtArtifact(place: FilePlace, check: ArtifactCheck): Promise<Finding> {
  const schema = check.schema === undefined ? ok(undefined) : await usableSchema(place, check.schema);
  if (!schema.ok)
    return withoutRuns({ verdict: 'broken', reason: 'schema', message: `the schema ${check.schema} ${schema.error}` });
  const opened = await openWorkspaceFile(place, check.path);
  if (!opened.ok) return withoutRuns(failed(`${check.path} ${opened.error}`));
  try {
    const problem = await problemOf(check, opened.value, schema.value);
    if (problem !== undefined) return withoutRuns(failed(`${check.path} ${problem}`));
    return withoutRuns({ verdict: 'pass' }, `${check.path}: ${opened.value.bytes} bytes${praise(check)}`);
  } finally {
    await opened.value.handle.close();
  }
}

async function problemOf(check: ArtifactCheck, file: OpenedFile, schema: Schema | undefined): Promise<string | undefined> {
  return sizeProblem(check, file) ?? (await sectionProblem(check, file)) ?? (await schemaProblem(check, file, schema));
}

function sizeProblem(check: ArtifactCheck, file: OpenedFile): string | undefined {
  if (check.minBytes !== undefined && file.bytes < check.minBytes)
    return `has ${file.bytes} bytes, at least ${check.minBytes} expected`;
  if (check.maxBytes !== undefined && file.bytes > check.maxBytes)
    return `has ${file.bytes} bytes, at most ${check.maxBytes} expected`;
  return file.bytes === 0 && check.minBytes !== 0 ? 'is empty' : undefined;
}

async function sectionProblem(check: ArtifactCheck, file: OpenedFile): Promise<string | undefined> {
  if (!check.sections) return undefined;
  const input = file.handle.createReadStream({ start: 0, autoClose: false, encoding: 'utf8' });
  const missing = await missingSections(input, check.sections);
  input.destroy();
  return missing.length === 0
    ? undefined
    : `lacks the ${missing.length === 1 ? 'section' : 'sections'} ${missing.map(quote).join(', ')}`;
}

async function schemaProblem(check: ArtifactCheck, file: OpenedFile, schema: Schema | undefined): Promise<string | undefined> {
  if (schema === undefined) return undefined;
  const document = await readJson(file.handle, file.bytes);
  if (!document.ok) return document.error;
  const problems = schemaProblems(schema, document.value, { every: file.bytes <= EVERY_PROBLEM_BYTES });
  if (!problems.ok) return `cannot be judged: the schema ${check.schema} ${problems.error}`;
  return problems.value.length === 0 ? undefined : `does not match ${check.schema}: ${problems.value.join('; ')}`;
}

/** The schema, once it has judged the least document; the error is a clause on it. */
async function usableSchema(place: FilePlace, path: string): Promise<Result<Schema, string>> {
  const schema = await readSchema(place, path);
  if (!schema.ok) return schema;
  const tried = schemaProblems(schema.value, null, { every: false });
  return tried.ok ? ok(schema.value as Schema) : tried;
}

async function readSchema(place: FilePlace, path: string): Promise<Result<unknown, string>> {
  const opened = await openWorkspaceFile(place, path);
  if (!opened.ok) return opened;
  try {
    return await readJson(opened.value.handle, opened.value.bytes);
  } finally {
    await opened.value.handle.close();
  }
}

async function readJson(handle: FileHandle, bytes: number): Promise<Result<unknown, string>> {
  if (bytes > MAX_JSON_BYTES) return err(`is larger than ${MAX_JSON_BYTES >> 20} MiB, too large to be read as JSON`);
  const buffer = Buffer.alloc(bytes);
  const { bytesRead } = await handle.read(buffer, 0, bytes, 0);
  try {
    return ok(JSON.parse(buffer.toString('utf8', 0, bytesRead).replace(/^\uFEFF/, '')));
  } catch {
    return err('is not JSON');
  }
}

function praise(check: ArtifactCheck): string {
  const sections = check.sections ? `, sections ${check.sections.map(quote).join(', ')}` : '';
  return `${sections}${check.schema === undefined ? '' : `, matches ${check.schema}`}`;
}

const quote = (text: string) => JSON.stringify(text);

const failed = (message: string): Finding['verdict'] => ({ verdict: 'fail', reason: 'artifact', message });
