import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { didYouMean } from '../../shared/goal/didYouMean';
import { EXIT } from '../../shared/views/outcome';
import { readTemplates } from '../goalFiles/templates';
import type { Output } from './io';
import { columns } from './summary';

/** The command line's own file stands in `out/`, the templates one level up. */
const TEMPLATES_FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', 'templates');

/** `goalpost templates`: the contracts to begin from; with a name, that one's file on stdout. */
export async function templatesCommand(
  name: string | undefined,
  options: { readonly json?: boolean },
  output: Output,
): Promise<number> {
  const templates = await readTemplates(TEMPLATES_FOLDER);
  const shown = name === undefined ? templates : templates.filter((template) => template.name === name);
  const [only] = shown;
  if (!only) return unknown(name ?? '', templates, output);
  if (options.json) for (const template of shown) output.out(JSON.stringify({ type: 'template', ...template }));
  else if (name !== undefined) output.out(only.text.trimEnd());
  else for (const line of columns(shown.map((template) => [template.name, template.about]))) output.out(line);
  return EXIT.complete;
}

function unknown(name: string, templates: readonly { readonly name: string }[], output: Output): number {
  const names = templates.map((template) => template.name);
  const meant = didYouMean(name, names);
  output.fault(`There is no template "${name}". ${meant ? `Did you mean ${meant}?` : `There are ${names.join(', ')}.`}`);
  return EXIT.badUsage;
}
