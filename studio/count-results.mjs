// Prints "passed failed skipped" of a JSON report by Vitest or Playwright, and the name of each failed test, for ./dev test.
import { readFileSync } from 'node:fs'

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const [counts, failed] = report.stats ? ofPlaywright(report) : ofVitest(report)
process.stdout.write([counts.join(' '), ...failed, ''].join('\n'))

function ofVitest({ numPassedTests, numFailedTests, numPendingTests, testResults }) {
  const failed = testResults.flatMap((file) => file.assertionResults).filter((test) => test.status === 'failed')
  return [[numPassedTests, numFailedTests, numPendingTests], failed.map((test) => test.fullName)]
}

function ofPlaywright({ stats, suites }) {
  const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)]
  const failed = suites.flatMap(specs).filter((spec) => !spec.ok)
  return [[stats.expected + stats.flaky, stats.unexpected, stats.skipped], failed.map((spec) => `${spec.file}: ${spec.title}`)]
}
