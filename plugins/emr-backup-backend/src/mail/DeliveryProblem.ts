/** A way to tell somebody failed, for a reason that may be shown. */
export class DeliveryProblem extends Error {
  readonly name = 'DeliveryProblem';
}
