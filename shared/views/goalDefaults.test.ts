import { expect, it } from 'vitest';
import { defaultDocument, NO_GOAL_DEFAULTS } from './goalDefaults';
import { EMPTY_FORM, formOf } from './goalForm';

it('lets a form begin with what is set, and with nothing where nothing is', () => {
  expect(formOf(defaultDocument(NO_GOAL_DEFAULTS))).toEqual(EMPTY_FORM);
  const set = {
    ...NO_GOAL_DEFAULTS,
    budget: { tokens: 50_000 },
    iteration: 'Smallest first.',
    report: 'What was tried.',
    sameFailure: 2,
  };
  expect(formOf(defaultDocument(set))).toMatchObject({
    budget: { tokens: '50,000', usd: '' },
    iteration: 'Smallest first.',
    blocked: { report: 'What was tried.', sameFailure: '2' },
  });
});
