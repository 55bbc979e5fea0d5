import { z } from 'zod';

/** Where a value stands in a document: keys and indexes from its root. */
export type ValuePath = readonly (string | number)[];

/** The schema for the value at `path` of `document`, without its defaults; undefined where the schema knows no such place. */
export function schemaAt(root: z.ZodType, path: ValuePath, document: unknown): z.ZodType | undefined {
  let schema: z.ZodType | undefined = root;
  let value = document;
  for (const key of path) {
    if (!schema) return undefined;
    schema = childOf(bare(schema), key, value);
    value = valueAt(value, [key]);
  }
  return schema;
}

/** The keys that a mapping at `path` may have; none where it is no mapping. */
export function knownKeys(root: z.ZodType, path: ValuePath, document: unknown): readonly string[] {
  const schema = schemaAt(root, path, document);
  const object = schema && variantOf(bare(schema), valueAt(document, path));
  return object instanceof z.ZodObject ? Object.keys(object.shape) : [];
}

/** An example of a value, as the schema or what it wraps gives it. */
export function exampleOf(schema: z.ZodType | undefined): unknown {
  for (let layer = schema; layer; layer = inner(layer)) {
    const examples = z.globalRegistry.get(layer)?.examples;
    if (Array.isArray(examples) && examples.length > 0) return examples[0];
  }
  return undefined;
}

/** The schema without the layers that only say what happens when the value is left out. */
export function bare(schema: z.ZodType): z.ZodType {
  const within = inner(schema);
  return within ? bare(within) : schema;
}

/** The value at `path`, or undefined where there is none. */
export function valueAt(document: unknown, path: ValuePath): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    return (value as Record<string | number, unknown>)[key];
  }, document);
}

function inner(schema: z.ZodType): z.ZodType | undefined {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : undefined;
}

function childOf(schema: z.ZodType, key: string | number, value: unknown): z.ZodType | undefined {
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  const object = variantOf(schema, value);
  if (!(object instanceof z.ZodObject) || !Object.hasOwn(object.shape, key)) return undefined;
  return object.shape[key] as z.ZodType;
}

/** Of a union told apart by a key, the variant that the value says it is, the first for a value that does not say; of another union, its mapping. */
export function variantOf(schema: z.ZodType, value: unknown): z.ZodType | undefined {
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return mappingOf(schema, value);
  const options = schema.options as readonly z.ZodType[];
  const kind = valueAt(value, [schema.def.discriminator]);
  return (
    options.find(
      (option) => option instanceof z.ZodObject && bare(option.shape[schema.def.discriminator]).safeParse(kind).success,
    ) ?? options[0]
  );
}

function mappingOf(schema: z.ZodType, value: unknown): z.ZodType {
  if (!(schema instanceof z.ZodUnion) || typeof value !== 'object') return schema;
  return (schema.options as readonly z.ZodType[]).find((option) => option instanceof z.ZodObject) ?? schema;
}
