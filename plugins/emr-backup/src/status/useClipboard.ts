import { useState } from 'react';

/** Copies a text, and what came of it as the key of a word. */
export function useClipboard() {
  const [told, setTold] = useState<'command.copied' | 'command.failed'>();
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setTold('command.copied');
    } catch {
      // No clipboard without https or permission: the text can still be selected.
      setTold('command.failed');
    }
  };
  return { copy, told };
}
