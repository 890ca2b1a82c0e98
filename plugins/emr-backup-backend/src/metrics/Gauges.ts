import type { Attributes, Meter } from '@opentelemetry/api';
import { METRICS, type MetricDefinition, type MetricName } from './names';

/** One value of a metric with its labels. */
export interface Sample {
  value: number;
  attributes: Attributes;
}

/** The newest values of every metric; what reads the meter never asks the database. */
export class Gauges {
  readonly #values = new Map<MetricName, Sample[]>();

  constructor(meter: Meter) {
    for (const name of Object.keys(METRICS) as MetricName[]) {
      const { description, counter }: MetricDefinition = METRICS[name];
      const instrument = counter
        ? meter.createObservableCounter(name, { description })
        : meter.createObservableGauge(name, { description });
      instrument.addCallback(result => {
        for (const { value, attributes } of this.#values.get(name) ?? [])
          result.observe(value, attributes);
      });
    }
  }

  /**
   * A series that is not among the values any more becomes NaN, which no rule
   * matches: the SDK would go on with its last value until the process ends.
   */
  set(name: MetricName, values: Sample[]): void {
    const present = new Set(values.map(seriesOf));
    const gone = (this.#values.get(name) ?? []).filter(
      sample => !present.has(seriesOf(sample)),
    );
    this.#values.set(name, [
      ...values,
      ...gone.map(({ attributes }) => ({ attributes, value: NaN })),
    ]);
  }
}

function seriesOf({ attributes }: Sample): string {
  return JSON.stringify(attributes);
}
