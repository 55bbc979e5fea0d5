import { createRequire } from 'node:module';
import type { ErrorObject, Options } from 'ajv';
import { err, type Result } from '../../shared/kernel/result';
import { timeLimited } from './timeLimit';

const require = createRequire(import.meta.url);

/** Loaded with the first schema, and not at the start of the app. */
const ajv = (): typeof import('ajv') => require('ajv');
const ajv2020 = (): typeof import('ajv/dist/2020.js') => require('ajv/dist/2020.js');

/** Problems named in a verdict; a document that is wrong everywhere needs no more. */
const NAMED_PROBLEMS = 5;

/** A schema of the workspace may hold a pattern that backtracks or a reference that goes in circles; a sane one takes milliseconds. */
const SCHEMA_MS = 2000;

/** Unknown keywords and formats are passed over, as the standard asks; nothing is filled in or converted. */
const OPTIONS: Options = { strict: false, validateFormats: false, logger: false };

/**
 * How a document breaks a JSON Schema: clauses with the place as a JSON pointer; none when it holds. Draft 2020-12, or draft-07 where
 * `$schema` says so. With `every` it goes on after the first problem, for a document small enough to be wrong everywhere. The error is a clause on the schema itself.
 */
export function schemaProblems(
  schema: unknown,
  document: unknown,
  options: { readonly every: boolean },
): Result<readonly string[], string> {
  if (typeof schema !== 'boolean' && (typeof schema !== 'object' || schema === null || Array.isArray(schema))) {
    return err('is not a JSON Schema: neither an object nor a boolean');
  }
  try {
    const done = timeLimited(() => problemsBy(schema, document, { ...OPTIONS, allErrors: options.every }), SCHEMA_MS);
    return done.ok ? done : err('takes too long to evaluate');
  } catch (error) {
    return err(`cannot be used: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function problemsBy(schema: boolean | object, document: unknown, options: Options): readonly string[] {
  const validate = (isDraft07(schema) ? new (ajv().Ajv)(options) : new (ajv2020().Ajv2020)(options)).compile(
    withoutDraft(schema),
  );
  if (validate(document)) return [];
  const problems = (validate.errors ?? []).map(described);
  const rest = problems.length - NAMED_PROBLEMS;
  return rest > 0 ? [...problems.slice(0, NAMED_PROBLEMS), `${rest} more`] : problems;
}

function isDraft07(schema: boolean | object): boolean {
  return typeof schema === 'object' && '$schema' in schema && /\/draft-0[67]\//.test(String(schema.$schema));
}

/** The draft is chosen; its address, often spelled another way than ajv knows it, would be looked up. */
function withoutDraft(schema: boolean | object): boolean | object {
  if (typeof schema === 'boolean') return schema;
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema'));
}

function described(error: ErrorObject): string {
  const extra = error.keyword === 'additionalProperties' ? ` (${JSON.stringify(error.params.additionalProperty)})` : '';
  return `${error.instancePath || 'the document'} ${error.message ?? 'is wrong'}${extra}`;
}
