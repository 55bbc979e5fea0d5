import { text as readAll } from 'node:stream/consumers';
import { parseGoalText } from '../../shared/goal/textForm/parseGoalText';
import { renderGoalText } from '../../shared/goal/textForm/renderGoalText';
import { EXIT } from '../../shared/views/outcome';
import { renderContractFile } from '../goalFiles/renderContract';
import { loadContract } from './contract';
import type { Output } from './io';

/**
 * `goalpost parse`: a goal's text as a contract file on stdout, or with `--json` as `{ contract, findings }`. Findings go to stderr,
 * each with its place in the text; only a text without an outcome is no contract.
 */
export async function parseCommand(options: { readonly text: string; readonly json?: boolean }, output: Output): Promise<number> {
  const text = options.text === '-' ? await readAll(process.stdin) : options.text;
  const { contract, findings } = parseGoalText(text);
  if (options.json) output.out(JSON.stringify({ contract, findings }));
  for (const { offset, part, message } of findings) output.fault(`text:${placeOf(text, offset)}: ${part}: ${message}`);
  if (contract.outcome === '') return EXIT.badUsage;
  if (!options.json) output.out(renderContractFile(contract).trimEnd());
  return EXIT.complete;
}

/** Line and column, from 1, as editors know them. */
function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

/** `goalpost render`: a contract file in the text form, on stdout. */
export async function renderCommand(file: string, options: { readonly json?: boolean }, output: Output): Promise<number> {
  const contract = await loadContract(file);
  if (!contract.ok) {
    for (const line of contract.error) output.fault(line);
    return EXIT.badUsage;
  }
  const text = renderGoalText(contract.value);
  output.out(options.json ? JSON.stringify({ text }) : text);
  return EXIT.complete;
}
