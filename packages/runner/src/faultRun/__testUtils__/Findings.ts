/** What the run found, counted as a test tool counts. */
export class Findings {
  readonly #found: { sentence: string; status: 'pass' | 'fail' | 'skip' }[] =
    [];

  /** One question of the run; what is wrong is told. */
  expectNone(sentence: string, wrong: readonly string[]): void {
    this.#found.push({
      sentence,
      status: wrong.length === 0 ? 'pass' : 'fail',
    });
    const mark = wrong.length === 0 ? 'ok  ' : 'FAIL';
    process.stderr.write(`${mark} ${sentence}\n`);
    for (const line of wrong.slice(0, 10))
      process.stderr.write(`       ${line}\n`);
  }

  skip(sentence: string, reason: string): void {
    this.#found.push({ sentence, status: 'skip' });
    process.stderr.write(`skip ${sentence}: ${reason}\n`);
  }

  counts(): { passed: number; failed: number; skipped: number } {
    const count = (status: string) =>
      this.#found.filter(finding => finding.status === status).length;
    return {
      passed: count('pass'),
      failed: count('fail'),
      skipped: count('skip'),
    };
  }
}
