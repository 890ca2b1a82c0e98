import { BUILTIN_CHECKS } from '@emr-backup/plugin-emr-backup-common';
import { STAGE_CHECKS } from '../drill/stageChecks';
import { builtinChecks } from '.';

describe('the list of checks every drill brings along', () => {
  it('names each of them, in the order in which they are asked', () => {
    const asked = builtinChecks
      .map(({ id }) => id)
      // Stands for the checks a site adds, which have ids of their own.
      .filter(id => id !== 'custom');
    expect([...BUILTIN_CHECKS]).toEqual([...STAGE_CHECKS, ...asked]);
  });
});
