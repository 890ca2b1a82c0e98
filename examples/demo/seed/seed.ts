import { parseArgs } from 'node:util';
import { slice } from './calendar';
import type { Clinic, Product } from './clinic';
import { Inserts } from './inserts';
import { openemr } from './openemr';
import { oscar } from './oscar';
import { WallClock } from './wallClock';

/**
 * Prints the SQL of what happened at a made-up clinic after `--from`, up to
 * `--to` (seconds since 1970). Without `--from`: the clinic itself and everything
 * since it opened.
 */
const PRODUCTS: Record<string, Product> = { oscar, openemr };

const { values } = parseArgs({
  options: {
    product: { type: 'string' },
    name: { type: 'string' },
    title: { type: 'string' },
    city: { type: 'string' },
    province: { type: 'string' },
    zone: { type: 'string' },
    start: { type: 'string' },
    patients: { type: 'string' },
    visits: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
  },
});

function given(name: keyof typeof values): string {
  const value = values[name];
  if (!value) throw new Error(`--${name} is missing`);
  return value;
}

const instant = (seconds: string) => new Date(Number(seconds) * 1000);

const product = PRODUCTS[given('product')];
const clinic: Clinic = {
  name: given('name'),
  title: given('title'),
  city: given('city'),
  province: given('province'),
  clock: new WallClock(given('zone')),
  patients: Number(given('patients')),
  providers: 7,
  visitsPerDay: Number(given('visits')),
  start: given('start'),
};
const to = instant(given('to'));
const from = values.from
  ? instant(values.from)
  : new Date(clinic.clock.instant(`${clinic.start} 00:00:00`).getTime() - 1);

const inserts = new Inserts();
if (!values.from) product.foundation(clinic, inserts);
const { newcomers, visits } = slice(clinic, from, to);
for (const { patient, at } of newcomers) {
  product.newcomer(clinic, patient, at, inserts);
}
for (const visit of visits) product.visit(clinic, visit, inserts);
process.stdout.write(inserts.sql());
