import { describe, expect, it } from 'vitest';
import { HEALTH_IDS, type HealthFact, healthRows, healthWords, isWell } from './health';

const works: readonly HealthFact[] = HEALTH_IDS.map((id) => ({ id, state: 'works', words: 'tried' }));
const change = (id: HealthFact['id'], fact: Partial<HealthFact>) =>
  works.map((each) => (each.id === id ? { ...each, ...fact } : each));

describe('the rows of a machine', () => {
  it('stand in one order, whatever is known already', () => {
    const rows = healthRows([{ id: 'git', state: 'works', words: '2.39' }], true);
    expect(rows.map(({ id }) => id)).toEqual([...HEALTH_IDS]);
    expect(rows.find(({ id }) => id === 'git')).toMatchObject({ group: 'Git', mark: { shape: 'pass', word: 'works' } });
    expect(rows[0]?.mark).toEqual({ shape: 'running', word: 'being tried' });
    expect(healthRows([], false)[0]?.mark).toEqual({ shape: 'draft', word: 'not tried' });
  });

  it('have the one command that repairs, or advice where there is none', () => {
    const facts = change('start', { state: 'fails', words: 'no bwrap', remedy: { command: 'apt-get install -y bubblewrap' } });
    expect(healthRows(facts, false)[0]).toMatchObject({ command: 'apt-get install -y bubblewrap', advice: null });
    const advised = change('keychain', {
      state: 'limited',
      words: 'none',
      remedy: { words: 'Keep the key in the environment.' },
    });
    expect(healthRows(advised, false).find(({ id }) => id === 'keychain')).toMatchObject({
      command: null,
      advice: 'Keep the key in the environment.',
      mark: { word: 'limited' },
    });
  });
});

describe('a machine', () => {
  it('is well while nothing fails that a goal needs', () => {
    expect([isWell(works), healthWords(works)]).toEqual([true, 'all well']);
    const limited = change('keychain', { state: 'limited' });
    expect([isWell(limited), healthWords(limited)]).toEqual([true, 'all well, 1 limited']);
    const failing = change('network', { state: 'fails' });
    expect([isWell(failing), healthWords(failing)]).toEqual([false, '1 of 16 fail: sandbox: connecting']);
    expect(isWell(change('write', { state: 'untried' }))).toBe(false);
  });
});
