import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contract } from '../../shared/goal/contract';
import { parseContractFile } from './contractFile';

/** A contract to begin from. What stands in angle brackets in it is for the user to replace. */
export interface Template {
  /** Its file's name without the ending, by which it is asked for. */
  readonly name: string;
  /** What it is for: the first line of its objective. */
  readonly about: string;
  readonly text: string;
  readonly contract: Contract;
}

/** The contracts shipped with the app, from the package's folder of them, by name. A template that does not parse is a fault of ours: it throws. */
export async function readTemplates(folder: string): Promise<readonly Template[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.md')).sort();
  return Promise.all(files.map((file) => readTemplate(folder, file)));
}

async function readTemplate(folder: string, file: string): Promise<Template> {
  const text = await readFile(join(folder, file), 'utf8');
  const contract = parseContractFile(text);
  if (!contract.ok) throw new Error(`the template ${file} does not parse: ${contract.error[0]?.message ?? ''}`);
  const about = contract.value.objective.split('\n', 1)[0] ?? '';
  return { name: file.replace(/\.md$/, ''), about, text, contract: contract.value };
}
