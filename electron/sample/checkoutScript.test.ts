import { describe, expect, it } from 'vitest';
import { toolArguments } from '../../shared/tools/arguments';
import { refuseAmbiguity } from '../providers/scripted';
import { checkoutScript } from './checkoutScript';

const calls = checkoutScript.steps.flatMap((step) => step.calls);

function turns() {
  const names: string[][] = [[]];
  for (const step of checkoutScript.steps) {
    if (step.calls.length === 0) names.push([]);
    else names.at(-1)?.push(...step.calls.map((call) => call.name));
  }
  return names;
}

describe('the scripted agent of the checkout sample', () => {
  it('calls only tools that exist, with arguments they take', () => {
    const refused = calls.filter((call) => {
      const schema = Object.entries(toolArguments).find(([name]) => name === call.name)?.[1];
      return schema?.safeParse(call.arguments).success !== true;
    });
    expect(refused).toEqual([]);
  });

  it('claims once in each of three turns and records every iteration', () => {
    const counted = turns().map((names) => ({
      claims: names.filter((name) => name === 'update_goal').length,
      records: names.filter((name) => name === 'record_iteration').length,
      edits: names.filter((name) => name === 'apply_patch').length,
    }));
    const once = { claims: 1, records: 1, edits: 1 };
    expect(counted).toEqual([once, once, once]);
  });

  it('can be played from any point of a conversation', () => {
    expect(() => refuseAmbiguity(checkoutScript)).not.toThrow();
  });

  it('states no latency but the target, because nobody knows what this machine will measure', () => {
    const spoken = calls.filter((call) => call.name === 'record_iteration' || call.name === 'update_goal');
    const words = [...checkoutScript.steps.map((step) => step.say), ...spoken.map((call) => JSON.stringify(call.arguments))];
    const numbers = words.flatMap((text) => text.match(/\d+(?:\.\d+)?\s*(?:ms|%)/g) ?? []);
    expect(new Set(numbers)).toEqual(new Set(['120 ms']));
  });
});
