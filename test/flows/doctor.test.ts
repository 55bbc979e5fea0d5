import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProgram } from '../../electron/sandbox/programs';
import { HEALTH_IDS, type HealthFact } from '../../shared/views/health';
import { type FlowPlace, flowPlace } from './support';

const BIN = fileURLToPath(new URL('../../bin/goalpost.mjs', import.meta.url));

let place: FlowPlace;
beforeEach(() => {
  place = flowPlace();
});
afterEach(() => place.dispose());

function doctor(
  path: string | undefined,
  more: Readonly<Record<string, string>> = {},
): {
  readonly code: number | null;
  readonly well: boolean;
  readonly facts: readonly HealthFact[];
} {
  const env = { PATH: path, HOME: place.home, GOALPOST_NO_APT: '1', ...more };
  const ran = spawnSync(process.execPath, [BIN, 'doctor', '--json', '--data', place.data], { env, encoding: 'utf8' });
  return { code: ran.status, ...JSON.parse(ran.stdout) };
}

describe('goalpost doctor', () => {
  it('tries every mechanism by really doing it, and finds them well where goals can run', () => {
    const { code, well, facts } = doctor(process.env.PATH);
    expect(facts.map(({ id }) => id)).toEqual([...HEALTH_IDS]);
    expect(facts.filter(({ state }) => state === 'fails' || state === 'untried')).toEqual([]);
    expect([code, well]).toEqual([0, true]);
  });

  it('reaches allowed hosts wherever temporary files lie', () => {
    const folder = join(place.root, 'tmp, of: mine');
    mkdirSync(folder);
    const { facts } = doctor(process.env.PATH, { TMPDIR: folder });
    expect(facts.find(({ id }) => id === 'hosts')).toMatchObject({ state: 'works' });
  });

  it('names what is missing and the one command that brings it, and tries nothing that rests on it', () => {
    const folder = join(place.root, 'bin');
    mkdirSync(folder);
    for (const name of ['bash', 'env', 'git', 'rg', 'setsid', 'stty', 'apt-get']) {
      const program = findProgram(name);
      if (program) symlinkSync(program, join(folder, name));
    }
    const { code, well, facts } = doctor(folder);
    expect([code, well]).toEqual([5, false]);
    const start = facts.find(({ id }) => id === 'start');
    expect(start).toMatchObject({ state: 'fails', words: expect.stringContaining('bwrap, socat') });
    expect(facts.filter(({ state }) => state === 'untried').map(({ id }) => id)).toEqual(HEALTH_IDS.slice(1, 9));
    expect(facts.find(({ id }) => id === 'git')?.state).toBe('works');
  });
});
