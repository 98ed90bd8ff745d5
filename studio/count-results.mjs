// Prints "passed failed skipped" of a JSON report by Vitest or Playwright, for ./dev test.
import { readFileSync } from 'node:fs'

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const counts = report.stats
  ? [report.stats.expected + report.stats.flaky, report.stats.unexpected, report.stats.skipped]
  : [report.numPassedTests, report.numFailedTests, report.numPendingTests]
process.stdout.write(counts.join(' '))
