import type { Reporter, TestCase, TestModule } from 'vitest/node';

/**
 * Reports skipped tests and their reasons at the end; the last line is `N passed, N failed`. A test that a
 * machine cannot run is skipped with a note, `context.skip('Chromium is not installed')`; with CI=true that
 * fails the run.
 */
export default class SkippedTests implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const skipped = tests.filter((test) => test.result().state === 'skipped');
    const failed = tests.filter((test) => test.result().state === 'failed').length;
    const brokenFiles = modules.filter((module) => module.errors().length > 0).length;
    const passed = tests.filter((test) => test.result().state === 'passed').length;

    if (skipped.length > 0) {
      print('Skipped:');
      for (const [reason, names] of byReason(skipped)) print(`  ${reason}\n${names.map(indent).join('\n')}`);
      if (process.env.CI) {
        print('With CI=true nothing may be skipped: this run has failed.');
        process.exitCode = 1;
      }
    }
    if (!process.env.CI)
      print(
        'Without CI=true, test/e2e and test/chaos run only by name: npx vitest run NAME, npm run chaos -- ROW',
      );
    print(`${passed} passed, ${failed + brokenFiles + unhandled.length} failed`);
  }
}

function byReason(tests: readonly TestCase[]): Map<string, string[]> {
  const reasons = new Map<string, string[]>();
  for (const test of tests) {
    const result = test.result();
    // `describe.skipIf` takes no note, so the suite's title has the reason.
    const reason = ('note' in result && result.note) || test.fullName.split(' > ')[0] || test.name;
    const name = `${test.module.relativeModuleId} > ${test.fullName}`;
    reasons.set(reason, [...(reasons.get(reason) ?? []), name]);
  }
  return reasons;
}

function indent(line: string): string {
  return `    ${line}`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
