import type { Check } from '../contracts';
import { Answers } from './answer';
import { counted } from './wording';

const check = { id: 'trailer', title: 'Trailer present' };
const answers = new Answers(check);

/** Every dump that ends with a trailer has it: the dump program said "completed" itself. */
export const trailerCheck: Check = {
  ...check,
  async run({ loads }) {
    const withTrailer = loads.filter(load => load.trailer !== null);
    if (withTrailer.length === 0)
      return answers.skip(
        'This format has no trailer; the other checks have to show that nothing was cut.',
      );
    const found = withTrailer.filter(load => load.trailer).length;
    const finding = { value: found, expected: withTrailer.length };
    if (found === withTrailer.length)
      return answers.pass({
        ...finding,
        detail: `The dump program wrote its closing line in ${counted(
          found,
          'dump',
        )}.`,
      });
    return answers.fail('trailer-missing', {
      ...finding,
      detail: `${counted(withTrailer.length - found, 'dump')} of ${
        withTrailer.length
      } ends without the closing line of the dump program, so it was cut or never finished.`,
    });
  },
};
