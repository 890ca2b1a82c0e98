import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  ERROR_REASONS,
  FAILED_REASONS,
} from '@emr-backup/plugin-emr-backup-common';
import { profileSchema } from '../contracts';
import { builtinChecks } from '.';

const page = (name: string) =>
  readFileSync(path.join(__dirname, '../../../../docs', name), 'utf8');

/** The text below each heading of a level, by heading. */
function sections(text: string, level: string): Map<string, string> {
  const parts = text.split(new RegExp(`^${level} `, 'm')).slice(1);
  return new Map(
    parts.map(part => {
      const end = part.indexOf('\n');
      return [part.slice(0, end), part.slice(end).trim()];
    }),
  );
}

describe('the documentation', () => {
  const reasons = sections(page('reasons.md'), '###');

  it.each([...FAILED_REASONS, ...ERROR_REASONS])(
    'says what %s means and what to do',
    code => {
      expect(reasons.get(code)).toMatch(
        /^.{30,}\n\n\*\*What to do:\*\* .{20,}/s,
      );
    },
  );

  it('has no section for a reason that does not exist', () => {
    expect([...reasons.keys()]).toEqual([
      ...FAILED_REASONS,
      ...ERROR_REASONS,
      'restored',
      'restored-in-part',
      'cancelled',
    ]);
  });

  it('has a section for every built-in check, in their order', () => {
    const checks = sections(page('checks.md'), '##');
    expect([...checks.keys()]).toEqual([
      ...builtinChecks.map(check => check.id).filter(id => id !== 'custom'),
      'Checks of the site',
      'What no check can see',
    ]);
  });

  it.each(Object.keys(profileSchema.shape))(
    'explains the profile field %s',
    field => {
      expect(page('profiles.md')).toMatch(
        new RegExp(`^\\| \`${field}\`\\s+\\|`, 'm'),
      );
    },
  );
});
