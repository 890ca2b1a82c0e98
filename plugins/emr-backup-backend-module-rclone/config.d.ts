export interface Config {
  emrBackup?: {
    stores?: {
      [name: string]: {
        type: string;
        /** `rclone`: the remote's name in rclone's configuration and the folder or bucket in it, `toronto:backups`. */
        remote?: string;
        /** `rclone`: the folder below `remote` where this store begins. */
        path?: string;
        /** `rclone`: rclone's configuration file on this machine, readable by this account only. */
        configFile?: string;
        /**
         * `rclone`: the text of rclone's configuration, usually by `$file`.
         * @visibility secret
         */
        config?: string;
      };
    };
  };
}
