import { useApi, useApiHolder } from '@backstage/frontend-plugin-api';
import {
  catalogApiRef,
  entityPresentationApiRef,
  entityPresentationSnapshot,
} from '@backstage/plugin-catalog-react';
import { HOSTINGS } from '@emr-backup/plugin-emr-backup-common';
import { useReading } from '../reading';
import { useWords } from '../words';
import type { FleetFilter } from './useFleetView';

export type FilterOption = { value: string; label: string };

/** What there is to choose from, as the catalog knows it. */
export function useFilterOptions(): Record<FleetFilter, FilterOption[]> {
  const catalogApi = useApi(catalogApiRef);
  const presentation = useApiHolder().get(entityPresentationApiRef);
  const t = useWords();

  const facet = async (kind: string, name: string) => {
    const { facets } = await catalogApi.getEntityFacets({
      filter: { kind },
      facets: [name],
    });
    return (facets[name] ?? []).map(({ value }) => value);
  };
  const titled = async (refs: string[]) => {
    const options = await Promise.all(
      refs.map(async ref => {
        const known = await presentation?.forEntity(ref).promise;
        const { primaryTitle } = known ?? entityPresentationSnapshot(ref);
        return { value: ref, label: primaryTitle };
      }),
    );
    return options.sort((a, b) => a.label.localeCompare(b.label));
  };

  const { value } = useReading({
    key: 'filter options',
    read: async () => {
      const [owners, operators, regions] = await Promise.all([
        facet('Clinic', 'relations.ownedBy').then(titled),
        facet('BackupJob', 'relations.operatedBy').then(titled),
        facet('Clinic', 'spec.region'),
      ]);
      return { owners, operators, regions };
    },
  });

  return {
    owner: value?.owners ?? [],
    operator: value?.operators ?? [],
    region: (value?.regions ?? [])
      .sort((a, b) => a.localeCompare(b))
      .map(region => ({ value: region, label: region })),
    hosting: HOSTINGS.map(hosting => ({
      value: hosting,
      label: t(`hosting.${hosting}`),
    })),
  };
}
