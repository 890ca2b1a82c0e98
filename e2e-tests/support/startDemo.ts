import path from 'node:path';
import { placeDemo, startDemo, stopDemo } from './demo';

/** One demo for all tests; `EMR_E2E_URL` names one that already runs. */
export default async function globalSetup() {
  if (process.env.EMR_E2E_URL) return undefined;
  process.env.EMR_DEMO_DIR ??= path.resolve(
    __dirname,
    '../../.scratch/e2e-demo',
  );
  const demo = await placeDemo(process.env.EMR_DEMO_DIR);
  await startDemo(demo);
  process.env.EMR_E2E_URL = demo.url;
  return () => stopDemo(demo);
}
