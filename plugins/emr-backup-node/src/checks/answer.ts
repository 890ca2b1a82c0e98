import type {
  CheckResult,
  FailedReason,
} from '@emr-backup/plugin-emr-backup-common';
import type { Check } from '../contracts';

/** What a check measured, without its name. */
export interface Finding {
  value: CheckResult['value'];
  expected: CheckResult['expected'];
  /** One plain sentence without any restored value. */
  detail: string;
}

/** The answers a check can give, carrying its id and title. */
export class Answers {
  constructor(private readonly check: Pick<Check, 'id' | 'title'>) {}

  pass(finding: Finding): CheckResult {
    return this.result('pass', finding);
  }

  warn(finding: Finding): CheckResult {
    return this.result('warn', finding);
  }

  /** The check could not be asked, and says why. */
  skip(detail: string, finding: Partial<Finding> = {}): CheckResult {
    return this.result('skip', {
      value: null,
      expected: null,
      ...finding,
      detail,
    });
  }

  fail(reason: FailedReason, finding: Finding): CheckResult {
    return { ...this.result('fail', finding), reason };
  }

  private result(
    status: CheckResult['status'],
    { value, expected, detail }: Finding,
  ): CheckResult {
    const { id, title } = this.check;
    // Counts are written as words (`no index`), also at the start of a sentence.
    const sentence = detail.charAt(0).toUpperCase() + detail.slice(1);
    return { id, title, status, value, expected, detail: sentence };
  }
}
