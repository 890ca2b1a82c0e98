import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { EmrBackupClient } from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from './emrBackupApiRef';
import { SharedReads } from './SharedReads';

export const emrBackupApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: emrBackupApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new SharedReads(new EmrBackupClient({ discoveryApi, fetchApi })),
    }),
});
