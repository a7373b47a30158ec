// Counts what passes and says what does not.

export class Report {
  passed = 0;
  failed = 0;
  notes = new Map();

  /** One test: it passes when its list of problems is empty. */
  async test(name, problems) {
    let found;
    try {
      found = [...new Set(await problems())];
    } catch (error) {
      found = [`${error.message ?? error}`.split('\n')[0]];
    }
    if (found.length === 0) {
      this.passed += 1;
      return;
    }
    this.failed += 1;
    console.log(`FAILED ${name}`);
    for (const problem of found) console.log(`       ${problem}`);
  }

  /** Something worth knowing that fails nothing, said once with how often it was met. */
  note(text) {
    this.notes.set(text, (this.notes.get(text) ?? 0) + 1);
  }

  /** The closing lines; true when nothing failed. */
  close() {
    for (const [text, count] of this.notes) console.log(`note   ${text}${count > 1 ? ` (${count} ×)` : ''}`);
    console.log(`${this.passed} passed, ${this.failed} failed`);
    return this.failed === 0;
  }
}

/** Runs tasks, a few at a time. */
export async function inParallel(tasks, width = 3) {
  const waiting = tasks[Symbol.iterator]();
  const work = async () => {
    for (const task of waiting) await task();
  };
  await Promise.all(Array.from({ length: width }, work));
}
