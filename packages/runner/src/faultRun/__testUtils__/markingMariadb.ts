import { createBackendModule } from '@backstage/backend-plugin-api';
import { createMariadbEngine } from '@emr-backup/plugin-emr-backup-backend-module-mariadb';
import {
  emrBackupEnginesExtensionPoint,
  type BootOptions,
  type RestoreEngine,
  type ScratchServer,
} from '@emr-backup/plugin-emr-backup-node';
import { Marks } from './Marks';

/** The real MariaDB engine, which also writes down when each of its scratch servers began and ended. */
export const markingMariadb = createBackendModule({
  pluginId: 'emr-backup',
  moduleId: 'marking-mariadb',
  register({ registerInit }) {
    registerInit({
      deps: { engines: emrBackupEnginesExtensionPoint },
      async init({ engines }) {
        const marks = new Marks(process.env.EMR_FAULT_MARKS ?? '');
        engines.addEngine(marked(createMariadbEngine(), marks));
      },
    });
  },
});

function marked(engine: RestoreEngine, marks: Marks): RestoreEngine {
  return {
    name: engine.name,
    accepts: engine.accepts,
    physical: engine.physical,
    directories: engine.directories,
    probe: () => engine.probe(),
    reap: directory => engine.reap(directory),
    boot: async options => {
      const drill = drillOf(options);
      const mark = (kind: 'begin' | 'end') =>
        marks.add({ kind, at: Date.now(), pid: process.pid, drill });
      mark('begin');
      try {
        return endsWith(await engine.boot(options), () => mark('end'));
      } catch (error) {
        mark('end');
        throw error;
      }
    },
  };
}

/** The scratch directory carries the id of its drill. */
function drillOf({ workDir }: BootOptions): string {
  return /emr-drill-([0-9a-f-]{36})-/.exec(workDir)?.[1] ?? workDir;
}

function endsWith(server: ScratchServer, onEnd: () => void): ScratchServer {
  let ended = false;
  return new Proxy(server, {
    get(target, property) {
      const value = Reflect.get(target, property, target);
      if (property === 'stop')
        return async () => {
          await target.stop();
          if (!ended) onEnd();
          ended = true;
        };
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
