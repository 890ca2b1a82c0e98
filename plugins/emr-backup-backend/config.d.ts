import type { HumanDuration } from '@backstage/types';

/** The fields of `spec.drill` but `profile`; at most one of every, cron and after. */
interface DrillRhythm {
  every?: string;
  cron?: string;
  after?: 'each-backup';
  spacing?: string;
  timezone?: string;
  window?: string;
  pick?: 'newest' | 'random';
  within?: string;
  pool?: string;
}

export interface Config {
  emrBackup?: {
    /** Places where backups lie. The catalog names them; only this file knows where they are. */
    stores?: {
      [name: string]: {
        /**
         * The kind of store. `filesystem` is built in; modules add others,
         * each with its own fields.
         */
        type: string;
        /** `filesystem`: the folder below which all backups of this store lie. */
        root?: string;
        /**
         * `filesystem`: a file in the root by which the right medium is known.
         * Without it the store is unreachable, not empty.
         */
        marker?: string;
        [field: string]: unknown;
      };
    };
    /** Secrets by which backups are opened. The catalog names them. */
    keys?: {
      [name: string]: {
        /** A file that holds the passphrase or private key. */
        file?: string;
        /**
         * The passphrase itself, usually from an environment variable.
         * @visibility secret
         */
        secret?: string;
      };
    };
    profiles?: {
      /** A folder with profiles of your own, one YAML file each. */
      folder?: string;
    };
    /**
     * Where drills make their scratch servers. Default: `emr-backup` in the
     * system's temporary folder. It needs room for the largest restored database.
     */
    workDir?: string;
    drills?: {
      /** Drills that run at the same time on this host. Default: 1. */
      concurrency?: number;
      /** A drill that takes longer ends as an error. Default: PT6H. */
      timeout?: string | HumanDuration;
      /** IANA zone of clinics that the catalog does not know. Default: UTC. */
      timezone?: string;
      /** How a job is drilled that names no rhythm, by its criticality. */
      defaults?: {
        /** Default: true. Otherwise only jobs with a rhythm of their own are drilled by themselves. */
        enabled?: boolean;
        /** Default: every P7D. */
        high?: DrillRhythm;
        /** Default: every P30D. */
        normal?: DrillRhythm;
        /** Default: every P90D. */
        low?: DrillRhythm;
      };
      /** Scheduled drills at the same time, queued or running. */
      limits?: {
        /** Default: 1. */
        perClinic?: number;
        /** Jobs operated by the same vendor. Default: 8. */
        perVendor?: number;
        /** Jobs whose drilled copy lies in the same store. Default: 8. */
        perStore?: number;
      };
    };
    /** How this process runs drills. */
    runner?: {
      /** Whether this process runs drills at all. Default: true. */
      enabled?: boolean;
      /** Its name for people. Default: the name of the host. */
      name?: string;
      /** Pools whose drills it takes; a backup job names one with `spec.drill.pool`. Default: [default]. */
      pools?: string[];
      /** Seconds a shutdown lets drills finish before they are handed back. Default: 20. */
      drainSeconds?: number;
      /** A runner silent for so long is given up for lost. The same on every host. Default: PT2M. */
      lostAfter?: string | HumanDuration;
      /** How often a drill that lost its runner is run again. Default: 1. */
      retries?: number;
      /** A drill whose scratch server takes more memory ends as an error, such as 2G or 1500M. Default: most of what the machine or its container has. */
      maxMemory?: string;
    };
    observation?: {
      /**
       * How often each copy is looked at, at least. One whose job runs more
       * often is looked at a dozen times between two runs. Default: PT15M.
       */
      every?: string | HumanDuration;
      /** No copy is looked at more often than this. Default: PT1M. */
      shortest?: string | HumanDuration;
      /**
       * Backups up to this size that lie on this machine are read once for
       * their digest, by which copies are compared. 0: never. Default: 64.
       */
      digestUpToMegabytes?: number;
      /** When a backup is much smaller than the ones before it. */
      shrunk?: {
        /** Smaller than this share of their median. 0: never. Default: 0.5. */
        below?: number;
        /** Backups the median is taken of. Default: 7. */
        of?: number;
      };
    };
    /**
     * Feeding the verifier backups that were broken on purpose: one good backup
     * of each EMR product in use is drilled more than a dozen times.
     */
    selfTest?: {
      /** Default: true. */
      enabled?: boolean;
      /** How often each product has its turn. Default: P7D. */
      every?: string | HumanDuration;
    };
    registration?: {
      /**
       * Lets people with the permission `emr-backup.register` store clinics,
       * servers, jobs and vendors from a form or a CSV file; the catalog takes
       * them from here. Default: false, the form then hands out YAML only.
       */
      enabled?: boolean;
    };
    queue?: {
      /**
       * Folder of the embedded queue, used when the database is SQLite.
       * Default: beside the database file.
       */
      directory?: string;
    };
    retention?: {
      /** How long artifacts that left their store are remembered. Default: P400D. */
      observations?: string | HumanDuration;
      /** How long resolved alarms are remembered. Default: P400D. */
      alarms?: string | HumanDuration;
    };
    /** The server by which vendors' contacts are written to. Without it nobody is told by e-mail. */
    mail?: {
      host: string;
      /** Default: 587, with `secure` 465. */
      port?: number;
      /** TLS from the first byte. Default: false, STARTTLS when the server offers it. */
      secure?: boolean;
      /** Sends nothing over a line without TLS. Default: true when a user is given. */
      requireTls?: boolean;
      user?: string;
      /** @visibility secret */
      pass?: string;
      /** An address, or a name with an address: EMR Backup <backup@example.org>. */
      from: string;
    };
    /** How alarms are told. */
    alarms?: {
      escalation?: {
        /** An alarm nobody acknowledged for so long is told to these too. Default: PT4H. */
        after?: string | HumanDuration;
        /** Entity refs such as group:default/on-call, and e-mail addresses. Default: nobody. */
        to?: string[];
        /** Default: critical and high. */
        severities?: ('critical' | 'high' | 'normal' | 'low')[];
      };
      /** Messages wait until these hours end, except of failed drills, hollow backups and self-tests. */
      quietHours?: {
        /** Local hours, such as 22:00-07:00. */
        window: string;
        /** IANA zone. Default: that of drills. */
        timezone?: string;
      };
      /** A store must be out of reach for so long before it is told. Default: PT15M. */
      patience?: string | HumanDuration;
      /** An alarm that more jobs joined is told again, at most so often. Default: never. */
      digest?: string | HumanDuration;
    };
    /** Called after each passed drill, so that a service elsewhere misses it when none comes. */
    ping?: {
      /** @visibility secret */
      url?: string;
      /** Other addresses for single jobs. */
      jobs?: {
        /** Entity ref of the backup job. */
        job: string;
        /** @visibility secret */
        url: string;
      }[];
    };
  };
}
