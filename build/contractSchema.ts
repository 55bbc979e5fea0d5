import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ContractFrontMatter } from '../shared/goal/contract';

const FILE = 'docs/contract.schema.json';

/**
 * The text of `docs/contract.schema.json`: the JSON Schema of a contract file's front matter, for editors and other programs. It
 * says what a person may write, so keys with defaults are optional. `npx vitest run build/contractSchema.test.ts -u` writes it anew.
 */
export function contractSchemaText(): string {
  const { $schema, ...rest } = z.toJSONSchema(ContractFrontMatter, { io: 'input', target: 'draft-2020-12' });
  const titled = {
    $schema,
    title: 'Goalpost contract',
    description: 'The YAML front matter of a Goalpost contract file. The Markdown below it is the objective in prose.',
    ...rest,
  };
  return `${JSON.stringify(titled, null, 2)}\n`;
}

/** A step of `npm run check`: whether the published file is what the schema says today. */
export async function check(root: string): Promise<{ readonly ok: boolean; readonly report: string }> {
  const published = await readFile(join(root, FILE), 'utf8').catch(() => undefined);
  if (published === contractSchemaText()) return { ok: true, report: '' };
  const state = published === undefined ? 'missing' : 'stale';
  return { ok: false, report: `  ${FILE} is ${state}: write it anew with npx vitest run build/contractSchema.test.ts -u` };
}
