import { describe, expect, it } from 'vitest';
import { countTests } from './testReport.mjs';

const green = {
  success: true,
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 1,
  testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }],
};

const around = { failedSteps: [], red: false };

describe('the last line of npm test', () => {
  it('counts passed, failed and skipped tests', () => {
    expect(countTests(green, around)).toEqual({ passed: 3, failed: 0, skipped: 1 });
    const red = {
      ...green,
      success: false,
      numFailedTests: 2,
      testResults: [{ status: 'failed', assertionResults: [{ status: 'failed' }] }],
    };
    expect(countTests(red, { ...around, red: true })).toEqual({ passed: 3, failed: 2, skipped: 1 });
  });

  it('counts a file that could not be read', () => {
    const broken = { ...green, success: false, testResults: [...green.testResults, { status: 'failed', assertionResults: [] }] };
    expect(countTests(broken, { ...around, red: true }).failed).toBe(1);
  });

  it('counts an error outside every test, a report without tests, and each failed step before', () => {
    expect(countTests(green, { ...around, red: true }).failed).toBe(1);
    expect(countTests({ ...green, numPassedTests: 0, testResults: [] }, around).failed).toBe(1);
    expect(countTests(green, { ...around, failedSteps: ['types', 'bundle'] }).failed).toBe(2);
  });
});
