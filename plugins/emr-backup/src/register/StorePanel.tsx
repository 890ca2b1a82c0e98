import { Alert, Button, Flex, Text } from '@backstage/ui';
import { EntityLink } from '../marks/EntityLink';
import { useWords } from '../words';
import type { RawEntity } from './draftEntities';
import type { useStoring } from './useStoring';

/** Stores the entities in this portal, or says why that cannot be done here. */
export function StorePanel(props: {
  storing: ReturnType<typeof useStoring>;
  entities: RawEntity[];
  /** Why they cannot be stored as they are; null when they can. */
  blocked: string | null;
}) {
  const { storing, entities, blocked } = props;
  const { permitted, stored, problem } = storing;
  const t = useWords();
  if (!permitted) return null;
  if (!permitted.allowed)
    return (
      <Text as="p" variant="body-small" color="secondary">
        {permitted.reason}
      </Text>
    );
  return (
    <Flex direction="column" gap="2">
      <Flex gap="3" align="center">
        <Button
          variant="primary"
          isPending={storing.storing}
          isDisabled={blocked !== null}
          aria-describedby={blocked === null ? undefined : 'register-blocked'}
          onPress={() => storing.store(entities)}
        >
          {t('register.store', { count: entities.length })}
        </Button>
        {blocked !== null && (
          <Text
            as="span"
            id="register-blocked"
            variant="body-small"
            color="secondary"
          >
            {blocked}
          </Text>
        )}
      </Flex>
      {problem && (
        <Alert
          status="danger"
          icon
          role="alert"
          title={t('register.storeFailed')}
          description={problem.message}
        />
      )}
      {stored && !stored.stored && (
        <Alert
          status="danger"
          icon
          role="alert"
          title={t('register.notStored')}
          description={stored.problems
            .map(({ entity, message }) => `${entity}: ${message}`)
            .join(' ')}
        />
      )}
      {stored?.stored && (
        <Alert
          status="success"
          icon
          role="status"
          title={t('register.stored', { count: stored.entities.length })}
          description={
            <>
              {t('register.storedHint')}{' '}
              {stored.entities
                .filter(({ ref }) => ref.startsWith('clinic:'))
                .slice(0, 5)
                .map(({ ref }) => (
                  <EntityLink key={ref} entityRef={ref} />
                ))}
            </>
          }
        />
      )}
    </Flex>
  );
}
