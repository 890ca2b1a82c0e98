import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { isVendorEntity } from '@emr-backup/plugin-emr-backup-common';
import { EntityLink } from '../marks/EntityLink';
import { Facts } from '../marks/Facts';
import { InfoCard } from '../marks/InfoCard';
import { useReading } from '../reading';
import { Contacts } from '../vendor/Contacts';
import { useWords } from '../words';

/** The contacts the vendors among these refs have on file. */
function useContacts(refs: string[]) {
  const catalogApi = useApi(catalogApiRef);
  const key = [...refs].sort().join(' ');
  return useReading({
    key,
    read: async () => {
      if (refs.length === 0) return [];
      const { items } = await catalogApi.getEntitiesByRefs({
        entityRefs: refs,
      });
      return items.flatMap(entity =>
        entity && isVendorEntity(entity) ? entity.spec.contacts ?? [] : [],
      );
    },
  });
}

/** Who answers, who runs it, and whom to call. */
export function PeopleCard(props: {
  owner: string | null;
  operators: string[];
}) {
  const { owner, operators } = props;
  const t = useWords();
  const contacts = useContacts(operators);
  return (
    <InfoCard title={t('card.people')}>
      <Facts
        facts={[
          {
            name: t('people.owner'),
            value: owner ? (
              <EntityLink entityRef={owner} bold />
            ) : (
              <Text color="danger">{t('people.noOwner')}</Text>
            ),
          },
          {
            name: t('people.operator'),
            value: operators.length
              ? operators.map(operator => (
                  <div key={operator}>
                    <EntityLink entityRef={operator} bold />
                  </div>
                ))
              : t('people.noOperator'),
          },
        ]}
      />
      {contacts.value && contacts.value.length > 0 && (
        <Contacts contacts={contacts.value} />
      )}
    </InfoCard>
  );
}
