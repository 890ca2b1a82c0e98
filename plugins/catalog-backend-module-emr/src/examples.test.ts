import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import {
  EMR_API_VERSION,
  EMR_KINDS,
} from '@emr-backup/plugin-emr-backup-common';
import { parseAllDocuments } from 'yaml';
import { kindSchemas } from './schemas';
import { complaintsAbout } from './testing/complaints';

const ROOT = resolve(__dirname, '../../..');
const KINDS_PAGE = readFileSync(resolve(ROOT, 'docs/kinds.md'), 'utf8');

const entitiesIn = (yaml: string): Entity[] =>
  parseAllDocuments(yaml)
    .map(document => document.toJS())
    .filter(({ apiVersion }) => apiVersion === EMR_API_VERSION);

const blocksIn = (markdown: string) =>
  [...markdown.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(match => match[1]);

/** `spec.copies[].store` and so on, for every field of a schema. */
const fieldsOf = (schema: object, path: string): string[] => {
  const { properties, items } = schema as {
    properties?: Record<string, object>;
    items?: object;
  };
  if (items) {
    return [path, ...fieldsOf(items, `${path}[]`).slice(1)];
  }
  return [
    path,
    ...Object.entries(properties ?? {}).flatMap(([name, field]) =>
      fieldsOf(field, path ? `${path}.${name}` : name),
    ),
  ];
};

const exampleFiles = readdirSync(resolve(ROOT, 'examples'), {
  recursive: true,
  encoding: 'utf8',
}).filter(file => file.endsWith('.yaml'));

describe('what we show people to copy', () => {
  it.each(exampleFiles)('examples/%s holds only valid entities', async file => {
    const yaml = readFileSync(resolve(ROOT, 'examples', file), 'utf8');
    const complaints = await Promise.all(entitiesIn(yaml).map(complaintsAbout));
    expect(complaints.flat()).toEqual([]);
  });

  it('the page about the kinds has a valid example of each', async () => {
    const entities = blocksIn(KINDS_PAGE).flatMap(entitiesIn);
    expect(entities.map(entity => entity.kind)).toEqual([...EMR_KINDS]);
    const complaints = await Promise.all(entities.map(complaintsAbout));
    expect(complaints.flat()).toEqual([]);
  });

  it.each(EMR_KINDS)('the page explains every field of a %s', kind => {
    const [, section] = KINDS_PAGE.split(`\n## ${kind}\n`);
    const [text] = section.split('\n## ');
    const unexplained = fieldsOf(kindSchemas[kind], '').filter(
      field => field.startsWith('spec.') && !text.includes(`\`${field}`),
    );
    expect(unexplained).toEqual([]);
  });
});
