import { useEffect, useState } from 'react';

/** Enough for the browser to paint what came first; longer, and a quick reader sees the gap. */
const PAUSE_MS = 30;

/** False on the first painting, true from the next on: for what may come after what people look for. */
export function useLater(): boolean {
  const [later, setLater] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLater(true), PAUSE_MS);
    return () => clearTimeout(timer);
  }, []);
  return later;
}
