import { useEffect, useMemo, useState } from 'react';
import { storageApiRef, useApi } from '@backstage/frontend-plugin-api';

/** A fleet view under a name: what the address holds, without the page. */
export type SavedView = { name: string; search: string };

const BUCKET = 'emr-backup';
const KEY = 'fleet-views';

/** The reader's own views, kept wherever the portal keeps user settings. */
export function useSavedViews() {
  const storage = useApi(storageApiRef);
  const bucket = useMemo(() => storage.forBucket(BUCKET), [storage]);
  const [views, setViews] = useState<SavedView[]>(
    () => bucket.snapshot<SavedView[]>(KEY).value ?? [],
  );
  useEffect(() => {
    const subscription = bucket
      .observe$<SavedView[]>(KEY)
      .subscribe(({ value }) => setViews([...(value ?? [])]));
    return () => subscription.unsubscribe();
  }, [bucket]);

  const others = (name: string) => views.filter(view => view.name !== name);
  return {
    views,
    /** A name that is taken gets the new view. */
    save: (view: SavedView) =>
      bucket.set(
        KEY,
        [...others(view.name), view].sort((one, other) =>
          one.name.localeCompare(other.name),
        ),
      ),
    forget: (name: string) => bucket.set(KEY, others(name)),
  };
}
