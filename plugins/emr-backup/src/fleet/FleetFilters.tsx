import { useEffect, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { Button, SearchField, Select, Text } from '@backstage/ui';
import { useWords } from '../words';
import { useFilterOptions } from './useFilterOptions';
import { FLEET_FILTERS, isFiltered, type FleetView } from './useFleetView';
import styles from './FleetFilters.module.css';

/** Long enough not to ask the backend for every letter, short enough to feel live. */
const TYPING_PAUSE_MS = 250;
const ANY = 'any';

/** Search and filters; what they say is kept in the address. */
export function FleetFilters(props: {
  view: FleetView;
  onChange(part: Partial<FleetView>): void;
}) {
  const { view, onChange } = props;
  const t = useWords();
  const options = useFilterOptions();
  const [typed, setTyped] = useState(view.search);
  useEffect(() => setTyped(view.search), [view.search]);
  useDebounce(
    () => {
      if (typed !== view.search) onChange({ search: typed });
    },
    TYPING_PAUSE_MS,
    [typed],
  );

  return (
    <div className={styles.filters} role="search">
      <SearchField
        className={styles.search}
        aria-label={t('fleet.search')}
        placeholder={t('fleet.search')}
        value={typed}
        onChange={setTyped}
      />
      {FLEET_FILTERS.map(filter => (
        <Select
          key={filter}
          className={styles.filter}
          aria-label={t(`fleet.${filter}`)}
          value={view[filter] ?? ANY}
          onChange={value =>
            onChange({ [filter]: value === ANY ? undefined : String(value) })
          }
          options={[
            {
              value: ANY,
              label: `${t(`fleet.${filter}`)}: ${t('fleet.any')}`,
            },
            ...options[filter],
          ]}
        />
      ))}
      {isFiltered(view) && (
        <Button
          variant="tertiary"
          size="small"
          onPress={() =>
            onChange({
              search: '',
              standing: undefined,
              owner: undefined,
              operator: undefined,
              region: undefined,
              hosting: undefined,
            })
          }
        >
          {t('fleet.clear')}
        </Button>
      )}
      <Text
        as="span"
        variant="body-small"
        color="secondary"
        className={styles.sorted}
      >
        {t('fleet.sorted')}
      </Text>
    </div>
  );
}
