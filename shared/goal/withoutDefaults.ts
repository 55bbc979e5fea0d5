import { z } from 'zod';
import { bare, variantOf } from './schemaAt';

/** The value with its keys in the schema's order and without those that the schema would fill in just so. */
export function withoutDefaults(schema: z.ZodType, value: unknown): unknown {
  const within = variantOf(bare(schema), value);
  if (within instanceof z.ZodArray && Array.isArray(value))
    return value.map((item) => withoutDefaults(within.element as z.ZodType, item));
  if (!(within instanceof z.ZodObject)) return value;
  const given = value as Readonly<Record<string, unknown>>;
  const entries = Object.entries(within.shape as Record<string, z.ZodType>).map(
    ([key, child]) => [key, child, given[key]] as const,
  );
  return Object.fromEntries(
    entries.flatMap(([key, child, item]) =>
      item === undefined || isDefault(child, item) ? [] : [[key, withoutDefaults(child, item)]],
    ),
  );
}

function isDefault(schema: z.ZodType, value: unknown): boolean {
  return schema instanceof z.ZodDefault && JSON.stringify(schema.parse(undefined)) === JSON.stringify(schema.parse(value));
}
