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

  /** Series that are not among the values any more are not reported any more. */
  set(name: MetricName, values: Sample[]): void {
    this.#values.set(name, values);
  }
}
