/**
 * The parts of Vitest's JSON report that we read.
 * @typedef {object} TestReport
 * @property {boolean} success
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {readonly { status: string, assertionResults: readonly { status: string }[] }[]} testResults one for each file
 */

/**
 * Counts so that nothing red is hidden: a file that could not even be read has no failed test in the report, an error outside every
 * test is only in Vitest's exit code, and each failed step before the tests counts as one.
 * @param {TestReport} report
 * @param {{ failedSteps: readonly string[], red: boolean }} around `red`: Vitest set an exit code of its own
 * @returns {{ passed: number, failed: number, skipped: number }}
 */
export function countTests(report, { failedSteps, red }) {
  const brokenFiles = report.testResults.filter((file) => file.status === 'failed' && !hasFailedTest(file)).length;
  const counted = report.numFailedTests + brokenFiles;
  const unexplained = counted === 0 && (red || !report.success || report.numPassedTests === 0) ? 1 : 0;
  return { passed: report.numPassedTests, failed: counted + unexplained + failedSteps.length, skipped: report.numPendingTests };
}

/** @param {TestReport['testResults'][number]} file */
function hasFailedTest(file) {
  return file.assertionResults.some((test) => test.status === 'failed');
}
