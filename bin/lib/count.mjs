// Reads a test tool's JSON report and prints "passed failed skipped".
import { readFileSync } from 'node:fs';

const [kind, file] = process.argv.slice(2);
const report = JSON.parse(readFileSync(file, 'utf8'));

const counts =
  kind === 'faults'
    ? [report.passed, report.failed, report.skipped]
    : kind === 'jest'
    ? [
        report.numPassedTests,
        // A suite that cannot even be loaded has no tests to fail.
        report.numFailedTests + report.numRuntimeErrorTestSuites,
        report.numPendingTests,
      ]
    : [
        report.stats.expected,
        report.stats.unexpected + report.stats.flaky + report.errors.length,
        report.stats.skipped,
      ];
console.log(counts.join(' '));
