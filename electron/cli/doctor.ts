import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type HealthFact, healthRows, healthWords, isWell } from '../../shared/views/health';
import { EXIT } from '../../shared/views/outcome';
import { machineHealth } from '../core/machineHealth';
import type { Output } from './io';
import { HOST_ENTRY, PROJECT } from './open';
import { painter, type Tone } from './paint';
import { type CommonOptions, dataFolder } from './settings';
import { columns } from './summary';

/** `goalpost doctor`: tries what goals rest on, and says what repairs what is missing. 0 where all is well, 5 where not. */
export async function doctorCommand(options: CommonOptions, output: Output): Promise<number> {
  const facts = await machineHealth({
    hostEntry: HOST_ENTRY,
    dataDir: dataFolder(options),
    keychain: { state: 'works', words: 'the command line takes keys from the environment and stores none' },
    window: windowFact(),
  });
  if (options.json) output.out(JSON.stringify({ type: 'doctor', well: isWell(facts), facts: inOrder(facts) }));
  else for (const line of doctorLines(facts, output)) output.out(line);
  return isWell(facts) ? EXIT.complete : EXIT.failed;
}

function inOrder(facts: readonly HealthFact[]): readonly HealthFact[] {
  return healthRows(facts, false).flatMap(({ id }) => facts.find((fact) => fact.id === id) ?? []);
}

/** Where set-up has not brought Electron, `npm start` does. */
function windowFact(): Omit<HealthFact, 'id'> {
  const there = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(PROJECT, 'node_modules', 'electron', 'dist');
  if (existsSync(there)) return { state: 'works', words: 'Electron is there' };
  return {
    state: 'limited',
    words: 'no Electron beside the packages; goals run on the command line',
    remedy: { command: 'npm start' },
  };
}

const TONES: Readonly<Record<HealthFact['state'], Tone>> = { works: 'good', limited: 'asks', fails: 'bad', untried: 'quiet' };

const SIGNS: Readonly<Record<HealthFact['state'], string>> = { works: '✓', limited: '!', fails: '✗', untried: '–' };

function doctorLines(facts: readonly HealthFact[], output: Output): readonly string[] {
  const paint = painter(output.color);
  const rows = healthRows(facts, false);
  const states = new Map(facts.map(({ id, state }) => [id, state]));
  const cells = columns(rows.map((row) => [row.group, row.name, row.mark.word, row.words]));
  const lines = rows.flatMap((row, index) => {
    const state = states.get(row.id) ?? 'untried';
    const remedy = row.command === null ? row.advice : `Run: ${row.command}`;
    return [paint(TONES[state], `${SIGNS[state]} ${cells[index] ?? ''}`), ...(remedy === null ? [] : [`  → ${remedy}`])];
  });
  return [...lines, '', paint(isWell(facts) ? 'good' : 'bad', healthWords(facts))];
}
