import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// A whole test app with a table of clinics renders slowly on a busy machine;
// waiting longer costs nothing when the tests pass.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);
