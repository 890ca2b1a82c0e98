import { useEffect, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { Button, SearchField, Select, ToggleButton } from '@backstage/ui';
import {
  FLEET_GROUPS,
  FLEET_SORTS,
} from '@emr-backup/plugin-emr-backup-common';
import { useWords } from '../words';
import { useFilterOptions } from './useFilterOptions';
import {
  EVERY_CLINIC,
  FLEET_FILTERS,
  isFiltered,
  type FleetView,
} from './useFleetView';
import styles from './FleetFilters.module.css';

/** Long enough not to ask the backend for every letter, short enough to feel live. */
const TYPING_PAUSE_MS = 250;
const ANY = 'any';

/** One choice out of a few; what none of them means stands first. */
function Choice(props: {
  label: string;
  value: string | undefined;
  none: string;
  options: readonly { value: string; label: string }[];
  /** Whether the options are words of ours, not names out of the catalog. */
  worded?: boolean;
  onChange(value: string | undefined): void;
}) {
  const { label, value, none, options, worded, onChange } = props;
  return (
    <Select
      className={
        worded || value === undefined
          ? `${styles.filter} ${styles.worded}`
          : styles.filter
      }
      aria-label={label}
      size="small"
      value={value ?? ANY}
      onChange={chosen => onChange(chosen === ANY ? undefined : String(chosen))}
      options={[{ value: ANY, label: none }, ...options]}
    />
  );
}

/** Search, filters, order and groups; what they say is kept in the address. */
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
        placeholder={t('fleet.searchHint')}
        size="small"
        value={typed}
        onChange={setTyped}
      />
      <ToggleButton
        className={styles.mine}
        size="small"
        isSelected={Boolean(view.mine)}
        onChange={mine => onChange({ mine: mine || undefined })}
      >
        {t('fleet.mine')}
      </ToggleButton>
      {FLEET_FILTERS.map(filter => (
        <Choice
          key={filter}
          label={t(`fleet.${filter}`)}
          value={view[filter]}
          none={t(`fleet.${filter}`)}
          options={options[filter]}
          onChange={value => onChange({ [filter]: value })}
        />
      ))}
      <Choice
        worded
        label={t('fleet.group.label')}
        value={view.group}
        none={t('fleet.group.none')}
        options={FLEET_GROUPS.map(group => ({
          value: group,
          label: t(`fleet.group.${group}`),
        }))}
        onChange={value =>
          onChange({ group: FLEET_GROUPS.find(known => known === value) })
        }
      />
      <Choice
        worded
        label={t('fleet.sort.label')}
        value={view.sort === 'worst' ? undefined : view.sort}
        none={t('fleet.sort.worst')}
        options={FLEET_SORTS.filter(sort => sort !== 'worst').map(sort => ({
          value: sort,
          label: t(`fleet.sort.${sort}`),
        }))}
        onChange={value =>
          onChange({ sort: FLEET_SORTS.find(known => known === value) })
        }
      />
      {isFiltered(view) && (
        <Button
          variant="tertiary"
          size="small"
          onPress={() => onChange(EVERY_CLINIC)}
        >
          {t('fleet.clear')}
        </Button>
      )}
    </div>
  );
}
