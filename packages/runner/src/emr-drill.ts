import { Settings } from 'luxon';
import { runCommand } from './command';

// Nothing is formatted in a language; asking the system for one takes as long as reading the backup.
Settings.defaultLocale = 'en-US';

// A reader that went away (`| head`) must not end a drill before it is wiped.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

runCommand(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  () => {
    process.stderr.write(
      'emr-drill ended unexpectedly. This is a fault of ours, not of the backup.\n',
    );
    process.exitCode = 2;
  },
);
