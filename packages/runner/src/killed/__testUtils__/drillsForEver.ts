import { createMariadbEngine } from '@emr-backup/plugin-emr-backup-backend-module-mariadb';
import { createPostgresEngine } from '@emr-backup/plugin-emr-backup-backend-module-postgres';
import {
  loadProfileCatalog,
  localArtifact,
  reapScratch,
  runDrill,
} from '@emr-backup/plugin-emr-backup-node';

/**
 * `drillsForEver WORKDIR FILE…`: sweeps as a runner does at its start, then
 * drills the files side by side, again and again, until it is killed, and
 * tells while it loads.
 */
async function main([workDir, ...files]: string[]) {
  const engines = [createMariadbEngine(), createPostgresEngine()];
  const profiles = await loadProfileCatalog();
  const { drillIds } = await reapScratch(workDir, engines);
  process.stdout.write(`swept ${drillIds.length}\n`);
  await Promise.all(
    files.map(async file => {
      const artifact = await localArtifact([file]);
      for (;;)
        await runDrill(
          { artifact, workDir },
          {
            engines,
            profiles,
            onEvent: event => {
              if (event.type === 'progress' && event.phase === 'load')
                process.stdout.write('loading\n');
            },
          },
        );
    }),
  );
}

main(process.argv.slice(2)).catch(error => {
  process.stdout.write(`ended: ${error}\n`);
  process.exitCode = 1;
});
