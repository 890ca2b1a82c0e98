import { useMemo } from 'react';
import {
  appLanguageApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { useWords } from '../words';
import { createFormat, type Format } from './createFormat';
import { useNow } from './useNow';

/** The format room for a clinic's zone, in the reader's language. */
export function useFormat(zone: string = 'local'): Format {
  const t = useWords();
  const now = useNow();
  const locale =
    useApiHolder().get(appLanguageApiRef)?.getLanguage().language ?? 'en';
  return useMemo(
    () =>
      createFormat({
        locale,
        zone,
        now,
        units: {
          day: t('unit.day'),
          hour: t('unit.hour'),
          minute: t('unit.minute'),
          second: t('unit.second'),
        },
      }),
    [locale, zone, now, t],
  );
}
