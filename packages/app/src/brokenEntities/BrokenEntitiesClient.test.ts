import { BrokenEntitiesClient } from './BrokenEntitiesClient';

const entity = (name: string) => ({
  apiVersion: 'emr-backup/v1',
  kind: 'BackupJob',
  metadata: { name },
});

const error = {
  name: 'InputError',
  message: 'path is "/x/*"\nowner is missing',
};

// As the catalog answers: without a ref for what never became an entity.
const answers: Record<string, unknown> = {
  pending: [
    { entity_ref: null, unprocessed_entity: entity('waiting'), errors: [] },
    { entity_ref: null, unprocessed_entity: entity('new') },
    { entity_ref: null, unprocessed_entity: entity('typo'), errors: [error] },
  ],
  failed: [
    {
      entity_ref: 'backupjob:default/known',
      unprocessed_entity: entity('known'),
      errors: [error],
    },
  ],
};

const client = new BrokenEntitiesClient(
  { getBaseUrl: async () => 'http://localhost/api/catalog' },
  {
    fetch: async url => {
      const list = String(url).split('/').pop() ?? '';
      return new Response(JSON.stringify({ entities: answers[list] }));
    },
  },
);

const refs = ({ entities }: { entities: { entity_ref: string }[] }) =>
  entities.map(one => one.entity_ref);

describe('BrokenEntitiesClient', () => {
  it('counts an entity with errors as failed, by its name', async () => {
    expect(refs(await client.failed())).toEqual([
      'backupjob:default/known',
      'backupjob:default/typo',
    ]);
  });

  it('keeps asterisks and line breaks where messages are read as Markdown', async () => {
    const { entities } = await client.failed();
    expect(entities[1].errors?.map(({ message }) => message)).toEqual([
      'path is "/x/\\*"\n\nowner is missing',
    ]);
  });

  it('counts only entities without errors as pending', async () => {
    expect(refs(await client.pending())).toEqual([
      'backupjob:default/waiting',
      'backupjob:default/new',
    ]);
  });
});
