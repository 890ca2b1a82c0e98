/** Answered with 429, upon which `curl --retry` waits and tries again. */
export class TooManyReportsError extends Error {
  readonly name = 'TooManyReportsError';
  readonly statusCode = 429;

  constructor() {
    super('Too many reports within a minute; try again later.');
  }
}
