import { Transform } from 'node:stream';
import { BackupFault } from '../../contracts';

const NOT_BASE64 = /[^A-Za-z0-9+/=]/;

/** Turns base64 lines into bytes; an armor's own lines are left out. */
export class Base64Decoder extends Transform {
  readonly #label: string;
  readonly #armorEnd: string | null;
  #line = '';
  #digits = '';
  #ended = false;

  /** With `armorEnd` the text must end in that line. */
  constructor(label: string, armorEnd: string | null) {
    super();
    this.#label = label;
    this.#armorEnd = armorEnd;
  }

  override _transform(
    chunk: Buffer,
    _encoding: string,
    done: (error?: Error | null) => void,
  ) {
    const lines = (this.#line + chunk.toString('latin1')).split('\n');
    this.#line = lines.pop() ?? '';
    done(this.#decode(lines));
  }

  override _flush(done: (error?: Error | null) => void) {
    const fault = this.#decode([this.#line]);
    const cut = this.#digits !== '' || (this.#armorEnd && !this.#ended);
    done(
      fault ??
        (cut
          ? new BackupFault(
              'undecryptable-truncated',
              `${this.#label} is cut short: its base64 text ends too early.`,
            )
          : null),
    );
  }

  #decode(lines: readonly string[]): Error | null {
    for (const line of lines.map(each => each.trim())) {
      if (line === this.#armorEnd) this.#ended = true;
      if (this.#ended || line.startsWith('-----')) continue;
      if (NOT_BASE64.test(line)) {
        return new BackupFault(
          'archive-damaged',
          `${
            this.#label
          } is damaged: its base64 text holds a character that does not belong there.`,
        );
      }
      this.#digits += line;
    }
    const whole = this.#digits.length - (this.#digits.length % 4);
    if (whole) this.push(Buffer.from(this.#digits.slice(0, whole), 'base64'));
    this.#digits = this.#digits.slice(whole);
    return null;
  }
}
