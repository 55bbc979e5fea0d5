import { z } from 'zod';
import { Contract } from '../goal/contract';
import { contractProblems, formatPath } from '../goal/findings';
import { err, ok, type Result } from '../kernel/result';
import type { ToolSpec } from '../provider/model';
import { GOAL_TOOLS, type ToolArguments, type ToolName, toolArguments } from './arguments';
import { toolDescriptions } from './descriptions';

type JsonSchema = Readonly<Record<string, unknown>>;

const TOOL_NAMES = Object.keys(toolArguments) as ToolName[];

/** The tools that `allowed` names as a model is told of them, in a fixed order: a stable prefix is cached. */
export function toolSpecs(allowed: readonly string[] = GOAL_TOOLS): readonly ToolSpec[] {
  return TOOL_NAMES.filter((name) => allowed.includes(name)).map(specOf);
}

/** Made once: rendering the schemas takes a millisecond, and every request tells them. */
const specs = new Map<ToolName, ToolSpec>();

function specOf(name: ToolName): ToolSpec {
  const known = specs.get(name) ?? { name, description: toolDescriptions[name], parameters: parametersOf(name) };
  specs.set(name, known);
  return known;
}

/** One plain object schema: OpenAI's function tools take neither a union at the top nor a `$schema`, and other servers none anywhere. */
function parametersOf(name: ToolName): JsonSchema {
  const { $schema: _, $defs, ...schema } = plainSchema(z.toJSONSchema(toolArguments[name], { io: 'input' })) as JsonSchema;
  return withoutChoices(schema, ($defs ?? {}) as JsonSchema) as JsonSchema;
}

/**
 * Zod states the safe integer range for every integer: true of any JSON number we take, and noise to a model. Patterns go too: some
 * servers make a grammar of the schema and refuse what they cannot read; our own door judges them, and says what is wrong.
 */
function plainSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainSchema);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(
    ([key, inner]) =>
      inner !== Number.MAX_SAFE_INTEGER && inner !== Number.MIN_SAFE_INTEGER && !(key === 'pattern' && typeof inner === 'string'),
  );
  return Object.fromEntries(entries.map(([key, inner]) => [key, plainSchema(inner)]));
}

/**
 * The schema with every reference replaced by what it names, every union of objects by one object, and of other unions the last
 * variant, which is the general one. No schema of ours refers to itself.
 */
function withoutChoices(value: unknown, definitions: JsonSchema): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutChoices(item, definitions));
  if (typeof value !== 'object' || value === null) return value;
  const { $ref, ...rest } = value as JsonSchema;
  const named = typeof $ref === 'string' ? (definitions[$ref.replace('#/$defs/', '')] as JsonSchema) : {};
  const entries = Object.entries({ ...named, ...rest });
  const { oneOf, anyOf, ...plain } = Object.fromEntries(
    entries.map(([key, inner]) => [key, withoutChoices(inner, definitions)]),
  ) as JsonSchema;
  if (Array.isArray(oneOf)) return { ...mergedVariants(oneOf as JsonSchema[]), ...plain };
  return Array.isArray(anyOf) ? { ...(anyOf.at(-1) as JsonSchema), ...plain } : plain;
}

/** A union of objects as one object: the discriminator lists its values, and only what all variants require is required. */
function mergedVariants(variants: readonly JsonSchema[]): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  for (const variant of variants) {
    for (const [key, schema] of Object.entries(variant.properties as Record<string, JsonSchema>)) {
      properties[key] = mergedProperty(properties[key], schema);
    }
  }
  const required = Object.keys(properties).filter((key) =>
    variants.every((variant) => (variant.required as string[]).includes(key)),
  );
  return { type: 'object', properties, required, additionalProperties: false };
}

function mergedProperty(known: JsonSchema | undefined, schema: JsonSchema): JsonSchema {
  if (!('const' in schema)) return schema;
  const values = (known?.enum ?? []) as unknown[];
  return { type: schema.type, enum: [...values, schema.const] };
}

/** A call whose name and arguments are what a tool takes. */
export type ToolCall = { readonly [N in ToolName]: { readonly name: N; readonly arguments: ToolArguments<N> } }[ToolName];

/** Parses a model's call. The error is a sentence for the model: what is wrong with it and what is expected instead. */
export function parseToolArguments(name: string, json: string): Result<ToolCall, string> {
  if (!isToolName(name)) return err(`There is no tool "${name}". The tools are: ${TOOL_NAMES.join(', ')}.`);
  const value = parseJson(json);
  if (!value.ok) return err(`The arguments of ${name} are not JSON (${value.error}). ${expectation(name)}`);
  if (name === 'propose_contract') return parseProposal(value.value);
  const parsed = toolArguments[name].safeParse(value.value);
  if (!parsed.success)
    return err(`${name} was not called: ${parsed.error.issues.map(issueSentence).join('; ')}. ${expectation(name)}`);
  const call = { name, arguments: parsed.data } as ToolCall;
  const fault = dossierFault(call);
  return fault === undefined ? ok(call) : err(fault);
}

/** A contract's faults are told as those of a file are: at which place, and what to write instead. */
function parseProposal(value: unknown): Result<ToolCall, string> {
  const document = typeof value === 'object' && value !== null && !Array.isArray(value) ? { goalpost: 1, ...value } : value;
  const parsed = Contract.safeParse(document);
  if (parsed.success) return ok({ name: 'propose_contract', arguments: parsed.data });
  const problems = contractProblems(Contract, document).map(
    ({ path, message }) => `- ${formatPath(path) || 'the contract'}: ${message}`,
  );
  return err(
    [
      'The proposal does not parse, and nothing of it was taken:',
      ...problems,
      'Correct this and propose the whole contract again.',
    ].join('\n'),
  );
}

function isToolName(name: string): name is ToolName {
  return Object.hasOwn(toolArguments, name);
}

/** Some servers send an empty text for a call without arguments. */
function parseJson(json: string): Result<unknown, string> {
  try {
    return ok(json.trim() === '' ? {} : JSON.parse(json));
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    return err(thrown.message);
  }
}

function issueSentence(issue: z.core.$ZodIssue): string {
  return issue.path.length === 0 ? issue.message : `${issue.path.join('.')}: ${issue.message}`;
}

function expectation(name: ToolName): string {
  const { properties, required } = parametersOf(name) as { properties: Record<string, JsonSchema>; required?: readonly string[] };
  const keys = Object.entries(properties).map(
    ([key, schema]) =>
      `${key}${required?.includes(key) ? '' : '?'}: ${Array.isArray(schema.enum) ? schema.enum.join(' | ') : schema.type}`,
  );
  return `Expected an object { ${keys.join(', ')} }.`;
}

/** What the schema cannot say: a goal is blocked only with a dossier that names attempts and needs. */
function dossierFault(call: ToolCall): string | undefined {
  if (call.name !== 'update_goal' || call.arguments.status !== 'blocked') return undefined;
  const { dossier } = call.arguments;
  if (dossier && dossier.attempts.length > 0 && dossier.needs.length > 0) return undefined;
  return 'update_goal was not called: blocked needs a dossier with at least one entry in attempts and in needs: what was tried, and what input would unblock the goal. Call it again with both.';
}
