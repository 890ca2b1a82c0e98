export interface Config {
  emrBackup?: {
    stores?: {
      [name: string]: {
        type: string;
        /**
         * `borg`: the repository as Borg names it, `/srv/borg` or `ssh://backup@host/./borg`.
         * @visibility secret
         */
        repository?: string;
        /** `borg`: a file with the repository's passphrase, readable by this account only. */
        passphraseFile?: string;
        /**
         * `borg`: the passphrase itself, usually by `$env` or `$file`.
         * @visibility secret
         */
        passphrase?: string;
        /**
         * `borg`: environment variables for Borg alone, such as `BORG_RSH`.
         * @deepVisibility secret
         */
        env?: { [variable: string]: string };
        /** `borg`: how many of the newest archives that match a job are listed. Default: 50. */
        newest?: number;
        /** `borg`: where Borg keeps what it knows of its repositories. Default: the account's home. */
        baseDirectory?: string;
      };
    };
  };
}
