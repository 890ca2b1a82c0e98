/** What a mail says. Its links are paths in the console. */
export interface MailText {
  subject: string;
  parts: readonly { title: string; lines: readonly string[]; link: string }[];
}

const WHY =
  'You get this message because the service catalog names this address for backups that you own, run or look after.';

export function textOf({ parts }: MailText, consoleUrl: string): string {
  const blocks = parts.map(({ title, lines, link }) =>
    [title, '', ...lines, '', `${consoleUrl}${link}`].join('\n'),
  );
  return [...blocks, `-- \n${WHY}\n`].join('\n\n');
}

export function htmlOf({ parts }: MailText, consoleUrl: string): string {
  const blocks = parts.map(
    ({ title, lines, link }) =>
      `<h3>${escaped(title)}</h3>\n<p>${lines
        .map(escaped)
        .join('<br>\n')}</p>\n<p><a href="${escaped(
        `${consoleUrl}${link}`,
      )}">Open in EMR Backup</a></p>`,
  );
  return `<!doctype html>\n<html lang="en"><body>\n${blocks.join(
    '\n<hr>\n',
  )}\n<p><small>${escaped(WHY)}</small></p>\n</body></html>\n`;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Titles come from the catalog, where anybody may have written them. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, character => ENTITIES[character]);
}
