import { createContext, useContext, type ReactNode } from 'react';
import type { Format } from './createFormat';
import { useFormats } from './useFormat';

const Formats = createContext<((zone: string) => Format) | undefined>(
  undefined,
);

/** Many cells of few zones: they share one clock and one format a zone instead of making their own. */
export function FormatRoom({ children }: { children: ReactNode }) {
  return <Formats.Provider value={useFormats()}>{children}</Formats.Provider>;
}

/** The format of a zone, out of the {@link FormatRoom} around. */
export function useRoomFormat(zone: string): Format {
  const formats = useContext(Formats);
  if (!formats) throw new Error('There is no FormatRoom around');
  return formats(zone);
}
