import { useMemo } from 'react';
import {
  appLanguageApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { useWords } from '../words';
import { createFormat, type Format } from './createFormat';
import { useNow } from './useNow';

/** The format rooms of clinics' zones in the reader's language, each made once until the clock moves on. */
export function useFormats(): (zone: string) => Format {
  const t = useWords();
  const now = useNow();
  const locale =
    useApiHolder().get(appLanguageApiRef)?.getLanguage().language ?? 'en';
  return useMemo(() => {
    const made = new Map<string, Format>();
    const units = {
      day: t('unit.day'),
      hour: t('unit.hour'),
      minute: t('unit.minute'),
      second: t('unit.second'),
    };
    return zone => {
      const format =
        made.get(zone) ?? createFormat({ locale, zone, now, units });
      made.set(zone, format);
      return format;
    };
  }, [locale, now, t]);
}

/** The format room for one clinic's zone, in the reader's language. */
export function useFormat(zone: string = 'local'): Format {
  return useFormats()(zone);
}
