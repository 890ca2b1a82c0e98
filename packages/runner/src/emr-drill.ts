import { runCommand } from './command';

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
