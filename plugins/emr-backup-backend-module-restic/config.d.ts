export interface Config {
  emrBackup?: {
    stores?: {
      [name: string]: {
        type: string;
        /**
         * `restic`: the repository as restic names it, `/srv/restic`,
         * `sftp:backup@host:/restic`, `rest:https://…`, `s3:…`.
         * @visibility secret
         */
        repository?: string;
        /** `restic`: a file with the repository's password, readable by this account only. */
        passwordFile?: string;
        /**
         * `restic`: the password itself, usually by `$env` or `$file`.
         * @visibility secret
         */
        password?: string;
        /**
         * `restic`: environment variables for restic alone, such as `AWS_ACCESS_KEY_ID`.
         * @deepVisibility secret
         */
        env?: { [variable: string]: string };
        /** `restic`: only snapshots with one of these tags. */
        tags?: string[];
        /** `restic`: how many of the newest snapshots that match a job are listed. Default: 50. */
        newest?: number;
        /** `restic`: a folder for restic's cache, worth it for a remote repository. Default: no cache. */
        cacheDirectory?: string;
      };
    };
  };
}
