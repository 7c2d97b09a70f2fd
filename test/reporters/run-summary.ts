import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node';

const longestReason = 1_000;

/**
 * Reports flaky, failed and skipped tests with their reasons at the end; the last line is `N passed, N
 * failed`. A test that a machine cannot run is skipped with a note, `context.skip('Chromium is not
 * installed')`; with CI=true that fails the run.
 */
export default class RunSummary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const skipped = tests.filter((test) => test.result().state === 'skipped');
    const failed = tests.filter((test) => test.result().state === 'failed');
    const flaky = tests.filter((test) => test.diagnostic()?.flaky === true);
    const suites = modules.flatMap((module) => [...module.children.allSuites()]);
    const broken = [...modules, ...suites].filter((each) => each.errors().length > 0);
    const passed = tests.filter((test) => test.result().state === 'passed').length;

    for (const test of flaky) {
      const [reason] = reasonIn(test.result().errors?.[0]).split('\n');
      print(`Flaky, passed on retry: ${nameOf(test)}: ${reason}`);
    }
    // Repeated briefly, because CI may show only the end of the log.
    for (const test of failed) print(`Failed: ${nameOf(test)}: ${reasonIn(test.result().errors?.at(-1))}`);
    for (const each of broken) print(`Failed: ${placeOf(each)}: ${reasonIn(each.errors()[0])}`);
    if (skipped.length > 0) {
      print('Skipped:');
      for (const [reason, names] of byReason(skipped)) print(`  ${reason}\n${names.map(indent).join('\n')}`);
      if (process.env.CI === 'true') {
        print('With CI=true nothing may be skipped: this run has failed.');
        process.exitCode = 1;
      }
    }
    if (process.env.CI !== 'true')
      print(
        'Without CI=true, test/e2e and test/chaos run only by name: npx vitest run NAME, npm run chaos -- ROW',
      );
    print(`${passed} passed, ${failed.length + broken.length + unhandled.length} failed`);
  }
}

function byReason(tests: readonly TestCase[]): Map<string, string[]> {
  const reasons = new Map<string, string[]>();
  for (const test of tests) {
    const result = test.result();
    // `describe.skipIf` takes no note, so the suite's title has the reason.
    const reason = ('note' in result && result.note) || test.fullName.split(' > ')[0] || test.name;
    reasons.set(reason, [...(reasons.get(reason) ?? []), nameOf(test)]);
  }
  return reasons;
}

function placeOf(part: TestModule | TestSuite): string {
  if (part.type === 'module') return part.relativeModuleId;
  return `${part.module.relativeModuleId} > ${part.fullName}`;
}

function nameOf(test: TestCase): string {
  return `${test.module.relativeModuleId} > ${test.fullName}`;
}

function reasonIn(error: { readonly message: string } | undefined): string {
  const message = error?.message ?? 'no reason given';
  return message.length > longestReason ? `${message.slice(0, longestReason)} …` : message;
}

function indent(line: string): string {
  return `    ${line}`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
