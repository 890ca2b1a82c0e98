import type { CheckResult } from '@emr-backup/plugin-emr-backup-common';
import type { Said } from '../words';

/** The check without the engine's name before it, and that name: `postgres:row-counts`. */
function partsOf(id: string): { check: string; engine: string | undefined } {
  const colon = id.indexOf(':');
  return colon < 0
    ? { check: id, engine: undefined }
    : { check: id.slice(colon + 1), engine: id.slice(0, colon) };
}

/** What a check is called; a check of the site keeps the name the site gave it. */
export function checkTitle(
  { id, title }: Pick<CheckResult, 'id' | 'title'>,
  said: Said,
): { text: string; isTranslated: boolean } {
  const { check, engine } = partsOf(id);
  const word = said(`checkTitle.${check}`);
  if (word === undefined) return { text: title, isTranslated: false };
  return {
    text: engine === undefined ? word : `${word} (${engine})`,
    isTranslated: true,
  };
}

/** What its result means, in the reader's language; the measures stand in the English detail. */
export function checkSaid(
  { id, status, reason }: Pick<CheckResult, 'id' | 'status' | 'reason'>,
  said: Said,
): string | undefined {
  const { check } = partsOf(id);
  return (
    (status === 'fail' && reason ? said(`reason.${reason}`) : undefined) ??
    said(`checkSaid.${status}.${check}`) ??
    said(`checkSaid.any.${status}`)
  );
}
