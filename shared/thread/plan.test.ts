import { describe, expect, it } from 'vitest';
import { contractInPlan } from './plan';

describe('the contract in a plan', () => {
  it('is the last fenced block of its kind, without the fence', () => {
    const plan = 'Look:\n```contract\nold\n```\nor rather\n```contract\r\n---\ngoalpost: 1\n---\nWhy.\n```\nThat is all.';
    expect(contractInPlan(plan)).toBe('---\ngoalpost: 1\n---\nWhy.');
  });

  it('is none where the plan has only other blocks, or one that never ends', () => {
    expect(contractInPlan('```yaml\noutcome: x\n```\n```contract\n---')).toBeUndefined();
  });
});
